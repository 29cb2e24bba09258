//! The kinds of credentials that a program can be given.

/// Which credentials a program gets the settings of, in its environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// The access key, or the token in `X-Auth-Token`, that the stand-in was given.
    #[default]
    AccessKey,
    /// A user's name and password, for which IAM gives a token.
    Password,
    /// An identity provider: IAM gives a token for the ID token in a file, and temporary keys for that.
    IdentityProvider,
    /// An agency that trusts an identity provider: STS gives temporary keys for the ID token in a file.
    Oidc,
    /// The pod identity agent, which gives temporary keys for the token in a file.
    PodIdentity,
    /// An access key, and an agency of another account for which IAM or STS gives temporary keys.
    Agency,
    /// None. The program asks the metadata service, which is at the endpoint. No variable has its address.
    Metadata,
}

impl Credentials {
    /// Every kind.
    pub const ALL: [Credentials; 7] = [
        Credentials::AccessKey,
        Credentials::Password,
        Credentials::IdentityProvider,
        Credentials::Oidc,
        Credentials::PodIdentity,
        Credentials::Agency,
        Credentials::Metadata,
    ];

    /// Its name on the command line of `hwlive-stand-in`.
    pub fn name(self) -> &'static str {
        match self {
            Credentials::AccessKey => "access-key",
            Credentials::Password => "password",
            Credentials::IdentityProvider => "identity-provider",
            Credentials::Oidc => "oidc",
            Credentials::PodIdentity => "pod-identity",
            Credentials::Agency => "agency",
            Credentials::Metadata => "metadata",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Credentials> {
        Credentials::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
