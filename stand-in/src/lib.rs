//! A stand-in for Huawei Cloud Live on loopback, to try clients of its recording callbacks without an account.
//!
//! It answers `GET /v1/{project_id}/record/callbacks/{id}`, and the list without an id, with the documented example or with
//! callbacks of your own.
//! Before that it checks signature, date, project and token as the gateway of the real service does. What it refuses, it
//! refuses in the service's own shapes and words. It also plays the [services](#where-credentials-come-from) that give
//! credentials to a client of Live. It never talks to the real services. What it does is from their documentation.
//!
//! ```
//! use hwlive_stand_in::StandIn;
//!
//! let stand_in = StandIn::builder().callbacks(r#"[{"id": "mine", "app": "live"}]"#)?.start()?;
//! for (name, value) in stand_in.environment() {
//!     println!("{name}={value}");
//! }
//! assert!(stand_in.url().starts_with("http://127.0.0.1:"));
//! # Ok::<(), hwlive_stand_in::Error>(())
//! ```
//!
//! [`StandIn::command`] runs a program with that environment, as the program `hwlive-stand-in` does.
//!
//! # Which callbacks it knows
//!
//! Without callbacks of your own, the answer is the documented example, whatever id is asked for. Its id is that of the
//! API's page, where the request and the answer have different ids too. Only an id that is shorter than those of the
//! service (32 characters) is not found.
//!
//! With [callbacks of your own](Builder::callbacks), even an empty list, each is known by its id. The example is known by
//! [its own](EXAMPLE_CALLBACK_ID), and every other id is not found. A list then has your callbacks alone.
//!
//! # What is checked
//!
//! | What | Otherwise |
//! |---|---|
//! | method and path are known; this comes first | 404 `APIGW.0101` |
//! | there is an `Authorization` or an `X-Auth-Token` | 401 `APIGW.0301` |
//! | the algorithm and the access key are known, every signed header is there, `X-Sdk-Date` is signed and within 15 minutes, the signature is right | 401 `APIGW.0301` |
//! | at most five bad signatures of one access key in a row | 401 `APIGW.0301` for five minutes |
//! | a temporary key comes with its `X-Security-Token`, signed; it has not expired | 401 `APIGW.0301` |
//! | a token is known; it has not expired | 401 `APIGW.0301`; 401 `APIGW.0307` |
//! | with an access key: `X-Project-Id` is there; it is the path's project | 401 `APIGW.0301`; 403 `APIGW.0302` |
//! | a key of an [agency](Agency) that has a project: it is the path's; any other key: it is not another account's | 403 `APIGW.0302` |
//! | with a token: it is for the path's project | 403 `APIGW.0302`; 404 `APIGW.0101` if it is for the account |
//! | the project is known | 403 `APIGW.0310` |
//! | the callback is known | 404 `LIVE.100011001` |
//! | at most 160 KiB of headers; 12 MiB of body | 494; 413 `APIGW.0201` |
//!
//! Signatures are SDK-HMAC-SHA256, SDK-HMAC-SM3, or V11-HMAC-SHA256 with a key derived for any region and service. If
//! there is an `X-Sdk-Content-Sha256`, or with SM3 an `X-Sdk-Content-Sm3`, it is the hash of the body.
//!
//! The gateway does not ask for a signed `Host`, since the official Go SDK signs none.
//! [`Builder::require_signed_host`] does.
//!
//! # Where credentials come from
//!
//! | Service | Request | What is given |
//! |---|---|---|
//! | IAM | `POST /v3/auth/tokens` | a token for a [user](Builder::user)'s password |
//! | | `POST /v3.0/OS-AUTH/id-token/tokens` | a token for the [ID token](Builder::id_token) of an [identity provider](Builder::idp_id) |
//! | | `POST /v3.0/OS-CREDENTIAL/securitytokens`, method `token` | a temporary key for a token |
//! | | the same, method `assume_role`, signed | a temporary key of an [agency](Agency) |
//! | | `GET /v3/projects`, signed or with a token | the projects |
//! | STS | `POST /v5/agencies/assume-with-oidc` | a temporary key of an agency, for the ID token of an [identity provider](Builder::oidc_provider_urn) |
//! | | `POST /v5/agencies/assume`, signed | a temporary key of an agency |
//! | [metadata service](Metadata) | `GET /openstack/latest/securitykey` | a temporary key |
//! | pod identity agent | `POST /v1/credentials` | a temporary key, for the ID token in `Authorization` |
//!
//! All of them are at [`StandIn::url`]. [`StandIn::environment_of`] has the environment of a program that uses one of them.
//! [`Builder::key_lifetime`], [`Builder::id_token_lifetime`], [`Builder::refuse_id_token`] and
//! [`StandIn::replace_id_token`] make keys and tokens end early.

#![forbid(unsafe_code)]

mod agency;
mod answer;
mod builder;
mod callbacks;
mod certificate;
mod credentials;
mod dates;
mod environment;
mod error;
mod fault;
mod gateway;
mod iam;
mod id_token;
mod identity_provider;
mod live;
mod metadata;
mod notify;
mod pod_identity;
/// The program `hwlive-stand-in`. Public only because the program is a crate of its own.
#[doc(hidden)]
pub mod program;
mod random;
mod request;
mod security_tokens;
mod server;
mod signature;
mod stand_in;
mod state;
mod sts;
mod temporary_folder;
mod temporary_keys;

pub use agency::Agency;
pub use builder::Builder;
pub use credentials::Credentials;
pub use error::Error;
pub use request::ReceivedRequest;
pub use stand_in::StandIn;
pub use state::Metadata;

/// The README's Rust is run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The id of the callback that the API's documentation shows. Every stand-in knows it.
pub const EXAMPLE_CALLBACK_ID: &str = callbacks::EXAMPLE_ID;

/// The access key of a stand-in that was given none.
pub const EXAMPLE_ACCESS_KEY: &str = "STANDINACCESSKEY0001";

/// The secret key that belongs to [`EXAMPLE_ACCESS_KEY`]. It opens nothing but stand-ins.
pub const EXAMPLE_SECRET_KEY: &str = "stand-in-secret-key-that-opens-nothing01";

/// The project of a stand-in that was given none.
pub const EXAMPLE_PROJECT_ID: &str = "0605767b5780d5762fc5c0118072a564";

/// The name of a project that was given none: that of its region, as in IAM.
pub const EXAMPLE_REGION: &str = "cn-north-4";

/// The id of the identity provider of a stand-in that was given none, as IAM knows it.
pub const EXAMPLE_IDP_ID: &str = "stand-in-idp";

/// The URN of the identity provider of a stand-in that was given none, as STS knows it.
pub const EXAMPLE_OIDC_PROVIDER_URN: &str = "iam::0a1b2c3d4e5f60718293a4b5c6d7e8f9:oidcProvider:stand-in-idp";

/// The ID token of a stand-in that was given none. It has the form of a JSON web token, and nobody has signed it.
pub const EXAMPLE_ID_TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJod2xpdmUtc3RhbmQtaW4ifQ.opens-nothing";

/// The name of the agency of a stand-in that was given none.
pub const EXAMPLE_AGENCY_NAME: &str = "stand-in-agency";

/// The id of the account of that agency.
pub const EXAMPLE_AGENCY_DOMAIN_ID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The name of the account of that agency.
pub const EXAMPLE_AGENCY_DOMAIN_NAME: &str = "stand-in-account";

/// The URN of that agency, as STS knows it.
pub const EXAMPLE_AGENCY_URN: &str = "iam::0a1b2c3d4e5f60718293a4b5c6d7e8f9:agency:stand-in-agency";
