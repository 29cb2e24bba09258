module Hwlive
  # Calls functions of C: converts arguments, and raises what fails.
  # @private
  module Native
    module_function

    # A String or nil as C reads it.
    def text(value, name)
      return nil if value.nil?
      value = value.to_path if value.respond_to?(:to_path)
      raise TypeError, "#{name} must be a String" unless value.is_a?(String)
      text = utf8(value)
      # C would read a text up to a NUL, and use something else.
      raise InvalidArgumentError, "#{name} has a NUL character in it" if text.b.include?("\0")
      text
    end

    # A String in UTF-8, or in bytes that should be.
    def utf8(string)
      return string if [Encoding::UTF_8, Encoding::US_ASCII, Encoding::BINARY].include?(string.encoding)
      string.encode(Encoding::UTF_8)
    rescue EncodingError => error
      raise InvalidArgumentError, error.message
    end

    # An Integer that fits into a number of C; Fiddle would cut it.
    def integer(value, name, range)
      raise TypeError, "#{name} must be an Integer" unless value.is_a?(Integer)
      return value if range.cover?(value)
      raise InvalidArgumentError, "#{name} of #{value} is not between #{range.min} and #{range.max}"
    end

    def uint32(value, name)
      integer(value, name, 0..2**32 - 1)
    end

    def int32(value, name)
      integer(value, name, -2**31..2**31 - 1)
    end

    def int64(value, name)
      integer(value, name, -2**63..2**63 - 1)
    end

    # A text of C as a String, or nil.
    def string(pointer)
      pointer.null? ? nil : pointer.to_s.force_encoding(Encoding::UTF_8)
    end

    # A number of C, or nil: C returns -1 for one that is missing.
    def not_negative(value)
      value unless value.negative?
    end

    # Calls a function of C that takes a place for an error at its end. Raises the error.
    def call(name, *arguments)
      slot = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
      code = Library.public_send(name, *arguments, slot)
      return if code == Declarations::HWLIVE_CODE_OK
      error = owned(slot.ptr, :hwlive_error_free)
      raise ERRORS.fetch(code, OtherError).new(
        string(Library.hwlive_error_message(error)),
        status: Library.hwlive_error_http_status(error),
        service_code: string(Library.hwlive_error_service_code(error)),
        service_message: string(Library.hwlive_error_service_message(error)),
        request_id: string(Library.hwlive_error_request_id(error)),
        encoded_authorization_message: string(Library.hwlive_error_encoded_authorization_message(error)),
        retry_after_ms: not_negative(Library.hwlive_error_retry_after_ms(error)),
        attempts: Library.hwlive_error_attempts(error),
        retryable: Library.hwlive_error_is_retryable(error) == 1
      )
    ensure
      error&.call_free
    end

    # Calls a function that writes an object to the place before that of the error.
    def out(name, free, *arguments)
      slot = Fiddle::Pointer.malloc(Fiddle::SIZEOF_VOIDP, Fiddle::RUBY_FREE)
      call(name, *arguments, slot)
      owned(slot.ptr, free)
    end

    # A pointer that is freed with the object that stands for it here.
    def owned(pointer, free)
      Fiddle::Pointer.new(pointer.to_i, 0, Library[free.to_s])
    end
  end
  private_constant :Native, :Library, :Declarations
end
