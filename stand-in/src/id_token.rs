//! The ID token, with which an identity provider says who a program is. IAM, STS and the pod identity agent accept the
//! same one.

use std::time::{Duration, SystemTime};

/// The ID token that is accepted.
#[derive(Debug)]
pub(crate) struct IdToken {
    text: String,
    /// `None`: it does not expire.
    lifetime: Option<Duration>,
    expires_at: Option<SystemTime>,
    is_refused: bool,
}

impl IdToken {
    pub(crate) fn new(text: String, lifetime: Option<Duration>, is_refused: bool, now: SystemTime) -> IdToken {
        IdToken { expires_at: lifetime.map(|lifetime| now + lifetime), text, lifetime, is_refused }
    }

    /// Accepts this token from now on, and no other. It lives as long as the one before did.
    pub(crate) fn replace(&mut self, text: String, now: SystemTime) {
        *self = IdToken::new(text, self.lifetime, false, now);
    }

    /// Checks what a client has sent. The error says what is wrong with it.
    pub(crate) fn check(&self, sent: &str, now: SystemTime) -> Result<(), &'static str> {
        match self.expires_at {
            _ if sent.is_empty() => Err("the ID token is empty"),
            _ if self.is_refused || self.text != sent => Err("the ID token is not from the identity provider"),
            Some(end) if end <= now => Err("the ID token has expired"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_expire_are_refused_and_are_replaced() {
        let start = SystemTime::UNIX_EPOCH;
        let later = |seconds| start + Duration::from_secs(seconds);
        let mut token = IdToken::new("first".to_owned(), Some(Duration::from_secs(10)), false, start);
        for (sent, seconds, accepted) in
            [("first", 0, true), ("first", 9, true), ("first", 10, false), ("", 0, false), ("second", 0, false)]
        {
            assert_eq!(token.check(sent, later(seconds)).is_ok(), accepted, "{sent:?} after {seconds} s");
        }
        token.replace("second".to_owned(), later(20));
        for (sent, seconds, accepted) in [("first", 20, false), ("second", 29, true), ("second", 30, false)] {
            assert_eq!(token.check(sent, later(seconds)).is_ok(), accepted, "{sent:?} after {seconds} s");
        }
        let mut token = IdToken::new("first".to_owned(), None, true, start);
        assert!(token.check("first", start).is_err());
        token.replace("second".to_owned(), start);
        assert_eq!(token.check("second", later(1_000_000)), Ok(()));
    }
}
