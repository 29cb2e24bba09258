//! The metadata service: temporary keys, with a token or without.

use hwlive_stand_in::{Metadata, StandIn};

use crate::support::{EXAMPLE, PROJECT, Raw, started};

#[test]
fn the_metadata_service_gives_temporary_keys() {
    let token_path = "/meta-data/latest/api/token";
    let put = |ttl: &str| Raw::new("PUT", token_path).header("X-Metadata-Token-Ttl-Seconds", ttl);
    let get = || Raw::new("GET", "/openstack/latest/securitykey");
    for (metadata, token_status, with_token, without, wrong) in [
        (Metadata::Off, 404, 404, 404, 404),
        (Metadata::V1, 404, 200, 200, 200),
        (Metadata::V2, 200, 200, 200, 401),
        (Metadata::V2Only, 200, 200, 401, 401),
    ] {
        let stand_in = started(StandIn::builder().metadata(metadata));
        let token = put("21600").send(&stand_in);
        assert_eq!(token.status, token_status, "{metadata:?}");
        let token = if token_status == 200 { token.text() } else { "none" };
        let credential = get().header("X-Metadata-Token", token).send(&stand_in);
        assert_eq!(credential.status, with_token, "{metadata:?}");
        assert_eq!(get().send(&stand_in).status, without, "{metadata:?}");
        assert_eq!(get().header("X-Metadata-Token", "wrong").send(&stand_in).status, wrong, "{metadata:?}");
        if with_token == 200 {
            let credential = &credential.json()["credential"];
            let text = |name: &str| credential[name].as_str().expect(name);
            assert!(text("expires_at").ends_with('Z'));
            let reply = Raw::get_callback(PROJECT, EXAMPLE)
                .header("X-Project-Id", PROJECT)
                .header("X-Security-Token", text("securitytoken"))
                .signed(text("access"), text("secret"), &["host", "x-sdk-date", "x-security-token"])
                .send(&stand_in);
            assert_eq!(reply.status, 200, "{metadata:?}: {reply:?}");
        }
    }
    let stand_in = started(StandIn::builder());
    for ttl in ["0", "21601", "-1", "x"] {
        assert_eq!(put(ttl).send(&stand_in).status, 400, "{ttl}");
    }
    assert_eq!(Raw::new("GET", token_path).send(&stand_in).status, 405);
}
