module Hwlive
  # Asks Huawei Cloud Live for recording callbacks.
  #
  # Many threads may use one client at the same time, and so may forked children. A client that nothing refers to any more
  # closes itself.
  class Client
    # Client.new(region: "cn-north-4", timeout_ms: 5000) takes the environment's settings and, over them, those that are given,
    # by the names of {Config}'s methods. Client.new(config) takes those of a config alone.
    #
    # With a block, yields the client and closes it afterwards.
    def self.open(...)
      client = new(...)
      return client unless block_given?
      begin
        yield client
      ensure
        client.close
      end
    end

    def initialize(config = nil, **settings)
      raise ArgumentError, "pass a config, or settings, not both" if config && !settings.empty?
      config ||= Config.new.load_environment.set(**settings)
      @handle = Handle.new(config)
    end

    # Asks the service for one recording callback. Blocks at most for the client's timeout.
    #
    # Ctrl-C, Timeout.timeout and Thread#kill end the call.
    #
    # @param id [String]
    # @param call [Call, nil] options of this call
    # @return [RecordCallback]
    def show_record_callback(id, call: nil)
      ask(:hwlive_show_record_callback_with, :hwlive_record_callback_free, [Native.text(id, "id")], call) do |callback|
        RecordCallback.read(callback)
      end
    end

    # Asks the service for the recording callbacks of the project. The limits are those of {#show_record_callback}, for all pages
    # together.
    #
    # @param publish_domain [String, nil] the ingest domain of those that are listed
    # @param app [String, nil] the application that those apply to that are listed
    # @param call [Call, nil] options of this call
    # @return [RecordCallbackList]
    def list_record_callbacks(publish_domain: nil, app: nil, call: nil)
      filters = [Native.text(publish_domain, "publish_domain"), Native.text(app, "app")]
      ask(:hwlive_list_record_callbacks_with, :hwlive_record_callback_list_free, filters, call) do |list|
        RecordCallbackList.read(list)
      end
    end

    # Uses the credentials of a config for every call that starts later.
    def replace_credentials(config)
      @handle.use { |pointer| Native.call(:hwlive_client_replace_credentials, pointer, config.handle) }
    end

    # Ends all calls of this client, now and later, with {CancelledError}.
    def shutdown
      @handle.shutdown
    end

    # Closes the client. Calls in other threads go on; the connections are closed when the last one has ended.
    def close
      @handle.close
    end

    def inspect
      "#<#{self.class}>"
    end

    private

    def ask(name, free, arguments, call)
      raise TypeError, "call must be a #{Call}" unless call.nil? || call.is_a?(Call)
      handle, call = @handle, call || Call.new
      # Ruby cannot interrupt a call of C. A thread of its own makes it, and waiting for a thread can be interrupted.
      thread = Thread.new do
        result = handle.use do |pointer|
          found = call.use { |options| Native.out(name, free, pointer, *arguments, options) }
          yield found
        ensure
          found&.call_free
        end
        [result, nil]
      rescue Exception => error # rubocop:disable Lint/RescueException
        [nil, error] # Thread#join below must not raise it.
      end
      result, error = thread.value
      raise error if error
      result
    ensure
      if thread&.alive?
        call.cancel
        thread.join(1) # It takes 0.2 s at most, unless a log function is slow.
      end
    end

    # The client of C. It is freed when it is closed and no call is inside.
    class Handle
      def initialize(config)
        @lock = Mutex.new
        @users = 0
        @log = config.log_for_client # The library calls it until the client is freed.
        @pointer = Native.out(:hwlive_client_new, :hwlive_client_free, config.handle)
        @open = true
      end

      def use
        @lock.synchronize do
          raise InvalidArgumentError, "the client is closed" unless @open
          @users += 1
        end
        begin
          yield @pointer
        ensure
          @lock.synchronize { @users -= 1 and free }
        end
      end

      def close
        @lock.synchronize do
          @open = false
          free
        end
      end

      def shutdown
        @lock.synchronize { Library.hwlive_client_shutdown(@pointer) unless @pointer.freed? }
      end

      private

      def free
        @pointer.call_free if @users.zero? && !@open
      end
    end
    private_constant :Handle
  end
end
