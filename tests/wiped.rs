//! Replaced credentials are in the memory of the process no more once the last call that used them has returned.
//!
//! The program reads its own memory. The server, which gets tokens in readable form, is in the test's process.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use hwlive::{Client, Config, Credentials, IdToken, OidcAgency, SigningAlgorithm};
use zeroize::{Zeroize, Zeroizing};

use support::programs::{self, Named, arguments};
use support::system::Memory;
#[cfg(unix)]
use support::system::fork;
use support::{Authority, Gate, ID, Leaf, PROJECT_ID, SCHEMES, Scheme, Server, answer_with, success};

const TESTS: &[Named] = &[
    ("a_replaced_access_key_is_wiped", || replaced_is_wiped("access key")),
    ("a_replaced_temporary_key_is_wiped", || replaced_is_wiped("temporary key")),
    ("a_replaced_key_for_derived_keys_is_wiped", || replaced_is_wiped("derived key")),
    #[cfg(feature = "sm3")]
    ("a_replaced_key_for_sm3_is_wiped", || replaced_is_wiped("key for SM3")),
    ("a_replaced_token_is_wiped", || replaced_is_wiped("token")),
    ("a_profile_of_koocli_is_wiped_with_the_settings", || programs::program("koocli", [""; 0]).succeeds()),
    ("an_id_token_and_the_key_for_it_are_wiped", || workload_is_wiped("identity provider")),
    ("an_id_token_for_sts_and_the_key_for_it_are_wiped", || workload_is_wiped("oidc")),
    ("a_token_of_a_pod_and_the_key_for_it_are_wiped", || workload_is_wiped("pod identity")),
    ("a_private_key_is_wiped_once_it_is_loaded", private_key_is_wiped),
];
const PROGRAMS: [Named; 4] = [
    ("replaced", replaced_program),
    ("koocli", koocli_program),
    ("workload", workload_program),
    ("private_key", private_key_program),
];

fn main() {
    programs::run(TESTS, &PROGRAMS);
}

fn replaced_is_wiped(kind: &str) {
    for scheme in SCHEMES {
        // The call is held. A second server tells the program that it has come, and lets it go on.
        let (came, may_go) = (Arc::new(Gate::default()), Arc::new(Gate::default()));
        let held = {
            let (came, may_go) = (came.clone(), may_go.clone());
            Server::start(scheme, move |peer| {
                while peer.next_request()?.is_some() {
                    came.open();
                    peer.wait(&may_go)?;
                    peer.send(success())?;
                }
                Ok(())
            })
        };
        let control = Server::start(Scheme::Http, move |peer| {
            match peer.request()?.line() {
                "GET /came HTTP/1.1" => peer.wait(&came)?,
                _ => may_go.open(),
            }
            peer.send("x")
        });
        let ca = held.authority().map(|authority| authority.file().to_str().unwrap().to_owned());
        let arguments = [kind.to_owned(), held.url(), control.host()].into_iter().chain(ca);
        programs::program("replaced", arguments).succeeds();
    }
}

fn replaced_program() {
    let arguments = arguments();
    let ask = |path: &str| {
        let mut control = TcpStream::connect(&arguments[2]).unwrap();
        write!(control, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
        assert_eq!(control.read(&mut [0; 1]).unwrap(), 1, "{path}");
    };
    let mut secrets = Secrets::default();
    let credentials = match &*arguments[0] {
        "token" => Credentials::auth_token(&secrets.make("token", 240)),
        kind => {
            // Shorter than a block of SHA-256, so that HMAC uses it as it is.
            let secret_key = secrets.make("secret key", 60);
            let security_token = (kind == "temporary key").then(|| secrets.make("security token", 240));
            Credentials::access_key("AK", &secret_key, security_token.as_ref().map(|token| token.as_str()))
        }
    };
    let mut builder = Client::builder().endpoint(&arguments[1]).region("cn-north-4").project_id(PROJECT_ID).proxy("");
    if let Some(file) = arguments.get(3) {
        builder = builder.ca_file(PathBuf::from(file));
    }
    match &*arguments[0] {
        "derived key" => builder = builder.signing_algorithm(SigningAlgorithm::V11HmacSha256),
        "key for SM3" => builder = builder.signing_algorithm(SigningAlgorithm::SdkHmacSm3),
        _ => {}
    }
    let client = builder.credentials(credentials.unwrap()).timeout(Duration::from_secs(60)).build().unwrap();
    thread::scope(|scope| {
        // The call is made by this thread, so that its stack is still there to be searched.
        scope.spawn(|| {
            ask("/came");
            client.replace_credentials(Credentials::access_key("AK", "another", None).unwrap()).unwrap();
            // The call still uses them: this is how the search looks when it finds something.
            let found = secrets.found();
            for name in secrets.needles.iter().map(|needle| needle.name).filter(|name| !name.contains("HMAC")) {
                assert!(found.keys().any(|found| found.starts_with(name)), "{name} is not found: {found:?}");
            }
            ask("/go");
        });
        client.show_record_callback(ID).unwrap();
    });
    let found = secrets.found();
    assert!(found.is_empty(), "{}, {}: still there: {found:#?}", arguments[0], arguments[1]);
}

fn koocli_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.json");
    for is_escaped in [false, true] {
        let mut secrets = Secrets::default();
        {
            let mut json = Zeroizing::new(String::with_capacity(8192));
            json.push_str(r#"{"profiles": [{"accessKeyId": "AK""#);
            // Longer than a block of SHA-256: here the texts are searched for, and not what HMAC makes of them.
            for (name, length) in [("secretAccessKey", 80), ("securityToken", 240)] {
                write!(json, r#", "{name}": ""#).unwrap();
                for character in secrets.make(name, length).chars() {
                    match is_escaped {
                        true => write!(json, "\\u{:04x}", u32::from(character)).unwrap(),
                        false => json.push(character),
                    }
                }
                json.push('"');
            }
            json.push_str("}]}");
            fs::write(&file, &*json).unwrap();
        }
        assert!(secrets.found().is_empty(), "before: {:#?}", secrets.found());
        let mut config = Config::new();
        config.load_koocli_profile(Some(&file), None).unwrap();
        // This is how the search looks when it finds something.
        let found = secrets.found();
        for name in ["secretAccessKey", "securityToken"] {
            assert!(found.keys().any(|found| found.starts_with(name)), "{name} is not found: {found:?}");
        }
        drop(config);
        assert!(secrets.found().is_empty(), "escaped: {is_escaped}: still there: {:#?}", secrets.found());
    }
}

/// A server for IAM, STS and the agent of a cluster. Its keys, and IAM's token, have the token that it was sent in them if
/// `echo` is set.
fn workload_is_wiped(kind: &str) {
    for scheme in SCHEMES {
        for echo in ["", "echo"] {
            // What rustls has decrypted stays in its own buffers, which it does not wipe.
            if scheme == Scheme::Https && !echo.is_empty() {
                continue;
            }
            let server = Server::start(scheme, move |peer| {
                while let Some(request) = peer.next_request()? {
                    if request.target().starts_with("/v1/") {
                        peer.send(success())?;
                        continue;
                    }
                    let body = peer.body(&request)?;
                    let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
                    let sent = match request.target() {
                        "/v3.0/OS-AUTH/id-token/tokens" => json["auth"]["id_token"]["id"].as_str(),
                        "/v3.0/OS-CREDENTIAL/securitytokens" => json["auth"]["identity"]["token"]["id"].as_str(),
                        "/v5/agencies/assume-with-oidc" => json["id_token"].as_str(),
                        _ => Some(request.header("authorization")),
                    };
                    let sent = if echo.is_empty() { "another" } else { sent.unwrap() };
                    let key = format!(
                        r#"{{"credentials":{{"access":"AK","secret":"SK","securitytoken":"{sent}","expires_at":"2099-01-01T00:00:00Z"}}}}"#
                    );
                    let status = if request.target().starts_with("/v3.0/") { 201 } else { 200 };
                    peer.send(answer_with(status, &[&format!("X-Subject-Token: {sent}")], key))?;
                }
                Ok(())
            });
            let ca = server.authority().map(|authority| authority.file().to_str().unwrap().to_owned());
            let arguments = [kind.to_owned(), server.url(), echo.to_owned()].into_iter().chain(ca);
            programs::program("workload", arguments).succeeds();
        }
    }
}

fn workload_program() {
    let arguments = arguments();
    let (kind, url, echo) = (&*arguments[0], &*arguments[1], !arguments[2].is_empty());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    let mut secrets = Secrets::default();
    fs::write(&file, &*secrets.make("token", 240)).unwrap();
    assert!(secrets.found().is_empty(), "before: {:#?}", secrets.found());
    let mut builder =
        Client::builder().endpoint(url).iam_endpoint(url).sts_endpoint(url).project_id(PROJECT_ID).proxy("");
    if let Some(file) = arguments.get(3) {
        builder = builder.ca_file(PathBuf::from(file));
    }
    let client = match kind {
        "identity provider" => builder.identity_provider("idp", &file),
        "oidc" => builder.oidc(OidcAgency::new("provider", "agency", IdToken::file(&file).unwrap()).unwrap()),
        _ => builder.pod_identity(&format!("{url}/agent"), &file),
    };
    let client = client.timeout(Duration::from_secs(60)).build().unwrap();
    client.show_record_callback(ID).unwrap();
    let found = secrets.found();
    // What is in the key has to be there, and what was asked for it has not.
    assert_eq!(!found.is_empty(), echo, "{kind}, {url}: after the call: {found:#?}");
    let is_wiped = |process: &str| {
        let found = secrets.found();
        assert!(found.is_empty(), "{kind}, {url}, {echo}, {process}: still there: {found:#?}");
    };
    let mut client = Some(client);
    // A child has its own copy of what its parent's calls got, whether it calls itself or not.
    #[cfg(unix)]
    for calls in [false, true] {
        let child = fork(|| {
            if calls {
                client.as_ref().unwrap().show_record_callback(ID).unwrap();
            }
            drop(client.take());
            is_wiped("a child");
        });
        child.succeeds();
    }
    drop(client.take());
    is_wiped("the parent");
}

fn private_key_is_wiped() {
    let mask = |bytes: &[u8]| -> Vec<u8> { bytes.iter().map(|byte| byte ^ MASK).collect() };
    let authority = Authority::new("an authority");
    let identity = authority.sign(&Leaf { for_clients: true, ..Leaf::default() });
    let der = identity.key.secret_der();
    // In PKCS#8 of a key for ECDSA, the number that is secret follows these two bytes. The rest is in the certificate too.
    let at = der.windows(2).position(|window| window == [0x04, 0x20]).unwrap() + 2;
    let number = &der[at..at + 32];
    let text: String = identity.key_pem.lines().filter(|line| !line.starts_with('-')).collect();
    let text = &text[at.div_ceil(3) * 4..][..32];
    let files = [
        authority.write("certificate.pem", &identity.certificate_pem),
        authority.write("key.pem", &identity.key_pem),
        authority.write("key.masked", mask(identity.key_pem.as_bytes())),
        authority.write("needles.masked", mask(&[text.as_bytes(), number].concat())),
    ];
    programs::program("private_key", files.map(|file| file.to_str().unwrap().to_owned())).succeeds();
}

fn private_key_program() {
    let arguments = arguments();
    let masked = fs::read(&arguments[2]).unwrap();
    let mut secrets = Secrets::default();
    for (number, piece) in fs::read(&arguments[3]).unwrap().chunks_exact(PIECE).enumerate() {
        let name = if number < 2 { "text of the key" } else { "number of the key" };
        secrets.needles.push(Needle { name, masked: piece.to_vec() });
    }
    let builder = || Client::builder().endpoint("https://127.0.0.1:1").project_id("p").access_key("ak", "sk").proxy("");
    let from_text = {
        let certificate = fs::read_to_string(&arguments[0]).unwrap();
        let mut key = Zeroizing::new(String::with_capacity(masked.len()));
        masked.iter().for_each(|byte| key.push(char::from(byte ^ MASK)));
        // This is how the search looks when it finds something.
        assert!(secrets.found().keys().any(|found| found.starts_with("text of the key")));
        builder().client_certificate_pem(&certificate, &key)
    };
    let found = secrets.found();
    assert!(found.is_empty(), "from a text: {found:#?}");
    let from_files = builder().client_certificate(&arguments[0], &arguments[1]);
    let clients = [from_text, from_files].map(|builder| builder.build().unwrap());
    let found = secrets.found();
    assert!(found.is_empty(), "clients: {found:#?}");
    drop(clients);
}

/// What each byte of a needle is combined with, so that the needle itself is not found.
const MASK: u8 = 0xa5;

struct Needle {
    name: &'static str,
    masked: Vec<u8>,
}

/// Secrets that only exist in masked form here, and what to search for.
#[derive(Default)]
struct Secrets {
    needles: Vec<Needle>,
}

impl Secrets {
    /// A new secret. Each of its pieces is a needle, since freed memory is often partly overwritten.
    fn make(&mut self, name: &'static str, length: usize) -> Zeroizing<String> {
        let mut random = Zeroizing::new(vec![0; length]);
        rustls::crypto::ring::default_provider().secure_random.fill(&mut random).unwrap();
        let mut secret = Zeroizing::new(String::with_capacity(length));
        random.iter().for_each(|byte| secret.push(char::from(b'a' + byte % 26)));
        let mut add = |name, bytes: &mut dyn Iterator<Item = u8>| {
            self.needles.push(Needle { name, masked: bytes.map(|byte| byte ^ MASK).collect() });
        };
        for piece in secret.as_bytes().chunks_exact(PIECE) {
            add(name, &mut piece.iter().copied());
        }
        if length < BLOCK {
            // With what HMAC makes of a key, one can sign as well as with the key.
            for pad in [0x36, 0x5c] {
                let mut block = Zeroizing::new([pad; BLOCK]);
                block.iter_mut().zip(secret.bytes()).for_each(|(padded, byte)| *padded ^= byte);
                add("padded key of HMAC", &mut block[..PIECE].iter().copied());
                let mut state = Zeroizing::new(SHA_256);
                sha2::block_api::compress256(&mut state, std::slice::from_ref(&*block));
                add("state of HMAC", &mut state.iter().flat_map(|word| word.to_ne_bytes()));
                #[cfg(feature = "sm3")]
                add("state of HMAC with SM3", &mut sm3_state(&block).into_iter().flat_map(u32::to_ne_bytes));
            }
        }
        secret
    }

    /// The needles that are in memory: how often, by name and kind of memory.
    fn found(&self) -> BTreeMap<String, usize> {
        let memory = Memory::open();
        let mut buffer = vec![0; 4 << 20];
        // Whatever is copied there is no finding.
        let own = buffer.as_ptr() as u64..buffer.as_ptr() as u64 + buffer.len() as u64;
        let mut found = BTreeMap::new();
        for (kind, start, end) in memory.writable() {
            let mut at = start;
            while at < end {
                if own.contains(&at) {
                    at = own.end;
                    continue;
                }
                let stop = if at < own.start { end.min(own.start) } else { end };
                let length = buffer.len().min((stop - at) as usize);
                // The stack of a thread that has ended meanwhile is gone.
                let Some(length) = memory.read(&mut buffer[..length], at) else { break };
                for needle in &self.needles {
                    let times = needle.count(&buffer[..length]);
                    if times > 0 {
                        *found.entry(format!("{} in {kind}", needle.name)).or_default() += times;
                    }
                }
                // The next part begins a little earlier, so that no needle is cut in two.
                let read = at + length as u64;
                at = if read < stop { (read - BLOCK as u64).max(at + 1) } else { read };
            }
        }
        overwrite_stack();
        found
    }
}

/// Below the caller lies what the search has compared, many bytes at a time. The next search is not to find that.
#[inline(never)]
fn overwrite_stack() {
    [0_u8; 64 << 10].zeroize();
}

const PIECE: usize = 16;
/// The block of SHA-256, and its state before the first one.
const BLOCK: usize = 64;
const SHA_256: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The state of SM3 after one block.
#[cfg(feature = "sm3")]
fn sm3_state(block: &[u8; BLOCK]) -> Zeroizing<[u32; 8]> {
    use hmac::digest::block_api::UpdateCore;
    use hmac::digest::common::hazmat::SerializableState;

    let mut core = sm3::block_api::Sm3Core::default();
    core.update_blocks(&[(*block).into()]);
    let serialized = core.serialize();
    let mut state = Zeroizing::new([0; 8]);
    let words = serialized.chunks_exact(4).map(|word| u32::from_le_bytes(word.try_into().unwrap()));
    state.iter_mut().zip(words).for_each(|(to, word)| *to = word);
    state
}

impl Needle {
    fn count(&self, memory: &[u8]) -> usize {
        let (first, rest) = self.masked.split_first().unwrap();
        let is_here = |at: &usize| {
            let after = memory[at + 1..].iter().take(rest.len());
            memory.len() - at > rest.len() && after.zip(rest).all(|(byte, masked)| byte ^ MASK == *masked)
        };
        memchr::memchr_iter(first ^ MASK, memory).filter(is_here).count()
    }
}
