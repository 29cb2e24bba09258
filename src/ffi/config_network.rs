//! Where a client connects to and from, beyond names and proxies.

use std::ffi::c_char;
use std::mem::MaybeUninit;

use super::boundary::text;
use super::config::{change, hwlive_config};
use super::error::{Failure, hwlive_code, hwlive_error};
use crate::IpFamily;

/// Family of `hwlive_config_set_ip_family`: addresses of both families.
pub const HWLIVE_IP_ANY: i32 = 0;
/// Family of `hwlive_config_set_ip_family`: IPv4 addresses alone.
pub const HWLIVE_IP_4: i32 = 4;
/// Family of `hwlive_config_set_ip_family`: IPv6 addresses alone.
pub const HWLIVE_IP_6: i32 = 6;

/// Gives the addresses of a host. They are used instead of a name lookup.
///
/// `entry` is "host:port:address[,address...]", such as "live.example.com:443:192.0.2.1,[2001:db8::1]". It has 1 to 16
/// addresses. IPv6 addresses may be in brackets, and a host that is one has to be. The host may be that of an endpoint or
/// of a proxy. The port has to be the one that is connected to. Each call adds an entry. If there is one for the same host
/// and port, it is replaced. The certificate has to be for the host as before. With a socks5h proxy, the proxy looks up the
/// endpoint's name all the same. Default: none.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `entry` is NULL, or if `entry` is no such text.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_add_resolve(
    config: Option<&mut hwlive_config>,
    entry: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_add_resolve", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.add_resolve(unsafe { text("entry", entry) }?)?)
    })
}

/// Sets the address of this machine that all connections are made from.
///
/// `address` is an IPv4 or IPv6 address. An address of the other family is not connected to. If no other is left, or if
/// the machine does not have `address`, calls cannot connect. Default: the system chooses.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` or `address` is NULL, or if `address` is no such address.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hwlive_config_set_local_address(
    config: Option<&mut hwlive_config>,
    address: *const c_char,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_local_address", config, error_out, |config| {
        // SAFETY: as the header demands, a NUL-terminated text for the time of the call, or NULL.
        Ok(config.set_local_address(unsafe { text("address", address) }?)?)
    })
}

/// Sets the family of the addresses that all connections are made to.
///
/// `family` is one of `HWLIVE_IP_*`. If a host has no address of the family, calls cannot connect to it.
/// Default: `HWLIVE_IP_ANY`.
///
/// Fails with `HWLIVE_CODE_INVALID_ARGUMENT` if `config` is NULL or `family` is another number.
///
/// Since 0.1.0.
#[must_use]
#[unsafe(no_mangle)]
pub extern "C" fn hwlive_config_set_ip_family(
    config: Option<&mut hwlive_config>,
    family: i32,
    error_out: Option<&mut MaybeUninit<*mut hwlive_error>>,
) -> hwlive_code {
    change("hwlive_config_set_ip_family", config, error_out, |config| {
        config.set_ip_family(match family {
            HWLIVE_IP_ANY => IpFamily::Any,
            HWLIVE_IP_4 => IpFamily::V4,
            HWLIVE_IP_6 => IpFamily::V6,
            _ => return Err(Failure::Argument("family", "is none of HWLIVE_IP_*")),
        });
        Ok(())
    })
}
