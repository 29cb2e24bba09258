module Hwlive
  # How a call went. Apart from attempts it describes the last request of the call. What there was not is nil, or 0 for the
  # numbers of bytes. Times are in microseconds: first_byte_us and total_us begin with the request. attempts says how often the
  # call was tried; for a list, each page that was asked for again counts too. peer_address is the proxy's if there is one.
  CallReport = Struct.new(
    :attempts, :connection_reused, :peer_address, :lookup_us, :connect_us, :proxy_us, :tls_us, :first_byte_us, :total_us,
    :bytes_sent, :bytes_received, :tls_version, keyword_init: true
  )

  class CallReport
    # @private
    def self.read(call)
      new(
        attempts: Library.hwlive_call_attempts(call),
        connection_reused: Library.hwlive_call_connection_reused(call) == 1,
        peer_address: Native.string(Library.hwlive_call_peer_address(call)),
        lookup_us: Native.not_negative(Library.hwlive_call_lookup_us(call)),
        connect_us: Native.not_negative(Library.hwlive_call_connect_us(call)),
        proxy_us: Native.not_negative(Library.hwlive_call_proxy_us(call)),
        tls_us: Native.not_negative(Library.hwlive_call_tls_us(call)),
        first_byte_us: Native.not_negative(Library.hwlive_call_first_byte_us(call)),
        total_us: Native.not_negative(Library.hwlive_call_total_us(call)),
        bytes_sent: Library.hwlive_call_bytes_sent(call),
        bytes_received: Library.hwlive_call_bytes_received(call),
        tls_version: Native.string(Library.hwlive_call_tls_version(call))
      ).freeze
    end
  end

  # Options of one call, to be passed to a method of {Client} as call:.
  #
  # It is for one call at a time, and may be used again. Once it was cancelled, it stays cancelled: make a new one. All methods
  # that set an option return the object. An option that cannot be used raises {InvalidArgumentError}.
  class Call
    # @return [CallReport] how the last call went that used this object, whether it succeeded or failed
    attr_reader :report

    # Call.new(timeout_ms: 500, headers: { "traceparent" => value }, access_key: [access_key, secret_key]). What is not given is
    # as the client has it. headers is a Hash, or pairs of a name and a value.
    def initialize(timeout_ms: nil, headers: {}, access_key: nil, auth_token: nil)
      @in_use = Mutex.new
      @pointer = Native.owned(Library.hwlive_call_new, :hwlive_call_free)
      @report = CallReport.read(nil)
      self.timeout_ms(timeout_ms) unless timeout_ms.nil?
      headers.each { |name, value| add_header(name, value) }
      self.access_key(*access_key) unless access_key.nil?
      self.auth_token(auth_token) unless auth_token.nil?
    end

    # Limits the whole call, in milliseconds. It may be more than the client's limit.
    def timeout_ms(timeout_ms)
      set(:hwlive_call_set_timeout_ms, Native.uint32(timeout_ms, "timeout"))
    end

    # Adds a header line to the requests that go to Live. It is sent as it is, and is not signed.
    def add_header(name, value)
      set(:hwlive_call_add_header, Native.text(name, "header name"), Native.text(value, "header value"))
    end

    # Sets the access key that signs this call. Replaces other credentials.
    def access_key(access_key, secret_key, security_token = nil)
      set(:hwlive_call_set_access_key, Native.text(access_key, "access key"), Native.text(secret_key, "secret key"),
          Native.text(security_token, "security token"))
    end

    # Sets the IAM token that this call carries. Replaces other credentials.
    def auth_token(token)
      set(:hwlive_call_set_auth_token, Native.text(token, "auth token"))
    end

    # Ends the call that uses this object within 0.2 s, and every later one, with {CancelledError}.
    #
    # Returns at once. Any thread may call it, at any time, and so may a handler of Signal.trap.
    def cancel
      Library.hwlive_call_cancel(@pointer)
      nil
    end

    # Yields the call of C, which one call at a time may use. Its report is read before another can replace it.
    # @private
    def use
      raise InvalidArgumentError, "call is in use by another call" unless @in_use.try_lock
      begin
        @report = CallReport.read(nil)
        yield @pointer
      ensure
        @report = CallReport.read(@pointer)
        @in_use.unlock
      end
    end

    def inspect
      "#<#{self.class}>" # It may have secrets.
    end

    private

    def set(name, *arguments)
      Native.call(name, @pointer, *arguments)
      self
    end
  end
end
