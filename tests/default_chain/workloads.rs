//! The variables of clusters, CI systems and Terraform: each source of credentials by its variables alone, what is not
//! complete or not usable, and the order.

use hwlive_stand_in::{self as stand_in, Agency, Credentials, ReceivedRequest, StandIn};
use serde_json::Value;

use super::{AK, EXAMPLE, OTHER_KEY, PROFILE_KEY, SK, Set, koocli_file, run};

type Variables = Vec<(&'static str, String)>;

const ASK_IAM: &str = "/v3.0/OS-AUTH/id-token/tokens";
const ASK_IAM_FOR_KEYS: &str = "/v3.0/OS-CREDENTIAL/securitytokens";
const ASK_STS: &str = "/v5/agencies/assume-with-oidc";
const ASK_AGENT: &str = "/v1/credentials";
const ASK_METADATA: &str = "/openstack/latest/securitykey";

/// What the process says with these variables.
fn said(what: &str, set: &Set, variables: &[(&'static str, String)]) -> String {
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    run(what, set.home.path(), &variables)
}

impl Set {
    /// The variables of these sources together.
    fn variables(&self, kinds: &[Credentials]) -> Variables {
        kinds.iter().flat_map(|kind| self.stand_in.environment_of(*kind)).collect()
    }

    /// The requests that came since there were so many.
    fn since(&self, before: usize) -> Vec<ReceivedRequest> {
        self.stand_in.requests().split_off(before)
    }
}

/// Whether one of them is for this.
fn asks(requests: &[ReceivedRequest], target: &str) -> bool {
    requests.iter().any(|request| request.target == target)
}

#[test]
fn each_source_works_by_its_variables_alone() {
    for (kind, target) in [
        (Credentials::AccessKey, ""),
        (Credentials::Password, "/v3/auth/tokens?nocatalog=true"),
        (Credentials::IdentityProvider, ASK_IAM),
        (Credentials::Oidc, ASK_STS),
        (Credentials::PodIdentity, ASK_AGENT),
        (Credentials::Agency, ASK_IAM_FOR_KEYS),
    ] {
        for tls in [false, true] {
            let stand_in = StandIn::builder().tls(tls).credentials(kind).start().unwrap();
            let set = Set { stand_in, home: tempfile::tempdir().unwrap() };
            let variables = set.stand_in.environment().to_vec();
            for what in ["environment", "default", "chain"] {
                let before = set.stand_in.requests().len();
                assert_eq!(said(what, &set, &variables), format!("shown {EXAMPLE}"), "{kind:?} {what}");
                let requests = set.since(before);
                assert!(target.is_empty() || asks(&requests, target), "{kind:?} {what}: {requests:?}");
                assert!(!asks(&requests, ASK_METADATA), "{kind:?} {what}");
            }
        }
        // With a token that is refused nobody gets in.
        if matches!(kind, Credentials::IdentityProvider | Credentials::Oidc | Credentials::PodIdentity) {
            let stand_in = StandIn::builder().credentials(kind).refuse_id_token(true).start().unwrap();
            let set = Set { stand_in, home: tempfile::tempdir().unwrap() };
            let said = said("default", &set, set.stand_in.environment());
            assert!(said.starts_with("failed: ") && said.contains("401"), "{kind:?}: {said}");
            assert!(!said.contains(stand_in::EXAMPLE_ID_TOKEN), "{kind:?}: {said}");
        }
    }
}

#[test]
fn an_agencys_keys_are_for_its_project() {
    let agency = Agency::default().project("project-of-the-agency", stand_in::EXAMPLE_REGION);
    let set = Set { stand_in: StandIn::builder().agency(agency).start().unwrap(), home: tempfile::tempdir().unwrap() };
    let by_name = set.variables(&[Credentials::Agency]);
    let mut by_id = by_name.clone();
    by_id.retain(|(name, _)| *name != "HW_ASSUME_ROLE_DOMAIN_NAME");
    by_id.push(("HW_ASSUME_ROLE_DOMAIN_ID", stand_in::EXAMPLE_AGENCY_DOMAIN_ID.to_owned()));
    by_id.push(("HW_ASSUME_ROLE_DURATION", "1800".to_owned()));
    for (variables, domain, duration) in [(by_name, "domain_name", 3600), (by_id, "domain_id", 1800)] {
        for what in ["environment", "default"] {
            let before = set.stand_in.requests().len();
            assert_eq!(said(what, &set, &variables), format!("shown {EXAMPLE}"), "{what} {domain}");
            let requests = set.since(before);
            let [ask, call] = &requests[..] else { panic!("{requests:?}") };
            assert!(call.target.starts_with("/v1/project-of-the-agency/"), "{}", call.target);
            let body: Value = serde_json::from_slice(&ask.body).unwrap();
            let role = &body["auth"]["identity"]["assume_role"];
            assert!(role[domain].is_string(), "{domain}: {body}");
            assert_eq!(role["duration_seconds"], duration);
        }
    }
}

#[test]
fn variables_of_oidc_set_its_session_and_the_token_counts_before_the_file() {
    let set = Set::new();
    let mut variables = set.variables(&[Credentials::Oidc]);
    variables.retain(|(name, _)| *name != "HUAWEICLOUD_OIDC_TOKEN_FILE");
    let policy = r#"{"Version":"5.0","Statement":[]}"#;
    let more = [
        ("HUAWEICLOUD_OIDC_TOKEN_FILE", "/nowhere/at/all"),
        ("HUAWEICLOUD_OIDC_ID_TOKEN", stand_in::EXAMPLE_ID_TOKEN),
        ("HUAWEICLOUD_OIDC_SESSION_NAME", "my-session"),
        ("HUAWEICLOUD_OIDC_DURATION_SECONDS", "43200"),
        ("HUAWEICLOUD_OIDC_POLICY", policy),
        ("HUAWEICLOUD_OIDC_POLICY_IDS", "one, two"),
    ];
    variables.extend(more.map(|(name, value)| (name, value.to_owned())));
    for what in ["environment", "default", "chain"] {
        let before = set.stand_in.requests().len();
        assert_eq!(said(what, &set, &variables), format!("shown {EXAMPLE}"), "{what}");
        let body: Value = serde_json::from_slice(&set.since(before)[0].body).unwrap();
        assert_eq!(body["agency_session_name"], "my-session");
        assert_eq!(body["duration_seconds"], 43200);
        assert_eq!(body["policy"], policy);
        assert_eq!(body["policy_ids"], serde_json::json!(["one", "two"]));
    }
}

const IDP: (&str, &str) = ("HUAWEICLOUD_SDK_IDP_ID", "idp");
const IDP_FILE: (&str, &str) = ("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "/nowhere/at/all");
const PROVIDER: (&str, &str) = ("HUAWEICLOUD_OIDC_PROVIDER_URN", stand_in::EXAMPLE_OIDC_PROVIDER_URN);
const OIDC_AGENCY: (&str, &str) = ("HUAWEICLOUD_OIDC_AGENCY_URN", stand_in::EXAMPLE_AGENCY_URN);
const OIDC_FILE: (&str, &str) = ("HUAWEICLOUD_OIDC_TOKEN_FILE", "/nowhere/at/all");
const POD: (&str, &str) = ("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/v1/credentials");
const POD_FILE: (&str, &str) = ("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/nowhere/at/all");
const AGENCY: (&str, &str) = ("HW_ASSUME_ROLE_AGENCY_NAME", "agency");
const DOMAIN_NAME: (&str, &str) = ("HW_ASSUME_ROLE_DOMAIN_NAME", "domain");
const DOMAIN_ID: (&str, &str) = ("HW_ASSUME_ROLE_DOMAIN_ID", "domain");

#[test]
fn half_of_a_pair_names_the_other_half() {
    let set = Set::new();
    for (variables, says) in [
        (&[IDP][..], "HUAWEICLOUD_SDK_IDP_ID is set, but HUAWEICLOUD_SDK_ID_TOKEN_FILE is not"),
        // It is no reason to take the access key.
        (&[IDP_FILE, AK, SK], "HUAWEICLOUD_SDK_ID_TOKEN_FILE is set, but HUAWEICLOUD_SDK_IDP_ID is not"),
        (&[PROVIDER], "HUAWEICLOUD_OIDC_PROVIDER_URN is set, but HUAWEICLOUD_OIDC_AGENCY_URN is not"),
        (
            &[OIDC_AGENCY, OIDC_FILE, AK, SK],
            "HUAWEICLOUD_OIDC_AGENCY_URN is set, but HUAWEICLOUD_OIDC_PROVIDER_URN is not",
        ),
        (
            &[PROVIDER, OIDC_AGENCY, AK, SK],
            "is set, but neither HUAWEICLOUD_OIDC_ID_TOKEN nor HUAWEICLOUD_OIDC_TOKEN_FILE is",
        ),
        (&[POD], "HC_CONTAINER_CREDENTIALS_FULL_URI is set, but HC_CONTAINER_AUTHORIZATION_TOKEN_FILE is not"),
        (&[POD_FILE], "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE is set, but HC_CONTAINER_CREDENTIALS_FULL_URI is not"),
        (
            &[AGENCY, AK, SK],
            "HW_ASSUME_ROLE_AGENCY_NAME is set, but neither HW_ASSUME_ROLE_DOMAIN_NAME nor HW_ASSUME_ROLE_DOMAIN_ID is",
        ),
        (&[DOMAIN_NAME, AK, SK], "HW_ASSUME_ROLE_DOMAIN_NAME is set, but HW_ASSUME_ROLE_AGENCY_NAME is not"),
        (&[DOMAIN_ID, AK, SK], "HW_ASSUME_ROLE_DOMAIN_ID is set, but HW_ASSUME_ROLE_AGENCY_NAME is not"),
    ] {
        for what in ["environment", "default", "chain"] {
            let said = set.run(what, variables);
            assert!(said.starts_with("failed: Credentials:") && said.contains(says), "{what}: {said}");
            assert!(!said.contains(stand_in::EXAMPLE_SECRET_KEY), "{said}");
        }
    }
    assert_eq!(set.stand_in.connections(), 0);
    // Empty counts as not set, and nobody has come as far as the pod.
    let empty = [("HUAWEICLOUD_SDK_IDP_ID", ""), ("HW_ASSUME_ROLE_DOMAIN_ID", ""), POD, AK, SK];
    assert_eq!(set.run("default", &empty), format!("shown {EXAMPLE}"));
}

#[test]
fn what_is_not_usable_is_named() {
    let set = Set::new();
    let oidc = [PROVIDER, OIDC_AGENCY, OIDC_FILE];
    for (variables, says) in [
        (&[("HUAWEICLOUD_SDK_IDP_ID", "senti\nnel"), IDP_FILE][..], "HUAWEICLOUD_SDK_IDP_ID: identity provider id has"),
        (&[PROVIDER, ("HUAWEICLOUD_OIDC_AGENCY_URN", "senti\nnel"), OIDC_FILE], "HUAWEICLOUD_OIDC_AGENCY_URN: "),
        (
            &[PROVIDER, OIDC_AGENCY, ("HUAWEICLOUD_OIDC_ID_TOKEN", "senti nel")],
            "HUAWEICLOUD_OIDC_ID_TOKEN: ID token has a blank",
        ),
        (
            &[&oidc[..], &[("HUAWEICLOUD_OIDC_SESSION_NAME", "a")]].concat(),
            "HUAWEICLOUD_OIDC_SESSION_NAME: session name is shorter",
        ),
        (
            &[&oidc[..], &[("HUAWEICLOUD_OIDC_DURATION_SECONDS", "1h")]].concat(),
            "HUAWEICLOUD_OIDC_DURATION_SECONDS: not a number",
        ),
        (
            &[&oidc[..], &[("HUAWEICLOUD_OIDC_DURATION_SECONDS", "899")]].concat(),
            "HUAWEICLOUD_OIDC_DURATION_SECONDS: session",
        ),
        (
            &[&oidc[..], &[("HUAWEICLOUD_OIDC_DURATION_SECONDS", "43201")]].concat(),
            "HUAWEICLOUD_OIDC_DURATION_SECONDS: session",
        ),
        (
            &[&oidc[..], &[("HUAWEICLOUD_OIDC_POLICY", "sentinel")]].concat(),
            "HUAWEICLOUD_OIDC_POLICY: session policy is not",
        ),
        (&[&oidc[..], &[("HUAWEICLOUD_OIDC_POLICY_IDS", "one,,two")]].concat(), "HUAWEICLOUD_OIDC_POLICY_IDS: session"),
        (
            &[("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://192.0.2.1/sentinel"), POD_FILE],
            "HC_CONTAINER_CREDENTIALS_FULL_URI: pod identity URI http://192.0.2.1 is plain http",
        ),
        (
            &[("HC_CONTAINER_CREDENTIALS_FULL_URI", "senti nel"), POD_FILE],
            "HC_CONTAINER_CREDENTIALS_FULL_URI: pod identity URI has no scheme",
        ),
        (
            &[("HW_ASSUME_ROLE_AGENCY_NAME", "senti\nnel"), DOMAIN_NAME, AK, SK],
            "HW_ASSUME_ROLE_AGENCY_NAME, HW_ASSUME_ROLE_DOMAIN_NAME: agency name has",
        ),
        (
            &[AGENCY, ("HW_ASSUME_ROLE_DOMAIN_ID", "senti\nnel"), AK, SK],
            "HW_ASSUME_ROLE_DOMAIN_ID: agency's domain id has",
        ),
        (&[AGENCY, DOMAIN_ID, ("HW_ASSUME_ROLE_DURATION", "899"), AK, SK], "HW_ASSUME_ROLE_DURATION: session duration"),
        (&[AK, SK, ("HUAWEICLOUD_SDK_STS_ENDPOINT", "https://u@example.com")], "HUAWEICLOUD_SDK_STS_ENDPOINT: "),
    ] {
        for what in ["environment", "default", "chain"] {
            let said = set.run(what, variables);
            assert!(said.starts_with("failed: InvalidArgument:") && said.contains(says), "{what}: {said}");
            let secrets = ["sentinel", "senti", stand_in::EXAMPLE_SECRET_KEY];
            assert!(secrets.iter().all(|secret| !said.contains(secret)), "{said}");
        }
    }
    // A file is read by the call; the error then names it.
    for variables in [&[IDP, IDP_FILE][..], &oidc, &[POD, POD_FILE]] {
        for what in ["environment", "default", "chain"] {
            let said = set.run(what, variables);
            assert!(said.starts_with("failed: Credentials:") && said.contains("/nowhere/at/all"), "{what}: {said}");
        }
    }
    assert_eq!(set.stand_in.connections(), 0);
}

#[test]
fn oidc_comes_before_an_identity_provider_and_that_before_an_access_key() {
    use Credentials::{AccessKey, IdentityProvider, Oidc, PodIdentity};
    let set = Set::new();
    set.write_profile(".huaweicloud/credentials", PROFILE_KEY);
    for (kinds, target) in [
        (&[Oidc, IdentityProvider, AccessKey, PodIdentity][..], ASK_STS),
        (&[IdentityProvider, AccessKey, PodIdentity], ASK_IAM),
    ] {
        for what in ["environment", "default", "chain"] {
            let before = set.stand_in.requests().len();
            assert_eq!(said(what, &set, &set.variables(kinds)), format!("shown {EXAMPLE}"), "{what} {kinds:?}");
            assert_eq!(set.since(before)[0].target, target, "{what} {kinds:?}");
        }
    }
    for what in ["environment", "default", "chain"] {
        let before = set.stand_in.requests().len();
        let variables = set.variables(&[AccessKey, PodIdentity]);
        assert_eq!(said(what, &set, &variables), format!("shown {EXAMPLE}"), "{what}");
        assert_eq!(set.since(before).len(), 1, "{what}: the call alone");
        assert!(set.call().header("authorization").unwrap().contains(stand_in::EXAMPLE_ACCESS_KEY), "{what}");
    }
}

#[test]
fn a_profile_has_an_identity_provider() {
    let set = Set::new();
    let file = set.stand_in.id_token_file().to_str().unwrap().to_owned();
    let (idp, url) = (stand_in::EXAMPLE_IDP_ID, set.stand_in.url());
    // It wins over the key beside it, which is a wrong one.
    let profile = |file| {
        format!("[basic]\nak = A\nsk = sentinel\nidp_id = {idp}\nid_token_file = {file}\niam_endpoint = {url}\n")
    };
    set.write(".huaweicloud/credentials", &profile(file.as_str()));
    for what in ["profile", "default", "chain"] {
        let before = set.stand_in.requests().len();
        assert_eq!(set.run(what, &[]), format!("shown {EXAMPLE}"), "{what}");
        let requests = set.since(before);
        assert_eq!(requests[0].target, ASK_IAM, "{what}");
        assert_eq!(requests[0].header("x-idp-id"), Some(idp));
        assert_eq!(requests[1].target, ASK_IAM_FOR_KEYS, "{what}");
    }
    // By the profile's endpoint of IAM alone.
    let variables = [("HUAWEICLOUD_SDK_ENDPOINT", url), super::PROJECT];
    assert_eq!(run("default", set.home.path(), &variables), format!("shown {EXAMPLE}"));
    let before = set.stand_in.requests().len();
    for (text, says) in [
        ("[basic]\nak = A\nsk = sentinel\nidp_id = idp\n", "id_token_file"),
        ("[basic]\nid_token_file = /nowhere/at/all\n", "idp_id"),
        (&profile("/nowhere/at/all"), "/nowhere/at/all"),
    ] {
        let named = set.write("named", text);
        for what in ["profile", "default", "chain"] {
            let said = set.run(what, &[("HUAWEICLOUD_SDK_CREDENTIALS_FILE", &named)]);
            assert!(said.starts_with("failed: Credentials:") && said.contains(says), "{what}: {said}");
            assert!(!said.contains("sentinel"), "{said}");
        }
    }
    assert_eq!(set.stand_in.requests().len(), before);
}

#[test]
fn koocli_comes_after_the_profile_file_and_before_a_pod() {
    let set = Set::new();
    let pod = set.variables(&[Credentials::PodIdentity]);
    let metadata = ("HWLIVE_TEST_METADATA", set.stand_in.url().to_owned());
    let variables = [&pod[..], &[metadata]].concat();
    set.write(".hcloud/config.json", &koocli_file(OTHER_KEY, PROFILE_KEY, ""));
    let by = |what: &str, variables: &[(&'static str, String)]| {
        let before = set.stand_in.requests().len();
        assert_eq!(said(what, &set, variables), format!("shown {EXAMPLE}"), "{what}");
        let requests = set.since(before);
        let key = requests.last().unwrap().header("authorization").unwrap();
        key.split_once("Access=").unwrap().1.split_once(',').unwrap().0.to_owned()
    };
    for what in ["default", "chain"] {
        assert_eq!(by(what, &variables), OTHER_KEY.0, "{what}");
        let named = [&variables[..], &[("HW_PROFILE", "b".to_owned())]].concat();
        assert_eq!(by(what, &named), PROFILE_KEY.0, "{what}");
        // One that is named has to be there.
        let absent = [&variables[..], &[("HW_SHARED_CONFIG_FILE", "/nowhere/at/all".to_owned())]].concat();
        let said = said(what, &set, &absent);
        assert!(said.starts_with("failed: Credentials:") && said.contains("/nowhere/at/all"), "{what}: {said}");
    }
    // The environment alone asks for no file.
    assert!(by("environment", &variables).starts_with("HST"));
    set.write_profile(".huaweicloud/credentials", PROFILE_KEY);
    for what in ["default", "chain"] {
        assert_eq!(by(what, &variables), PROFILE_KEY.0, "{what}");
    }
}

#[test]
fn koocli_has_a_project_and_a_region_where_the_environment_has_none() {
    let set = Set::new();
    let url = set.stand_in.url();
    let endpoints = [("HUAWEICLOUD_SDK_ENDPOINT", url), ("HUAWEICLOUD_SDK_IAM_ENDPOINT", url)];
    let koocli = |more: &str| set.write(".hcloud/config.json", &koocli_file(OTHER_KEY, PROFILE_KEY, more));
    let run = |more: &[(&'static str, &str)]| run("default", set.home.path(), &[&endpoints[..], more].concat());
    koocli(r#", "projectId": "wrong""#);
    assert!(run(&[]).contains("APIGW.0310"), "the file's project");
    assert_eq!(run(&[super::PROJECT]), format!("shown {EXAMPLE}"), "the environment's project");
    koocli(&format!(r#", "region": "{}""#, stand_in::EXAMPLE_REGION));
    assert_eq!(run(&[]), format!("shown {EXAMPLE}"), "the file's region, by which IAM is asked for the project");
    let said = run(&[("HUAWEICLOUD_SDK_REGION", "my-region-1"), ("HUAWEICLOUD_SDK_REGION_LIVE_MY_REGION_1", url)]);
    assert!(said.starts_with("failed: Credentials:") && said.contains("my-region-1"), "the environment's: {said}");
}

#[test]
fn a_pod_comes_before_metadata() {
    let set = Set::new();
    let pod = set.variables(&[Credentials::PodIdentity]);
    let metadata = ("HWLIVE_TEST_METADATA", set.stand_in.url().to_owned());
    let with_metadata = [&pod[..], &[metadata]].concat();
    for what in ["default", "chain"] {
        for variables in [&pod, &with_metadata] {
            let before = set.stand_in.requests().len();
            assert_eq!(said(what, &set, variables), format!("shown {EXAMPLE}"), "{what}");
            let requests = set.since(before);
            assert!(asks(&requests, ASK_AGENT) && requests.len() == 2, "{what}: {requests:?}");
        }
        // An agent that is out of order is no reason to be somebody else.
        let mut broken = with_metadata.clone();
        broken.retain(|(name, _)| *name != POD_FILE.0);
        broken.push((POD_FILE.0, POD_FILE.1.to_owned()));
        let before = set.stand_in.requests().len();
        let said = said(what, &set, &broken);
        assert!(said.starts_with("failed: Credentials:") && said.contains("/nowhere/at/all"), "{what}: {said}");
        assert!(set.since(before).is_empty(), "{what}");
    }
}
