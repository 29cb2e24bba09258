//! The pod identity agent: temporary keys for the token in a file.

use std::fs;
use std::time::Duration;

use hwlive_stand_in::{EXAMPLE_ID_TOKEN, StandIn};

use crate::support::{Key, PROJECT, Raw, Reply, started};

fn request(token: &str) -> Raw {
    Raw::new("POST", "/v1/credentials")
        .header("Authorization", token)
        .header("Content-Type", "application/json")
        .body("{}")
}

fn key(reply: &Reply) -> Key {
    assert_eq!(reply.status, 200, "{reply:?}");
    let body = reply.json();
    let expiration = body["credentials"]["expiration"].as_str().expect("expiration");
    assert!(expiration.len() == "2022-09-07T03:27:51.158Z".len() && expiration.ends_with('Z'), "{expiration}");
    Key::read(&body["credentials"], ["accessKeyId", "secretAccessKey", "securityToken"])
}

#[test]
fn the_agent_gives_keys_for_the_token_in_the_file() {
    let stand_in = started(StandIn::builder());
    let token = fs::read_to_string(stand_in.id_token_file()).expect("the file");
    assert_eq!(token, EXAMPLE_ID_TOKEN);
    let key = key(&request(&token).send(&stand_in));
    assert_eq!(key.get_callback(PROJECT).send(&stand_in).status, 200);
    assert_eq!(key.without_token().get_callback(PROJECT).send(&stand_in).status, 401);
}

#[test]
fn what_the_agent_refuses() {
    let stand_in = started(StandIn::builder().id_token("the-token"));
    for (name, request, status) in [
        ("good", request("the-token"), 200),
        ("with a charset", request("the-token").with("Content-Type", "application/json;charset=utf-8"), 200),
        ("another token", request(EXAMPLE_ID_TOKEN), 401),
        ("a scheme", request("Bearer the-token"), 401),
        ("no token", request("").without("Authorization"), 401),
        ("a form", request("the-token").with("Content-Type", "application/x-www-form-urlencoded"), 400),
        ("no type", request("the-token").without("Content-Type"), 400),
        ("no body", request("the-token").without("Content-Length").body(""), 400),
        ("another method", Raw { method: "GET", ..request("the-token") }, 404),
        ("another path", Raw { target: "/v1/credentials/".to_owned(), ..request("the-token") }, 404),
    ] {
        let reply = request.send(&stand_in);
        assert_eq!(reply.status, status, "{name}: {reply:?}");
        assert!(status == 200 || !reply.code_and_message().0.is_empty(), "{name}");
    }
}

#[test]
fn a_replaced_token_is_in_the_file_and_the_one_before_is_refused() {
    let stand_in = started(StandIn::builder());
    let file = stand_in.id_token_file().to_owned();
    let files = || fs::read_dir(file.parent().expect("a folder")).expect("the folder").count();
    assert_eq!(files(), 1);
    stand_in.replace_id_token("the next one").expect("replace");
    assert_eq!((fs::read_to_string(&file).expect("the file").as_str(), files()), ("the next one", 1));
    assert_eq!(request(EXAMPLE_ID_TOKEN).send(&stand_in).status, 401);
    assert_eq!(request("the next one").send(&stand_in).status, 200);
    stand_in.replace_id_token(" ").expect_err("empty");
    fs::remove_dir_all(file.parent().expect("a folder")).expect("remove");
    stand_in.replace_id_token("nowhere to write").expect_err("the folder is gone");
    assert_eq!(request("the next one").send(&stand_in).status, 200, "still the one before");
}

#[cfg(unix)]
#[test]
fn the_file_is_for_its_owner_and_goes_with_the_stand_in() {
    use std::os::unix::fs::PermissionsExt;

    let stand_in = started(StandIn::builder());
    let file = stand_in.id_token_file().to_owned();
    let folder = file.parent().expect("a folder").to_owned();
    let mode = |path| fs::metadata(path).expect("its data").permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&folder)), (0o600, 0o700));
    drop(stand_in);
    assert!(!folder.exists());
}

#[test]
fn its_keys_expire() {
    let stand_in = started(StandIn::builder().key_lifetime(Duration::ZERO));
    let key = key(&request(EXAMPLE_ID_TOKEN).send(&stand_in));
    let reply = key.get_callback(PROJECT).send(&stand_in);
    assert!(reply.code_and_message().1.ends_with("security token expired"), "{reply:?}");
}
