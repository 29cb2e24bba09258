package hwlive

// Credentials without long-lived keys: identity providers, the identity of a pod, and agencies.

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unsafe"
)

// AgencySession is the session of an agency. A field that is left out has its default.
type AgencySession struct {
	// Name has 2 to 128 characters.
	Name string
	// Duration is how long the keys are good, in whole seconds. The default is one hour.
	Duration time.Duration
	// Policy is a policy in JSON that limits what the keys may do. It is a pointer so that an empty text is refused: with it the keys
	// would have no limit.
	Policy *string
	// PolicyIDs are the ids of policies that limit what the keys may do.
	PolicyIDs []string
}

// WithSTSEndpoint sets the endpoint of STS, which gives the keys of agencies. It is used in place of the region's.
func WithSTSEndpoint(url string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_sts_endpoint(c, texts[0], failure)
	}, url, "STS endpoint")
}

// WithIdentityProvider sets an identity provider of IAM, and the file with the ID token that it gave. The file is read each time
// that keys are asked for. It replaces other credentials.
func WithIdentityProvider(idpID, idTokenFile string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_identity_provider(c, texts[0], texts[1], failure)
	}, idpID, "identity provider's id", idTokenFile, "ID token file")
}

// WithOIDC sets an agency that STS gives to whoever has an ID token of an OIDC provider. Either the ID token or its file is "". The
// file is read each time that keys are asked for. It replaces other credentials.
func WithOIDC(providerURN, agencyURN, idToken, idTokenFile string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_oidc(c, texts[0], texts[1], unlessEmpty(idToken, texts[2]), unlessEmpty(idTokenFile, texts[3]), failure)
	}, providerURN, "provider's URN", agencyURN, "agency's URN", idToken, "ID token", idTokenFile, "ID token file")
}

// WithOIDCSession sets the session of the agency of WithOIDC, or of the same from the environment, whichever comes first. Its name
// is "oidc-sts-session" by default, and the keys are good for 15 minutes to 12 hours.
func WithOIDCSession(session AgencySession) Option {
	return session.option(func(c unsafe.Pointer, name *byte, seconds uint32, policy, policyIDs *byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_oidc_session(c, name, seconds, policy, policyIDs, failure)
	})
}

// WithPodIdentity uses the agent that gives the pods of a cluster their keys: its URI, and the file with the token for it. The file
// is read each time that keys are asked for. It replaces other credentials.
func WithPodIdentity(uri, authorizationTokenFile string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_pod_identity(c, texts[0], texts[1], failure)
	}, uri, "pod identity's URI", authorizationTokenFile, "authorization token file")
}

// WithAgency sets the agency that the credentials assume, by its URN. Any kind of credentials that gives access keys may come
// before or after it. The external id of an agency that asks for none is "". It replaces another agency.
func WithAgency(agencyURN, externalID string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_agency(c, texts[0], unlessEmpty(externalID, texts[1]), failure)
	}, agencyURN, "agency's URN", externalID, "external id")
}

// WithAgencyByName sets the agency that the credentials assume, by its name and its account. Either the account's name or its id is
// "". It replaces another agency.
func WithAgencyByName(agencyName, domainName, domainID string) Option {
	return set(func(c unsafe.Pointer, texts []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_agency_by_name(c, texts[0], unlessEmpty(domainName, texts[1]), unlessEmpty(domainID, texts[2]), failure)
	}, agencyName, "agency's name", domainName, "domain name", domainID, "domain id")
}

// WithoutAgency drops the agency of an option before it, or of the environment.
func WithoutAgency() Option {
	return set(func(c unsafe.Pointer, _ []*byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_agency(c, nil, nil, failure)
	})
}

// WithAgencySession sets the session of the agency of WithAgency or WithAgencyByName, whichever comes first. The policies are for
// an agency by its URN alone. The keys are good for 15 minutes to 12 hours, or to 24 hours for an agency by its name.
func WithAgencySession(session AgencySession) Option {
	return session.option(func(c unsafe.Pointer, name *byte, seconds uint32, policy, policyIDs *byte, failure *unsafe.Pointer) int32 {
		return hwlive_config_set_agency_session(c, name, seconds, policy, policyIDs, failure)
	})
}

// setSession is a function of C that sets a session.
type setSession func(c unsafe.Pointer, name *byte, seconds uint32, policy, policyIDs *byte, failure *unsafe.Pointer) int32

func (s AgencySession) option(run setSession) Option {
	return func(c *config) error {
		// C takes 0 as the default, so nothing may be rounded to it.
		if s.Duration < 0 || s.Duration%time.Second != 0 || s.Duration/time.Second > math.MaxUint32 {
			return invalidArgument(fmt.Sprintf("the session's duration of %s is not a number of whole seconds from 0 to %d", s.Duration,
				uint32(math.MaxUint32)))
		}
		var policyIDs *string
		if len(s.PolicyIDs) > 0 { // One that is empty stays, so that C refuses it.
			joined := strings.Join(s.PolicyIDs, ",")
			policyIDs = &joined
		}
		name, err := cText(s.Name, "session's name")
		if err != nil {
			return err
		}
		policy, err := cTextOrNil(s.Policy, "policy")
		if err != nil {
			return err
		}
		ids, err := cTextOrNil(policyIDs, "policy ids")
		if err != nil {
			return err
		}
		seconds := uint32(s.Duration / time.Second)
		return call(func(failure *unsafe.Pointer) int32 {
			return run(c.pointer, unlessEmpty(s.Name, name), seconds, policy, ids, failure)
		})
	}
}
