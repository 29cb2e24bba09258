module Hwlive
  # A notification of a recording event. A field that was not sent is nil. event is a bit of {Event}, to compare with
  # {RecordCallback#events}; file_size is in bytes, record_duration in seconds; times that end in unix are in seconds since
  # 1970; json is the body as it was received.
  #
  # Anyone can post a notification. Do not believe it before {#verify} has returned.
  Notification = Struct.new(
    :event, :project_id, :job_id, :task_id, :event_type, :publish_domain, :app, :stream, :record_format, :download_url,
    :play_url, :asset_id, :start_time, :start_time_unix, :end_time, :end_time_unix, :obs_location, :obs_bucket, :obs_object,
    :file_size, :record_duration, :width, :height, :auth_timestamp, :auth_sign, :json, keyword_init: true
  )

  class Notification
    # Checks that the service signed this notification; see {Hwlive.verify_notification}.
    def verify(key, **rules)
      Hwlive.verify_notification(json, key, **rules)
      nil
    end

    # Leaves the signature and the body out: they do not belong in logs.
    def inspect
      shown = to_h.reject { |name, _| %i[auth_sign json].include?(name) }
      "#<#{self.class} #{shown.map { |name, value| "#{name}=#{value.inspect}" }.join(", ")}>"
    end
    alias to_s inspect

    # @private
    def self.read(notification)
      new(
        event: Library.hwlive_notification_event(notification),
        project_id: Native.string(Library.hwlive_notification_project_id(notification)),
        job_id: Native.string(Library.hwlive_notification_job_id(notification)),
        task_id: Native.string(Library.hwlive_notification_task_id(notification)),
        event_type: Native.string(Library.hwlive_notification_event_type(notification)),
        publish_domain: Native.string(Library.hwlive_notification_publish_domain(notification)),
        app: Native.string(Library.hwlive_notification_app(notification)),
        stream: Native.string(Library.hwlive_notification_stream(notification)),
        record_format: Native.string(Library.hwlive_notification_record_format(notification)),
        download_url: Native.string(Library.hwlive_notification_download_url(notification)),
        play_url: Native.string(Library.hwlive_notification_play_url(notification)),
        asset_id: Native.string(Library.hwlive_notification_asset_id(notification)),
        start_time: Native.string(Library.hwlive_notification_start_time(notification)),
        start_time_unix: RecordCallback.unix_time(Library.hwlive_notification_start_time_unix(notification)),
        end_time: Native.string(Library.hwlive_notification_end_time(notification)),
        end_time_unix: RecordCallback.unix_time(Library.hwlive_notification_end_time_unix(notification)),
        obs_location: Native.string(Library.hwlive_notification_obs_location(notification)),
        obs_bucket: Native.string(Library.hwlive_notification_obs_bucket(notification)),
        obs_object: Native.string(Library.hwlive_notification_obs_object(notification)),
        file_size: Native.not_negative(Library.hwlive_notification_file_size(notification)),
        record_duration: Native.not_negative(Library.hwlive_notification_record_duration(notification)),
        width: Native.not_negative(Library.hwlive_notification_width(notification)),
        height: Native.not_negative(Library.hwlive_notification_height(notification)),
        auth_timestamp: Native.string(Library.hwlive_notification_auth_timestamp(notification)),
        auth_sign: Native.string(Library.hwlive_notification_auth_sign(notification)),
        json: Native.string(Library.hwlive_notification_json(notification, nil))
      ).freeze
    end
  end

  # Reads the body of a post without checking its signature.
  #
  # @param body [String] in UTF-8 or in bytes; another encoding is converted
  # @return [Notification]
  # @raise [MalformedError] if it is not a notification
  def self.parse_notification(body)
    parsed(body) { |notification| Notification.read(notification) }
  end

  # Checks that the service signed a body with the callback's key.
  #
  # @param body [String] in UTF-8 or in bytes; another encoding is converted
  # @param key [String] the key that the callback was created with
  # @param accept [Integer] bits of {Accept}, such as {RecordCallback#accept}
  # @param tolerance_ms [Integer] how long after its timestamp a signature is accepted; -1 is for ever
  # @param now_unix [Integer] the time to check against, in seconds since 1970; 0 is this machine's clock
  # @return [Notification]
  # @raise [UnsignedError, WrongSignatureError, ExpiredError, MalformedError]
  def self.verify_notification(body, key, accept: Accept::HMACSHA256, tolerance_ms: NOTIFICATION_TOLERANCE_MS, now_unix: 0)
    parsed(body) do |notification|
      Native.call(:hwlive_notification_verify, notification, Native.text(key, "key"), Native.uint32(accept, "accept"),
                Native.int64(tolerance_ms, "tolerance"), Native.int64(now_unix, "time"))
      Notification.read(notification)
    end
  end

  def self.parsed(body)
    raise TypeError, "the body must be a String" unless body.is_a?(String)
    text = Native.utf8(body)
    # The pointer, since a String that C takes as a text must not have a NUL in it.
    bytes = Fiddle::Pointer[text]
    notification = Native.out(:hwlive_notification_parse, :hwlive_notification_free, bytes, text.bytesize)
    yield notification
  ensure
    notification&.call_free
  end
  private_class_method :parsed
end
