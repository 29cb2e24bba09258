//! The environments of the kinds of credentials: each has the variables of its kind alone, and they lead to a callback.

use std::fs;

use hwlive_stand_in::{Agency, Credentials, StandIn};
use serde_json::{Value, json};

use crate::support::{AK, Key, PROJECT, Raw, SK, started};

/// The names of an environment's variables, without those that every environment has.
fn own_variables(environment: &[(&'static str, String)]) -> Vec<&'static str> {
    let common = [
        "HUAWEICLOUD_SDK_ENDPOINT",
        "HUAWEICLOUD_SDK_IAM_ENDPOINT",
        "HUAWEICLOUD_SDK_STS_ENDPOINT",
        "HUAWEICLOUD_SDK_PROJECT_ID",
    ];
    let names: Vec<_> = environment.iter().map(|(name, _)| *name).collect();
    assert!(common.iter().all(|name| names.contains(name)), "{names:?}");
    names.into_iter().filter(|name| !common.contains(name)).collect()
}

#[test]
fn each_environment_has_the_variables_of_its_kind_alone() {
    let stand_in = started(StandIn::builder());
    let expected: [(Credentials, &[&str]); 7] = [
        (Credentials::AccessKey, &["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK"]),
        (
            Credentials::Password,
            &["HUAWEICLOUD_SDK_USER_NAME", "HUAWEICLOUD_SDK_USER_PASSWORD", "HUAWEICLOUD_SDK_DOMAIN_NAME"],
        ),
        (Credentials::IdentityProvider, &["HUAWEICLOUD_SDK_IDP_ID", "HUAWEICLOUD_SDK_ID_TOKEN_FILE"]),
        (
            Credentials::Oidc,
            &["HUAWEICLOUD_OIDC_PROVIDER_URN", "HUAWEICLOUD_OIDC_AGENCY_URN", "HUAWEICLOUD_OIDC_TOKEN_FILE"],
        ),
        (Credentials::PodIdentity, &["HC_CONTAINER_CREDENTIALS_FULL_URI", "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE"]),
        (
            Credentials::Agency,
            &["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HW_ASSUME_ROLE_AGENCY_NAME", "HW_ASSUME_ROLE_DOMAIN_NAME"],
        ),
        (Credentials::Metadata, &[]),
    ];
    assert_eq!(expected.map(|(kind, _)| kind), Credentials::ALL);
    for (kind, names) in expected {
        assert_eq!(own_variables(&stand_in.environment_of(kind)), names, "{kind:?}");
        assert_eq!(Credentials::named(kind.name()), Some(kind));
        let chosen = started(StandIn::builder().credentials(kind));
        assert_eq!(chosen.environment(), chosen.environment_of(kind), "{kind:?}");
    }
    assert_eq!(stand_in.environment(), stand_in.environment_of(Credentials::AccessKey));
    assert_eq!(Credentials::named("nothing"), None);
}

/// Gets keys as a program does that knows nothing but its environment.
fn key(stand_in: &StandIn, kind: Credentials) -> Key {
    let environment = stand_in.environment_of(kind);
    let value = |name: &str| {
        let found = environment.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_else(|| panic!("{kind:?}: {name}"))
    };
    let post = |path: &str, body: Value| Raw::new("POST", path).json(&body);
    let security_tokens =
        |identity: Value| post("/v3.0/OS-CREDENTIAL/securitytokens", json!({ "auth": { "identity": identity } }));
    let id_token = |name: &str| fs::read_to_string(value(name)).expect("the token file");
    match kind {
        Credentials::IdentityProvider => {
            let id_token = id_token("HUAWEICLOUD_SDK_ID_TOKEN_FILE");
            let request = post("/v3.0/OS-AUTH/id-token/tokens", json!({ "auth": { "id_token": { "id": id_token } } }));
            let reply = request.header("X-Idp-Id", value("HUAWEICLOUD_SDK_IDP_ID")).send(stand_in);
            let token = json!({ "id": reply.header("x-subject-token"), "duration_seconds": 21_600 });
            Key::of_iam(&security_tokens(json!({ "methods": ["token"], "token": token })).send(stand_in))
        }
        Credentials::Oidc => {
            let body = json!({
                "provider_urn": value("HUAWEICLOUD_OIDC_PROVIDER_URN"),
                "agency_urn": value("HUAWEICLOUD_OIDC_AGENCY_URN"),
                "agency_session_name": "oidc-sts-session",
                "id_token": id_token("HUAWEICLOUD_OIDC_TOKEN_FILE"),
            });
            Key::of_sts(&post("/v5/agencies/assume-with-oidc", body).send(stand_in))
        }
        Credentials::PodIdentity => {
            let url = value("HC_CONTAINER_CREDENTIALS_FULL_URI");
            let path = url.strip_prefix(stand_in.url()).expect("the stand-in's URL");
            let request = post(path, json!({}));
            let request = request.header("Authorization", id_token("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE"));
            let names = ["accessKeyId", "secretAccessKey", "securityToken"];
            Key::read(&request.send(stand_in).json()["credentials"], names)
        }
        Credentials::Agency => {
            let agency = json!({
                "agency_name": value("HW_ASSUME_ROLE_AGENCY_NAME"), "domain_name": value("HW_ASSUME_ROLE_DOMAIN_NAME"),
            });
            let request = security_tokens(json!({ "methods": ["assume_role"], "assume_role": agency }));
            let key = Key::new(&value("HUAWEICLOUD_SDK_AK"), &value("HUAWEICLOUD_SDK_SK"));
            Key::of_iam(&key.sign(request).send(stand_in))
        }
        _ => Key::new(AK, SK),
    }
}

#[test]
fn what_is_in_an_environment_leads_to_a_callback_of_its_project() {
    let with_project = Agency::new("reader", "domain-id", "domain").project("theirs", "cn-east-3");
    for (builder, of_agency) in [(StandIn::builder(), PROJECT), (StandIn::builder().agency(with_project), "theirs")] {
        let stand_in = started(builder);
        for kind in Credentials::ALL {
            let environment = stand_in.environment_of(kind);
            let project = environment.iter().find(|(name, _)| *name == "HUAWEICLOUD_SDK_PROJECT_ID");
            let project = project.map(|(_, value)| value.as_str()).expect("a project");
            let is_of_agency = matches!(kind, Credentials::Agency | Credentials::Oidc);
            assert_eq!(project, if is_of_agency { of_agency } else { PROJECT }, "{kind:?}");
            let reply = key(&stand_in, kind).get_callback(project).send(&stand_in);
            assert_eq!(reply.status, 200, "{kind:?}: {reply:?}");
        }
    }
}
