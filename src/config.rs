//! The settings of a client, and every default, said once.

use std::time::Duration;

use crate::error::Error;

/// The settings of a [`Client`](crate::Client).
///
/// A setter that fails leaves the settings as they were.
#[derive(Clone, Debug, Default)]
pub struct Config {}

macro_rules! stub {
    ($($name:ident($($arg:ident: $ty:ty),*);)*) => {
        impl Config {
            $(
                /// stub
                pub fn $name(&mut self, $($arg: $ty),*) -> Result<(), Error> { $(let _ = $arg;)* todo!() }
            )*
        }
    };
}

stub! {
    set_region(region_id: &str);
    set_endpoint(url: &str);
    set_iam_endpoint(url: &str);
    set_project_id(project_id: &str);
    set_access_key(access_key: &str, secret_key: &str, security_token: Option<&str>);
    set_auth_token(token: &str);
    load_environment();
    set_timeout(timeout: Duration);
    set_connect_timeout(timeout: Duration);
    set_max_retries(retries: u32);
    set_proxy(url: &str);
    set_ca_file(path: &str);
    set_client_certificate(cert_path: &str, key_path: &str);
    set_insecure(on: bool);
    set_user_agent(suffix: &str);
}

impl Config {
    /// Settings at their defaults.
    pub fn new() -> Config {
        Config::default()
    }
}
