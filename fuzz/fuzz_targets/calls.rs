//! A program in C that calls in any order, with any texts, and keeps the header's rules: objects are freed once, and used
//! before that.
#![no_main]

use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr;

// Links the C ABI.
use hwlive as _;
use libfuzzer_sys::fuzz_target;

type Object = *mut c_void;
type Setter = unsafe extern "C" fn(Object, *const c_char, *mut Object) -> i32;
type Number = unsafe extern "C" fn(Object, u32, *mut Object) -> i32;
type Lender = unsafe extern "C" fn(Object) -> *const c_char;

unsafe extern "C" {
    fn hwlive_config_new() -> Object;
    fn hwlive_config_free(config: Object);
    fn hwlive_config_set_region(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_endpoint(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_iam_endpoint(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_metadata_endpoint(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_project_id(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_auth_token(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_proxy(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_user_agent(config: Object, text: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_access_key(
        config: Object,
        key: *const c_char,
        secret: *const c_char,
        token: *const c_char,
        error: *mut Object,
    ) -> i32;
    fn hwlive_config_set_iam_user(
        config: Object,
        user: *const c_char,
        password: *const c_char,
        domain: *const c_char,
        error: *mut Object,
    ) -> i32;
    fn hwlive_config_define_region(config: Object, id: *const c_char, urls: *const c_char, error: *mut Object) -> i32;
    fn hwlive_config_set_timeout_ms(config: Object, number: u32, error: *mut Object) -> i32;
    fn hwlive_config_set_connect_timeout_ms(config: Object, number: u32, error: *mut Object) -> i32;
    fn hwlive_config_set_max_retries(config: Object, number: u32, error: *mut Object) -> i32;
    fn hwlive_client_new(config: Object, client: *mut Object, error: *mut Object) -> i32;
    fn hwlive_client_replace_credentials(client: Object, config: Object, error: *mut Object) -> i32;
    fn hwlive_client_shutdown(client: Object);
    fn hwlive_client_free(client: Object);
    fn hwlive_show_record_callback(client: Object, id: *const c_char, out: *mut Object, error: *mut Object) -> i32;
    fn hwlive_notification_parse(body: *const c_void, length: usize, out: *mut Object, error: *mut Object) -> i32;
    fn hwlive_notification_event(notification: Object) -> u32;
    fn hwlive_notification_stream(notification: Object) -> *const c_char;
    fn hwlive_notification_download_url(notification: Object) -> *const c_char;
    fn hwlive_notification_auth_sign(notification: Object) -> *const c_char;
    fn hwlive_notification_free(notification: Object);
    fn hwlive_error_code(error: Object) -> i32;
    fn hwlive_error_message(error: Object) -> *const c_char;
    fn hwlive_error_service_code(error: Object) -> *const c_char;
    fn hwlive_error_request_id(error: Object) -> *const c_char;
    fn hwlive_error_free(error: Object);
    fn strlen(text: *const c_char) -> usize;
    fn setenv(name: *const c_char, value: *const c_char, overwrite: c_int) -> c_int;
}

const PANIC: i32 = 13;
const SETTERS: [Setter; 8] = [
    hwlive_config_set_region,
    hwlive_config_set_endpoint,
    hwlive_config_set_iam_endpoint,
    hwlive_config_set_metadata_endpoint,
    hwlive_config_set_project_id,
    hwlive_config_set_auth_token,
    hwlive_config_set_proxy,
    hwlive_config_set_user_agent,
];
const NUMBERS: [Number; 3] =
    [hwlive_config_set_timeout_ms, hwlive_config_set_connect_timeout_ms, hwlive_config_set_max_retries];

/// Nobody listens there, and nothing leaves this machine.
const NOWHERE: &std::ffi::CStr = c"https://127.0.0.1:9";

/// What is left of the input: operations, each with the texts that it needs.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// A text up to the next line's end; NULL where it is only a `0`.
    fn text(&mut self) -> Option<CString> {
        let end = self.0.iter().position(|&byte| byte == b'\n').unwrap_or(self.0.len());
        let text: Vec<u8> = self.0[..end].iter().copied().filter(|&byte| byte != 0).collect();
        self.0 = &self.0[self.0.len().min(end + 1)..];
        (text != b"0").then(|| CString::new(text).expect("no NUL is left"))
    }
}

fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// Reads all of what is lent.
unsafe fn read(lender: Lender, object: Object) {
    let text = unsafe { lender(object) };
    if !text.is_null() {
        unsafe { strlen(text) };
    }
}

unsafe fn look_at(code: i32, error: Object) {
    assert_ne!(code, PANIC);
    unsafe {
        assert_eq!(code, hwlive_error_code(error));
        assert_eq!(code == 0, error.is_null());
        for lender in [hwlive_error_message as Lender, hwlive_error_service_code, hwlive_error_request_id] {
            read(lender, error);
        }
        hwlive_error_free(error);
    }
}

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    // SAFETY: `config` and `client` are NULL or live, and are freed once; texts outlive the calls that take them.
    unsafe {
        // Only the proxy that is set here counts.
        for name in [c"https_proxy", c"all_proxy"] {
            setenv(name.as_ptr(), c"".as_ptr(), 1);
        }
        let mut config = hwlive_config_new();
        let mut client: Object = ptr::null_mut();
        while let Some(operation) = input.byte() {
            let mut error = 0x5a5a_5a50 as Object;
            let code = match operation % 20 {
                at @ 0..8 => {
                    let text = input.text();
                    SETTERS[usize::from(at)](config, pointer(&text), &mut error)
                }
                at @ 8..11 => {
                    let number = u32::from(input.byte().unwrap_or(0)) << (input.byte().unwrap_or(0) % 25);
                    NUMBERS[usize::from(at - 8)](config, number, &mut error)
                }
                11 => {
                    let [key, secret, token] = [input.text(), input.text(), input.text()];
                    hwlive_config_set_access_key(config, pointer(&key), pointer(&secret), pointer(&token), &mut error)
                }
                12 => {
                    let [user, password, domain] = [input.text(), input.text(), input.text()];
                    hwlive_config_set_iam_user(config, pointer(&user), pointer(&password), pointer(&domain), &mut error)
                }
                13 => {
                    let [id, urls] = [input.text(), input.text()];
                    hwlive_config_define_region(config, pointer(&id), pointer(&urls), &mut error)
                }
                14 => {
                    hwlive_client_free(client);
                    for set in [
                        hwlive_config_set_endpoint as Setter,
                        hwlive_config_set_iam_endpoint,
                        hwlive_config_set_metadata_endpoint,
                    ] {
                        set(config, NOWHERE.as_ptr(), ptr::null_mut());
                    }
                    hwlive_config_set_proxy(config, c"".as_ptr(), ptr::null_mut());
                    hwlive_config_set_max_retries(config, 0, ptr::null_mut());
                    hwlive_client_new(config, &mut client, &mut error)
                }
                15 => {
                    let id = input.text();
                    let mut callback = 0x5a5a_5a50 as Object;
                    let code = hwlive_show_record_callback(client, pointer(&id), &mut callback, &mut error);
                    assert!(code != 0 && callback.is_null());
                    code
                }
                16 => hwlive_client_replace_credentials(client, config, &mut error),
                17 => {
                    hwlive_client_shutdown(client);
                    continue;
                }
                18 => {
                    let body = input.0;
                    let mut notification = 0x5a5a_5a50 as Object;
                    let code =
                        hwlive_notification_parse(body.as_ptr().cast(), body.len(), &mut notification, &mut error);
                    for lender in [
                        hwlive_notification_stream as Lender,
                        hwlive_notification_download_url,
                        hwlive_notification_auth_sign,
                    ] {
                        read(lender, notification);
                    }
                    hwlive_notification_event(notification);
                    hwlive_notification_free(notification);
                    code
                }
                _ => {
                    hwlive_config_free(config);
                    config = hwlive_config_new();
                    continue;
                }
            };
            look_at(code, error);
        }
        hwlive_client_free(client);
        hwlive_config_free(config);
    }
});
