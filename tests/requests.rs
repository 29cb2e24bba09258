//! What goes on the wire: one request, signed as it is sent.

#![allow(clippy::unwrap_used)]

mod support;

use support::*;

#[test]
fn the_documented_callback_over_both_schemes() {
    for scheme in SCHEMES {
        let server = Server::answering(scheme, success());
        let callback = client(&server).show_record_callback(ID).unwrap();
        assert_eq!(callback.id(), ID, "{scheme:?}");
        server.request().assert_signed(ACCESS_KEY, SECRET_KEY);
    }
}
