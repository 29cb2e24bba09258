//! Whatever is posted: reading it never panics, and nothing that the service did not sign is taken as genuine.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use hwlive::notification::{Notification, NotificationKey, Policy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let Ok(notification) = Notification::parse(body) else { return };
    let _ = (notification.event(), notification.start_time_utc(), notification.end_time_utc());
    let _ = (notification.file_size(), notification.record_duration(), notification.width(), notification.height());
    let _ = format!("{notification:?}");
    assert_eq!(notification.json().as_bytes(), body);

    // Nobody can hit on a signature under a key that stands nowhere but here, and MD5 alone is no proof.
    let key = NotificationKey::new("a-key-that-no-seed-is-signed-with").expect("a key");
    let policy = Policy::new().md5(true).tolerance(None).now(UNIX_EPOCH + Duration::from_secs(1_583_676_745));
    assert!(notification.verify(&key, &policy).is_err());
    if let Ok(verified) = notification.verify(&key, &policy.unsigned(true)) {
        assert_eq!(verified.sign_type(), None);
    }
});
