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
    # Ctrl-C, Timeout.timeout and Thread#kill end the waiting at once; the request itself may go on in the background until it
    # is answered, its time is over, or the program ends.
    #
    # @param id [String]
    # @return [RecordCallback]
    def show_record_callback(id)
      handle, encoded = @handle, Call.text(id, "id")
      # Ruby cannot interrupt a call of C. A thread of its own makes it, and waiting for a thread can be interrupted.
      thread = Thread.new do
        Thread.current.report_on_exception = false
        handle.use { |pointer| handle.show_record_callback(pointer, encoded) }
      end
      thread.value
    end

    # Uses the credentials of a config for every call that starts later.
    def replace_credentials(config)
      @handle.use { |pointer| Call.call(:hwlive_client_replace_credentials, pointer, config.handle) }
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

    # The client of C. It is freed when it is closed and no call is inside.
    class Handle
      def initialize(config)
        @lock = Mutex.new
        @users = 0
        @log = config.log_for_client # The library calls it until the client is freed.
        @pointer = Call.out(:hwlive_client_new, :hwlive_client_free, config.handle)
        @open = true
      end

      def use
        @lock.synchronize do
          raise InvalidArgumentError, "the client is closed" unless @open
          @users += 1
        end
        begin
          Thread.current[:hwlive_client] = self
          yield @pointer
        ensure
          Thread.current[:hwlive_client] = nil
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

      def show_record_callback(pointer, id)
        callback = Call.out(:hwlive_show_record_callback, :hwlive_record_callback_free, pointer, id)
        RecordCallback.read(callback)
      ensure
        callback&.call_free
      end

      private

      def free
        @pointer.call_free if @users.zero? && !@open
      end
    end
    private_constant :Handle
  end

  # Ruby waits for calls of C before it ends; nobody waits for their results any more.
  at_exit do
    Thread.list.filter_map { |thread| thread[:hwlive_client] }.each(&:shutdown)
  end
end
