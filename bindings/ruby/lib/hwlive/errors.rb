module Hwlive
  # A call failed. Rescue a subclass to handle one kind of failure.
  class Error < StandardError
    # @return [Integer] the HTTP status of the answer; 0 if there was no answer
    attr_reader :status
    # @return [String, nil] the code that the service gave, such as "LIVE.100011001"
    attr_reader :service_code
    # @return [String, nil] the message that the service gave
    attr_reader :service_message
    # @return [String, nil] the id of the request for the service's support
    attr_reader :request_id
    # @return [String, nil] why a policy denied the call, for the STS call decode-authorization-message
    attr_reader :encoded_authorization_message
    # @return [Integer, nil] how long the service asked to wait, in milliseconds
    attr_reader :retry_after_ms
    # @return [Integer] how many times the call was tried; 0 if nothing was sent
    attr_reader :attempts

    def initialize(message, status: 0, service_code: nil, service_message: nil, request_id: nil,
                   encoded_authorization_message: nil, retry_after_ms: nil, attempts: 0, retryable: false)
      super(message)
      @status = status
      @service_code = service_code
      @service_message = service_message
      @request_id = request_id
      @encoded_authorization_message = encoded_authorization_message
      @retry_after_ms = retry_after_ms
      @attempts = attempts
      @retryable = retryable
    end

    # @return [Boolean] whether the same call may succeed later
    def retryable?
      @retryable
    end

    # @return [Symbol] the name of the kind, such as :not_found
    def kind
      self.class::KIND
    end

    KIND = :other
  end

  # None of the other kinds, or a kind that is newer than this module.
  class OtherError < Error; end

  # An argument or a setting cannot be used. Nothing was sent. The message names it.
  class InvalidArgumentError < Error; KIND = :invalid_argument; end

  # There are no credentials, they are incomplete, or their source failed.
  class CredentialsError < Error; KIND = :credentials; end

  # The service refused the credentials, or they lack a permission (401, 403). Do not repeat the call unchanged.
  class UnauthorizedError < Error; KIND = :unauthorized; end

  # The service knows no such recording callback.
  class NotFoundError < Error; KIND = :not_found; end

  # There were too many requests (429).
  class ThrottledError < Error; KIND = :throttled; end

  # The service or its gateway refused the call for another reason; see service_code.
  class ServiceError < Error; KIND = :service; end

  # There was no connection, or it was lost.
  class ConnectError < Error; KIND = :connect; end

  # The TLS handshake or the check of the certificate failed.
  class TlsError < Error; KIND = :tls; end

  # The limit of the call or of connecting was reached.
  class TimeoutError < Error; KIND = :timeout; end

  # There was an answer, but not of the agreed form.
  class BadResponseError < Error; KIND = :bad_response; end

  # The call was cancelled, or the client was shut down.
  class CancelledError < Error; KIND = :cancelled; end

  # There is a bug in the library; the message describes it. The client can still be used.
  class PanicError < Error; KIND = :panic; end

  # A notification cannot be read, or can be read in more than one way.
  class MalformedError < Error; KIND = :malformed; end

  # A notification has no signature.
  class UnsignedError < Error; KIND = :unsigned; end

  # A notification's signature is wrong, or of a type that is not accepted.
  class WrongSignatureError < Error; KIND = :wrong_signature; end

  # A notification's signature is right but too old.
  class ExpiredError < Error; KIND = :expired; end

  # The class for each code of C.
  # @private
  ERRORS = {
    Declarations::HWLIVE_CODE_OTHER => OtherError,
    Declarations::HWLIVE_CODE_INVALID_ARGUMENT => InvalidArgumentError,
    Declarations::HWLIVE_CODE_CREDENTIALS => CredentialsError,
    Declarations::HWLIVE_CODE_UNAUTHORIZED => UnauthorizedError,
    Declarations::HWLIVE_CODE_NOT_FOUND => NotFoundError,
    Declarations::HWLIVE_CODE_THROTTLED => ThrottledError,
    Declarations::HWLIVE_CODE_SERVICE => ServiceError,
    Declarations::HWLIVE_CODE_CONNECT => ConnectError,
    Declarations::HWLIVE_CODE_TLS => TlsError,
    Declarations::HWLIVE_CODE_TIMEOUT => TimeoutError,
    Declarations::HWLIVE_CODE_BAD_RESPONSE => BadResponseError,
    Declarations::HWLIVE_CODE_CANCELLED => CancelledError,
    Declarations::HWLIVE_CODE_PANIC => PanicError,
    Declarations::HWLIVE_CODE_MALFORMED => MalformedError,
    Declarations::HWLIVE_CODE_UNSIGNED => UnsignedError,
    Declarations::HWLIVE_CODE_WRONG_SIGNATURE => WrongSignatureError,
    Declarations::HWLIVE_CODE_EXPIRED => ExpiredError,
  }.freeze
  private_constant :ERRORS
end
