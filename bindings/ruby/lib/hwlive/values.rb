module Hwlive
  # How long after its timestamp a signature is accepted by default: 15 minutes.
  NOTIFICATION_TOLERANCE_MS = Declarations::HWLIVE_NOTIFICATION_TOLERANCE_MS

  # Events of a recording, as bits. OTHER: at least one event that the library does not know.
  module Event
    RECORD_NEW_FILE_START = Declarations::HWLIVE_EVENT_RECORD_NEW_FILE_START
    RECORD_FILE_COMPLETE = Declarations::HWLIVE_EVENT_RECORD_FILE_COMPLETE
    RECORD_OVER = Declarations::HWLIVE_EVENT_RECORD_OVER
    RECORD_FAILED = Declarations::HWLIVE_EVENT_RECORD_FAILED
    RECORD_START = Declarations::HWLIVE_EVENT_RECORD_START
    OTHER = Declarations::HWLIVE_EVENT_OTHER
  end

  # How the service signs notifications. OTHER: a type that the library does not know.
  module SignType
    OTHER = Declarations::HWLIVE_SIGN_TYPE_OTHER
    HMACSHA256 = Declarations::HWLIVE_SIGN_TYPE_HMACSHA256
    MD5 = Declarations::HWLIVE_SIGN_TYPE_MD5
  end

  # Which signatures of a notification are accepted, as bits. MD5 covers neither the event nor the URL: anyone who has seen
  # one notification can forge others. UNSIGNED is no signature at all: use it only if something else proves who sends.
  module Accept
    HMACSHA256 = Declarations::HWLIVE_ACCEPT_HMACSHA256
    MD5 = Declarations::HWLIVE_ACCEPT_MD5
    UNSIGNED = Declarations::HWLIVE_ACCEPT_UNSIGNED
  end

  # Levels of {Config#log}. Each includes those with lower numbers.
  module LogLevel
    OFF = Declarations::HWLIVE_LOG_OFF
    ERROR = Declarations::HWLIVE_LOG_ERROR
    WARN = Declarations::HWLIVE_LOG_WARN
    INFO = Declarations::HWLIVE_LOG_INFO
    DEBUG = Declarations::HWLIVE_LOG_DEBUG
    TRACE = Declarations::HWLIVE_LOG_TRACE
  end

  # How an access key signs requests.
  module SigningAlgorithm
    SDK_HMAC_SHA256 = Declarations::HWLIVE_SIGNING_SDK_HMAC_SHA256
    V11_HMAC_SHA256 = Declarations::HWLIVE_SIGNING_V11_HMAC_SHA256
    # Needs a library that was built with its feature sm3.
    SDK_HMAC_SM3 = Declarations::HWLIVE_SIGNING_SDK_HMAC_SM3
  end

  # The certificate authorities that are trusted.
  module TrustedRoots
    BUILT_IN = Declarations::HWLIVE_TRUST_BUILT_IN
    SYSTEM = Declarations::HWLIVE_TRUST_SYSTEM
  end

  # A version of TLS.
  module TlsVersion
    TLS_1_2 = Declarations::HWLIVE_TLS_1_2
    TLS_1_3 = Declarations::HWLIVE_TLS_1_3
  end

  # The family of the addresses that are connected to.
  module IpFamily
    ANY = Declarations::HWLIVE_IP_ANY
    IPV4 = Declarations::HWLIVE_IP_4
    IPV6 = Declarations::HWLIVE_IP_6
  end

  # A recording callback. Texts are as the service sent them, or nil if it sent none. events, sign_type and accept have the
  # service's defaults applied; accept is what {Hwlive.verify_notification} should accept for this callback. Times that end
  # in unix are in seconds since 1970. json is the body of the answer as it was received; in a
  # list, the part that describes this callback.
  RecordCallback = Struct.new(
    :id, :publish_domain, :app, :notify_callback_url, :notify_event_subscription, :events, :sign_type_text, :sign_type,
    :accept, :create_time, :create_time_unix, :update_time, :update_time_unix, :request_id, :json, keyword_init: true
  )

  class RecordCallback
    # @private
    def self.read(callback)
      count = Library.hwlive_record_callback_notify_event_subscription_count(callback)
      new(
        id: Native.string(Library.hwlive_record_callback_id(callback)),
        publish_domain: Native.string(Library.hwlive_record_callback_publish_domain(callback)),
        app: Native.string(Library.hwlive_record_callback_app(callback)),
        notify_callback_url: Native.string(Library.hwlive_record_callback_notify_callback_url(callback)),
        notify_event_subscription: Array.new(count) do |index|
          Native.string(Library.hwlive_record_callback_notify_event_subscription_at(callback, index))
        end,
        events: Library.hwlive_record_callback_events(callback),
        sign_type_text: Native.string(Library.hwlive_record_callback_sign_type_text(callback)),
        sign_type: Library.hwlive_record_callback_sign_type(callback),
        accept: Library.hwlive_record_callback_accept(callback),
        create_time: Native.string(Library.hwlive_record_callback_create_time(callback)),
        create_time_unix: unix_time(Library.hwlive_record_callback_create_time_unix(callback)),
        update_time: Native.string(Library.hwlive_record_callback_update_time(callback)),
        update_time_unix: unix_time(Library.hwlive_record_callback_update_time_unix(callback)),
        request_id: Native.string(Library.hwlive_record_callback_request_id(callback)),
        json: Native.string(Library.hwlive_record_callback_json(callback, nil))
      ).freeze
    end

    # @private
    def self.unix_time(value)
      value unless value == -2**63
    end
  end

  # A list of recording callbacks, in the service's order.
  class RecordCallbackList
    include Enumerable

    # @return [Array<RecordCallback>]
    attr_reader :callbacks
    # @return [Integer, nil] how many there are, as the service said; a filter counts
    attr_reader :total
    # @return [String, nil] the id of the last page's request
    attr_reader :request_id

    def initialize(callbacks, total, complete, request_id)
      @callbacks = callbacks.freeze
      @total = total
      @complete = complete
      @request_id = request_id
      freeze
    end

    # @return [Boolean] whether all callbacks are here. It is false if there are too many, or if some came or went meanwhile
    def complete?
      @complete
    end

    def each(...)
      callbacks.each(...)
    end

    def size
      callbacks.size
    end
    alias length size

    def empty?
      callbacks.empty?
    end

    def [](*index)
      callbacks[*index]
    end

    # @private
    def self.read(list)
      callbacks = Array.new(Library.hwlive_record_callback_list_count(list)) do |index|
        RecordCallback.read(Library.hwlive_record_callback_list_at(list, index))
      end
      new(
        callbacks,
        Native.not_negative(Library.hwlive_record_callback_list_total(list)),
        Library.hwlive_record_callback_list_is_complete(list) == 1,
        Native.string(Library.hwlive_record_callback_list_request_id(list))
      )
    end
  end
end
