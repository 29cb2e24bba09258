package hwlive

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unsafe"
)

// Option is a setting of a client. Options are applied in their order; of several kinds of credentials the last one is used.
type Option func(*config) error

// config is a config of C, and what has to live as long as its clients.
type config struct {
	pointer  unsafe.Pointer
	log      uintptr
	provider *provider
}

// newConfig makes a config of options. The caller frees it.
func newConfig(options []Option) (*config, error) {
	if err := load(); err != nil {
		return nil, err
	}
	made := &config{pointer: hwlive_config_new()}
	for _, option := range options {
		if err := option(made); err != nil {
			made.free()
			forget(made.log)
			return nil, err
		}
	}
	return made, nil
}

func (c *config) free() { hwlive_config_free(c.pointer) }

// set is an option that calls a function of C with texts, each with its name after it.
func set(run func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32, textsAndNames ...string) Option {
	return func(c *config) error {
		texts, err := cTexts(textsAndNames...)
		if err != nil {
			return err
		}
		return call(func(failure *unsafe.Pointer) int32 { return run(c.pointer, texts, failure) })
	}
}

// WithEnvironment takes what the environment says (HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK, ...).
func WithEnvironment() Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_load_environment(c, failure)
	})
}

// WithDefaultChain takes the environment, and credentials from it, else from the profile file, else, if told so, from the
// metadata service.
func WithDefaultChain(withMetadata bool) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_load_default(c, flag(withMetadata), failure)
	})
}

// WithProfile takes what a profile file of the official SDKs says. "" is their default file.
func WithProfile(file string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_load_profile(c, unlessEmpty(file, texts[0]), failure)
	}, file, "file")
}

// WithKooCLIProfile takes what a profile of KooCLI says. "" is its default file, and the profile HW_PROFILE, else the current
// one.
func WithKooCLIProfile(file, profile string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_load_koocli_profile(c, unlessEmpty(file, texts[0]), unlessEmpty(profile, texts[1]), failure)
	}, file, "file", profile, "profile")
}

// WithRegionsFile takes the regions that a file of the official SDKs defines. "" is their default file.
func WithRegionsFile(file string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_load_regions_file(c, unlessEmpty(file, texts[0]), failure)
	}, file, "file")
}

// WithDefinedRegion defines a region by its Live endpoints, for a WithRegion after it.
func WithDefinedRegion(regionID string, urls ...string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_define_region(c, texts[0], texts[1], failure)
	}, regionID, "region id", strings.Join(urls, ","), "urls")
}

// WithRegion sets the region, and with it the endpoints of Live and IAM.
func WithRegion(regionID string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_region(c, texts[0], failure)
	}, regionID, "region")
}

// WithEndpoint sets the endpoint of Live. It is used in place of the region's.
func WithEndpoint(url string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_endpoint(c, texts[0], failure)
	}, url, "endpoint")
}

// WithIAMEndpoint sets the endpoint of IAM. It is used in place of the region's.
func WithIAMEndpoint(url string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_iam_endpoint(c, texts[0], failure)
	}, url, "IAM endpoint")
}

// WithProjectID sets the project that the callbacks belong to: its id, not its name.
func WithProjectID(projectID string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_project_id(c, texts[0], failure)
	}, projectID, "project id")
}

// WithAccessKey sets the access key that signs requests. The security token of a permanent key is "". It replaces other
// credentials.
func WithAccessKey(accessKey, secretKey, securityToken string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_access_key(c, texts[0], texts[1], unlessEmpty(securityToken, texts[2]), failure)
	}, accessKey, "access key", secretKey, "secret key", securityToken, "security token")
}

// WithAuthToken sets an IAM token, which is not renewed. It replaces other credentials.
func WithAuthToken(token string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_auth_token(c, texts[0], failure)
	}, token, "auth token")
}

// WithIAMUser sets a user of IAM, for whom tokens are fetched and renewed. It replaces other credentials.
func WithIAMUser(user, password, domain string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_iam_user(c, texts[0], texts[1], texts[2], failure)
	}, user, "user", password, "password", domain, "domain")
}

// WithMetadataCredentials takes temporary keys from the metadata service of the cloud server. It replaces other credentials.
func WithMetadataCredentials() Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_metadata_credentials(c, failure)
	})
}

// WithMetadataEndpoint sets where the metadata service is; for tests.
func WithMetadataEndpoint(url string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_metadata_endpoint(c, texts[0], failure)
	}, url, "metadata endpoint")
}

// WithCredentialsProvider sets a function that gives credentials. It replaces other credentials.
//
// The function runs in a thread of the library, before the old credentials end. It may block. If it fails, the waiting call fails
// with an error of the kind ErrCredentials, whose Cause is that error. It must not use the client that it serves.
func WithCredentialsProvider(give func() (Credentials, error)) Option {
	return func(c *config) error {
		if give == nil {
			return invalidArgument("the credentials provider is nil")
		}
		source := &provider{give: give}
		number := keep(source)
		err := call(func(failure *unsafe.Pointer) int32 {
			return hwlive_config_set_credentials_provider_with_release(c.pointer, credentialsFunction(), number, releaseFunction(), failure)
		})
		if err != nil {
			forget(number)
			return err
		}
		c.provider = source
		return nil
	}
}

// WithTimeout limits the whole call, retries included. The default is 30 seconds.
func WithTimeout(timeout time.Duration) Option {
	return limit(timeout, "timeout", func(c unsafe.Pointer, ms uint32, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_timeout_ms(c, ms, failure)
	})
}

// WithConnectTimeout limits the making of one connection. The default is 10 seconds.
func WithConnectTimeout(timeout time.Duration) Option {
	return limit(timeout, "connect timeout", func(c unsafe.Pointer, ms uint32, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_connect_timeout_ms(c, ms, failure)
	})
}

func limit(timeout time.Duration, name string, run func(unsafe.Pointer, uint32, *unsafe.Pointer) int32) Option {
	return func(c *config) error {
		count, err := milliseconds(timeout, name)
		if err != nil {
			return err
		}
		return call(func(failure *unsafe.Pointer) int32 { return run(c.pointer, count, failure) })
	}
}

// milliseconds is a duration as C counts it.
func milliseconds(timeout time.Duration, name string) (uint32, error) {
	count := timeout.Milliseconds()
	if timeout < 0 || count > math.MaxUint32 {
		return 0, invalidArgument(fmt.Sprintf("%s of %s is not between 0 and %d ms", name, timeout, uint32(math.MaxUint32)))
	}
	return uint32(count), nil
}

// WithMaxRetries sets how often a call is tried again, 0 to 10. The default is 2.
func WithMaxRetries(retries uint32) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_max_retries(c, retries, failure)
	})
}

// WithProxy sets the HTTP proxy. "" is no proxy. The default is that of the environment.
func WithProxy(url string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_proxy(c, texts[0], failure)
	}, url, "proxy")
}

// WithCAFile sets the file with the certificate authorities that are trusted in place of the built-in ones.
func WithCAFile(file string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_ca_file(c, texts[0], failure)
	}, file, "CA file")
}

// WithClientCertificate sets the certificate that the client shows to servers that ask for one, and its key, both in PEM.
func WithClientCertificate(certificateFile, keyFile string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_client_certificate(c, texts[0], texts[1], failure)
	}, certificateFile, "certificate file", keyFile, "key file")
}

// WithClientCertificatePEM sets the certificate that the client shows, and its key, as texts in PEM.
func WithClientCertificatePEM(certificate, key string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_client_certificate_pem(c, texts[0], texts[1], failure)
	}, certificate, "client certificate", key, "client certificate's key")
}

// WithCAPEM sets the certificate authorities that are trusted, as a text in PEM. It replaces the CA file and the trust.
func WithCAPEM(pem string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_ca_pem(c, texts[0], failure)
	}, pem, "CA certificates")
}

// WithTrust trusts the built-in roots or the system's. It replaces the CA file.
func WithTrust(roots TrustedRoots) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_trust(c, int32(roots), failure)
	})
}

// WithPinnedPublicKeys sets the public keys that Live and IAM may have: sha256//BASE64, with semicolons between them.
func WithPinnedPublicKeys(pins string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_pinned_public_keys(c, texts[0], failure)
	}, pins, "pinned public keys")
}

// WithMinTLSVersion sets the oldest version of TLS that is spoken. The default is TLS 1.2.
func WithMinTLSVersion(version TLSVersion) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_min_tls_version(c, int32(version), failure)
	})
}

// WithResolve gives the addresses of a host in place of a name lookup: "host:port:address[,address...]".
func WithResolve(entry string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_add_resolve(c, texts[0], failure)
	}, entry, "resolve")
}

// WithLocalAddress sets the address of this machine that connections are made from.
func WithLocalAddress(address string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_local_address(c, texts[0], failure)
	}, address, "local address")
}

// WithIPFamily sets the family of the addresses that are connected to.
func WithIPFamily(family IPFamily) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_ip_family(c, int32(family), failure)
	})
}

// WithRegionByPattern lets a region that is not built in have endpoints by the service's pattern.
func WithRegionByPattern(on bool) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_region_by_pattern(c, flag(on), failure)
	})
}

// WithInsecure turns the check of certificates off and allows plain http to any host. It is only for tests.
func WithInsecure(on bool) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_insecure(c, flag(on), failure)
	})
}

// WithUserAgent adds the program's name to the User-Agent header.
func WithUserAgent(suffix string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_user_agent(c, texts[0], failure)
	}, suffix, "user agent")
}

// WithSigningAlgorithm sets how an access key signs requests.
func WithSigningAlgorithm(algorithm SigningAlgorithm) Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_signing_algorithm(c, int32(algorithm), failure)
	})
}

// WithLog sets a function that is called for each event in the calls of the client; nil with LogOff is none.
//
// It runs inside the call, and several goroutines may be in it at once. No secret is in the message at any level. A panic in it is
// dropped.
func WithLog(level LogLevel, write func(level LogLevel, message string)) Option {
	return func(c *config) error {
		var function unsafe.Pointer
		var number uintptr
		if write != nil {
			function, number = logFunction(), keep(write)
		}
		err := call(func(failure *unsafe.Pointer) int32 {
			return hwlive_config_set_log(c.pointer, int32(level), function, number, failure)
		})
		if err != nil {
			forget(number)
			return err
		}
		forget(c.log)
		c.log = number
		return nil
	}
}

// unlessEmpty is what C gets of a text that may be left out.
func unlessEmpty(text string, c *byte) *byte {
	if text == "" {
		return nil
	}
	return c
}

func flag(on bool) int32 {
	if on {
		return 1
	}
	return 0
}
