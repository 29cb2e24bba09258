# Huawei Cloud Live recording callbacks, by libhwlive; hwlive.h says what settings, fields and codes mean.
require "fiddle/import"
require "json"

module Hwlive
  module C
    extend Fiddle::Importer
    dlload "libhwlive.so.0.1"
    typealias "uint32_t", "unsigned int"
    typealias "int32_t", "int"
    typealias "int64_t", "long long"
    SETTINGS = {
      "const char *text" => %w[region endpoint project_id auth_token proxy ca_file user_agent],
      "const char *access_key, const char *secret_key, const char *security_token" => %w[access_key],
      "uint32_t number" => %w[timeout_ms connect_timeout_ms max_retries],
    }
    TEXTS = %w[id publish_domain app notify_callback_url sign_type_text create_time update_time request_id]
    extern "void *hwlive_config_new()"
    %w[config client record_callback notification error].each { |type| extern "void hwlive_#{type}_free(void *)" }
    extern "int32_t hwlive_config_load_environment(void *, void *)"
    SETTINGS.each { |value, names| names.each { |name| extern "int32_t hwlive_config_set_#{name}(void *, #{value}, void *)" } }
    extern "int32_t hwlive_client_new(void *, void *, void *)"
    extern "int32_t hwlive_show_record_callback(void *, const char *, void *, void *)"
    extern "int32_t hwlive_notification_parse(const char *, size_t, void *, void *)"
    extern "int32_t hwlive_notification_verify(void *, const char *, uint32_t, int64_t, int64_t, void *)"
    %w[message service_code request_id].each { |name| extern "const char *hwlive_error_#{name}(void *)" }
    extern "int32_t hwlive_error_http_status(void *)"
    TEXTS.each { |name| extern "const char *hwlive_record_callback_#{name}(void *)" }
    extern "const char *hwlive_record_callback_json(void *, void *)"
    extern "size_t hwlive_record_callback_notify_event_subscription_count(void *)"
    extern "const char *hwlive_record_callback_notify_event_subscription_at(void *, size_t)"
    %w[events accept].each { |name| extern "uint32_t hwlive_record_callback_#{name}(void *)" }
    extern "int32_t hwlive_record_callback_sign_type(void *)"
    %w[create_time_unix update_time_unix].each { |name| extern "int64_t hwlive_record_callback_#{name}(void *)" }
  end

  KINDS = %i[ok other invalid_argument credentials unauthorized not_found throttled service connect tls timeout bad_response
             cancelled panic malformed unsigned wrong_signature expired]
  ACCEPT_HMACSHA256, ACCEPT_MD5, ACCEPT_UNSIGNED = 1, 2, 4

  # Why a call failed. status is 0, and the texts are nil, where the service gave none.
  class Error < StandardError
    attr_reader :kind, :status, :service_code, :request_id

    def initialize(kind, message, status = 0, service_code = nil, request_id = nil)
      super(message)
      @kind, @status, @service_code, @request_id = kind, status, service_code, request_id
    end
  end

  # As the service sent them, nil where it sent none; events, sign_type and accept are HWLIVE_… numbers, defaults applied.
  RecordCallback = Struct.new(*C::TEXTS.map(&:to_sym), :notify_event_subscription, :events, :sign_type, :accept,
                              :create_time_unix, :update_time_unix, :json, keyword_init: true)

  # Frees itself when nothing refers to it any more; close it earlier, when no other thread uses it.
  class Client
    # Settings are the environment's and, over them, hwlive_config_set_… by name: Client.new(timeout_ms: 5000).
    def initialize(**settings)
      config = Fiddle::Pointer.new(C.hwlive_config_new.to_i, 0, C["hwlive_config_free"])
      Hwlive.call(:config_load_environment, config)
      settings.each { |name, value| Hwlive.call(:"config_set_#{name}", config, *value) }
      @handle = Hwlive.out(:client_free) { |client| Hwlive.call(:client_new, config, client) }
    end

    def show_record_callback(id)
      callback = Hwlive.out(:record_callback_free) { |out| Hwlive.call(:show_record_callback, @handle, id, out) }
      ask = ->(name, *arguments) { C.send(:"hwlive_record_callback_#{name}", callback, *arguments) }
      count = ask.(:notify_event_subscription_count)
      fields = C::TEXTS.to_h { |name| [name.to_sym, Hwlive.text(ask.(name))] }
      %i[events sign_type accept].each { |name| fields[name] = ask.(name) }
      %i[create_time_unix update_time_unix].each { |name| fields[name] = ask.(name).then { |time| time unless time == -2**63 } }
      RecordCallback.new(**fields, json: Hwlive.text(ask.(:json, nil)), notify_event_subscription:
        Array.new(count) { |index| Hwlive.text(ask.(:notify_event_subscription_at, index)) })
    ensure
      callback&.call_free
    end

    def close
      @handle&.call_free
      @handle = nil
    end
  end

  # The fields of a notification's body that was signed with key; an Error where it is not genuine.
  def self.verify_notification(body, key, accept: ACCEPT_HMACSHA256, tolerance_ms: 900_000, now_unix: 0)
    bytes = Fiddle::Pointer[body]
    notification = out(:notification_free) { |slot| call(:notification_parse, bytes, body.bytesize, slot) }
    call(:notification_verify, notification, key, accept, tolerance_ms, now_unix)
    JSON.parse(body)
  ensure
    notification&.call_free
  end

  # Runs a function of C; what it says is wrong is raised.
  def self.call(name, *arguments)
    # C would read a text up to a NUL, and ask for something else.
    nul = arguments.any? { |argument| argument.is_a?(String) && argument.include?("\0") }
    raise Error.new(:invalid_argument, "a text has a NUL character in it") if nul
    slot = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
    code = C.send(:"hwlive_#{name}", *arguments, slot)
    return if code.zero?
    error = Fiddle::Pointer.new(slot.ptr.to_i, 0, C["hwlive_error_free"])
    texts = %w[message service_code request_id].map { |text| text(C.send(:"hwlive_error_#{text}", error)) }
    raise Error.new(KINDS[code] || :other, texts[0], C.hwlive_error_http_status(error), *texts[1..])
  ensure
    error&.call_free
  end

  # What a function of C writes to its slot, freed with the object that stands for it here.
  def self.out(free)
    slot = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
    yield slot
    Fiddle::Pointer.new(slot.ptr.to_i, 0, C["hwlive_#{free}"])
  end

  def self.text(pointer)
    pointer.null? ? nil : pointer.to_s.force_encoding(Encoding::UTF_8)
  end
end
