module Hwlive
  # Settings for {Client}. All methods return the config, so that calls can be chained.
  #
  # A setting that cannot be used raises {InvalidArgumentError} and leaves the others as they were. Nothing is sent. A config
  # must not be used by two threads at the same time.
  class Config
    def initialize
      @handle = Native.owned(Library.hwlive_config_new, :hwlive_config_free)
      @log = nil
    end

    # Applies settings by name, in their order: set(region: "cn-north-4") is region("cn-north-4"). Pass an array for a setting
    # with several arguments: set(access_key: [access_key, secret_key]). Keywords are a Hash, alone or at the array's end:
    # set(agency_session: { duration_seconds: 900 }).
    def set(**settings)
      settings.each do |name, value|
        raise ArgumentError, "there is no setting #{name}" unless SETTINGS.include?(name)
        arguments = value.is_a?(Hash) ? [value] : [*value]
        keywords = arguments.last.is_a?(Hash) ? arguments.pop : {}
        public_send(name, *arguments, **keywords)
      end
      self
    end

    # Takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...).
    def load_environment
      call(:hwlive_config_load_environment)
    end

    # Takes what a profile file of the official SDKs says. nil is their default file.
    def load_profile(file = nil)
      call(:hwlive_config_load_profile, Native.text(file, "file"))
    end

    # Takes what a profile of KooCLI says. nil is its default file, and the profile HW_PROFILE, else the current one.
    def load_koocli_profile(file = nil, profile = nil)
      call(:hwlive_config_load_koocli_profile, Native.text(file, "file"), Native.text(profile, "profile"))
    end

    # Takes the environment, and credentials from it, else from the profile file, else from the metadata service.
    def load_default(with_metadata: false)
      call(:hwlive_config_load_default, with_metadata ? 1 : 0)
    end

    # Takes the regions that a file of the official SDKs defines. nil is their default file.
    def load_regions_file(file = nil)
      call(:hwlive_config_load_regions_file, Native.text(file, "file"))
    end

    # Defines a region by its Live endpoints: one String with commas between them, or an array of Strings.
    def define_region(region_id, urls)
      call(:hwlive_config_define_region, Native.text(region_id, "region id"), Native.text([*urls].join(","), "urls"))
    end

    # Sets the region, and with it the endpoints of Live and IAM.
    def region(region_id)
      call(:hwlive_config_set_region, Native.text(region_id, "region"))
    end

    # Sets the endpoint of Live. It is used in place of the region's.
    def endpoint(url)
      call(:hwlive_config_set_endpoint, Native.text(url, "endpoint"))
    end

    # Sets the endpoint of IAM. It is used in place of the region's.
    def iam_endpoint(url)
      call(:hwlive_config_set_iam_endpoint, Native.text(url, "IAM endpoint"))
    end

    # Sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's.
    def sts_endpoint(url)
      call(:hwlive_config_set_sts_endpoint, Native.text(url, "STS endpoint"))
    end

    # Sets the project that the callbacks belong to: its id, not its name.
    def project_id(project_id)
      call(:hwlive_config_set_project_id, Native.text(project_id, "project id"))
    end

    # Sets the access key that signs requests. A temporary key has a security token. Replaces other credentials.
    def access_key(access_key, secret_key, security_token = nil)
      call(:hwlive_config_set_access_key, Native.text(access_key, "access key"), Native.text(secret_key, "secret key"),
           Native.text(security_token, "security token"))
    end

    # Sets an IAM token, which is not renewed. Replaces other credentials.
    def auth_token(token)
      call(:hwlive_config_set_auth_token, Native.text(token, "auth token"))
    end

    # Sets a user of IAM, for whom tokens are fetched and renewed. Replaces other credentials.
    def iam_user(user, password, domain)
      call(:hwlive_config_set_iam_user, Native.text(user, "user"), Native.text(password, "password"), Native.text(domain, "domain"))
    end

    # Sets an identity provider of IAM, which gives temporary keys for the ID token in a file. Replaces other credentials.
    #
    # The file is read each time that keys are asked for, so it may be replaced while the program runs.
    def identity_provider(idp_id, id_token_file)
      call(:hwlive_config_set_identity_provider, Native.text(idp_id, "identity provider id"),
           Native.text(id_token_file, "ID token file"))
    end

    # Sets an agency that STS gives to whoever has an ID token of an OIDC provider. Replaces other credentials.
    #
    # Give either the token or its file. The file is read each time that keys are asked for; a token in memory is used until
    # it ends.
    def oidc(provider_urn, agency_urn, id_token: nil, id_token_file: nil)
      call(:hwlive_config_set_oidc, Native.text(provider_urn, "OIDC provider URN"), Native.text(agency_urn, "OIDC agency URN"),
           Native.text(id_token, "ID token"), Native.text(id_token_file, "ID token file"))
    end

    # Sets the session of the agency of {#oidc}, or of the same from the environment. Replaces all four.
    #
    # The keys are good for 900 to 43200 seconds; 0 is 3600. A policy in JSON, and ids of policies, limit what they may do. The
    # ids are one String with commas between them, or an array of Strings.
    def oidc_session(session_name: nil, duration_seconds: 0, policy: nil, policy_ids: nil)
      session(:hwlive_config_set_oidc_session, session_name, duration_seconds, policy, policy_ids)
    end

    # Takes temporary keys from the agent of a cluster, at its URI with its path. Replaces other credentials.
    #
    # The file has the token for the agent. It is read each time that keys are asked for.
    def pod_identity(uri, authorization_token_file)
      call(:hwlive_config_set_pod_identity, Native.text(uri, "pod identity URI"),
           Native.text(authorization_token_file, "pod identity token file"))
    end

    # Sets the agency that the credentials assume: "iam::DOMAIN_ID:agency:NAME". nil is no agency.
    #
    # Replaces an agency that was set before, and no credentials. The external id is what the agency's account asks for.
    def agency(agency_urn, external_id: nil)
      call(:hwlive_config_set_agency, Native.text(agency_urn, "agency URN"), Native.text(external_id, "external id"))
    end

    # Sets the agency that the credentials assume, by its name, and by the name or the id of its account.
    #
    # Replaces an agency that was set before, and no credentials.
    def agency_by_name(agency_name, domain_name: nil, domain_id: nil)
      call(:hwlive_config_set_agency_by_name, Native.text(agency_name, "agency name"),
           Native.text(domain_name, "agency's domain name"), Native.text(domain_id, "agency's domain id"))
    end

    # Sets the session of the agency that the credentials assume. Replaces all four.
    #
    # The keys are good for 900 to 86400 seconds, and at most 43200 for an agency by its URN; 0 is 3600. The policies are as in
    # {#oidc_session}, and are for an agency by its URN alone.
    def agency_session(session_name: nil, duration_seconds: 0, policy: nil, policy_ids: nil)
      session(:hwlive_config_set_agency_session, session_name, duration_seconds, policy, policy_ids)
    end

    # Takes temporary keys from the metadata service of the cloud server. Replaces other credentials.
    def metadata_credentials(on = true)
      raise ArgumentError, "metadata credentials can be set, but not be unset: set other credentials" unless on == true
      call(:hwlive_config_set_metadata_credentials)
    end

    # Sets where the metadata service is; for tests.
    def metadata_endpoint(url)
      call(:hwlive_config_set_metadata_endpoint, Native.text(url, "metadata endpoint"))
    end

    # Limits the whole call, retries included, in milliseconds. Default: 30000.
    def timeout_ms(timeout_ms)
      call(:hwlive_config_set_timeout_ms, Native.uint32(timeout_ms, "timeout"))
    end

    # Limits the making of one connection, in milliseconds. Default: 10000.
    def connect_timeout_ms(timeout_ms)
      call(:hwlive_config_set_connect_timeout_ms, Native.uint32(timeout_ms, "connect timeout"))
    end

    # Sets how often a call is tried again, 0 to 10. Default: 2.
    def max_retries(retries)
      call(:hwlive_config_set_max_retries, Native.uint32(retries, "retries"))
    end

    # Sets the HTTP proxy. "" is no proxy. Default: that of the environment.
    def proxy(url)
      call(:hwlive_config_set_proxy, Native.text(url, "proxy"))
    end

    # Sets the file with the certificate authorities that are trusted in place of the built-in ones.
    def ca_file(file)
      call(:hwlive_config_set_ca_file, Native.text(file, "CA file"))
    end

    # Sets the certificate that the client shows to servers that ask for one, and its key, both in PEM.
    def client_certificate(certificate_file, key_file)
      call(:hwlive_config_set_client_certificate, Native.text(certificate_file, "certificate file"), Native.text(key_file, "key file"))
    end

    # Sets the certificate that the client shows, and its key, as texts in PEM.
    def client_certificate_pem(certificate, key)
      call(:hwlive_config_set_client_certificate_pem, Native.text(certificate, "client certificate"),
           Native.text(key, "client certificate's key"))
    end

    # Sets the certificate authorities that are trusted, as a text in PEM. Replaces the CA file and the trust.
    def ca_pem(pem)
      call(:hwlive_config_set_ca_pem, Native.text(pem, "CA certificates"))
    end

    # Trusts the built-in roots or the system's: one of {TrustedRoots}. Replaces the CA file.
    def trust(roots)
      call(:hwlive_config_set_trust, Native.int32(roots, "trust"))
    end

    # Sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them.
    def pinned_public_keys(pins)
      call(:hwlive_config_set_pinned_public_keys, Native.text(pins, "pinned public keys"))
    end

    # Sets the oldest version of TLS that is spoken: one of {TlsVersion}. Default: TLS 1.2.
    def min_tls_version(version)
      call(:hwlive_config_set_min_tls_version, Native.int32(version, "TLS version"))
    end

    # Gives the addresses of a host in place of a name lookup: "host:port:address[,address...]".
    def add_resolve(entry)
      call(:hwlive_config_add_resolve, Native.text(entry, "resolve"))
    end

    # Sets the address of this machine that connections are made from.
    def local_address(address)
      call(:hwlive_config_set_local_address, Native.text(address, "local address"))
    end

    # Sets the family of the addresses that are connected to: one of {IpFamily}.
    def ip_family(family)
      call(:hwlive_config_set_ip_family, Native.int32(family, "IP family"))
    end

    # Lets a region that is not built in have endpoints by the service's pattern.
    def region_by_pattern(on)
      call(:hwlive_config_set_region_by_pattern, on ? 1 : 0)
    end

    # Turns the check of certificates off and allows plain http to any host. Only for tests.
    def insecure(on)
      call(:hwlive_config_set_insecure, on ? 1 : 0)
    end

    # Adds the program's name to the User-Agent header.
    def user_agent(suffix)
      call(:hwlive_config_set_user_agent, Native.text(suffix, "user agent"))
    end

    # Sets how an access key signs requests: one of {SigningAlgorithm}.
    def signing_algorithm(algorithm)
      call(:hwlive_config_set_signing_algorithm, Native.int32(algorithm, "signing algorithm"))
    end

    # Sets what is called with a {LogLevel} and a message for each event in the calls of a client.
    #
    # It runs inside the call, and several threads may be in it at once. No secret is in the message at any level. What it
    # raises is written as a warning.
    def log(level, callable = nil, &block)
      function = callable || block
      closure = function && log_closure(function)
      call(:hwlive_config_set_log, Native.int32(level, "level"), closure, nil)
      @log = closure # Clients keep it, too.
      self
    end

    # @private
    attr_reader :handle

    # @private
    def log_for_client
      @log
    end

    def inspect
      "#<#{self.class}>" # A config has secrets.
    end

    SETTINGS = public_instance_methods(false) -
               %i[set load_environment load_profile load_koocli_profile load_default load_regions_file handle
                  log_for_client inspect]
    private_constant :SETTINGS

    private

    def call(name, *arguments)
      Native.call(name, @handle, *arguments)
      self
    end

    def session(name, session_name, duration_seconds, policy, policy_ids)
      joined = policy_ids.is_a?(Array) ? policy_ids.join(",") : policy_ids
      call(name, Native.text(session_name, "session name"), Native.uint32(duration_seconds, "session duration"),
           Native.text(policy, "session policy"), Native.text(joined, "session policy ids"))
    end

    def log_closure(function)
      Fiddle::Closure::BlockCaller.new(Fiddle::TYPE_VOID, [Fiddle::TYPE_INT, Fiddle::TYPE_VOIDP, Fiddle::TYPE_VOIDP]) do |level, message, _|
        # Neither an exception nor the end of the thread may go through C.
        Thread.handle_interrupt(Object => :never) do
          function.call(level, Native.string(Fiddle::Pointer.new(message.to_i)))
        rescue Exception => error # rubocop:disable Lint/RescueException
          warn "hwlive: the log function failed: #{error.full_message}"
        end
      end
    end
  end
end
