//! The session in which an agency is assumed.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::error::Error;
use crate::text::{check_length, secret_text, secret_text_of};

/// Length of a session's name, in characters.
const NAME_LENGTH: RangeInclusive<usize> = 2..=128;
/// The shortest and the longest session of any service.
const SHORTEST: Duration = Duration::from_secs(15 * 60);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// The longest session of STS.
const LONGEST_OF_STS: Duration = Duration::from_secs(12 * 60 * 60);
/// Longest policy and longest list of policies, in characters. The service documents no limit; larger ones cannot be sent
/// by mistake.
const MAX_POLICY: usize = 100_000;

/// The session in which an agency is assumed: its name, how long its keys are good, and what they may do at most.
///
/// Nothing has to be set.
#[derive(Clone, Debug, Default)]
pub struct AgencySession {
    pub(crate) name: Option<String>,
    pub(crate) duration: Option<Duration>,
    pub(crate) policy: Option<String>,
    pub(crate) policy_ids: Vec<String>,
}

impl AgencySession {
    /// A session with the defaults.
    pub fn new() -> AgencySession {
        AgencySession::default()
    }

    /// The name under which the account's audit log shows what is done with the keys: 2 to 128 characters. Default:
    /// `hwlive`, and for OIDC `oidc-sts-session` as with the official SDKs.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is shorter or longer, or has a control character.
    pub fn set_name(&mut self, name: &str) -> Result<(), Error> {
        self.name = Some(secret_text_of("session name", name, NAME_LENGTH)?.to_owned());
        Ok(())
    }

    /// How long the keys are good, in whole seconds: 15 minutes to 24 hours, with STS at most 12 hours. The service may
    /// allow less. Default: 1 hour.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is shorter or longer, or has a fraction of a second.
    pub fn set_duration(&mut self, duration: Duration) -> Result<(), Error> {
        if duration < SHORTEST || duration > LONGEST || duration.subsec_nanos() != 0 {
            return Err(Error::invalid(format!(
                "session duration of {duration:?} is not a whole number of seconds from {} to {}",
                SHORTEST.as_secs(),
                LONGEST.as_secs()
            )));
        }
        self.duration = Some(duration);
        Ok(())
    }

    /// A policy in JSON that limits what the keys may do, for STS alone: up to 100,000 characters.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: it is empty, too long, or not JSON.
    pub fn set_policy(&mut self, json: &str) -> Result<(), Error> {
        let json = json.trim();
        check_length("session policy", json, MAX_POLICY)?;
        if crate::json::Object::parse(json).is_none() {
            return Err(Error::invalid("session policy is not a JSON object"));
        }
        self.policy = Some(json.to_owned());
        Ok(())
    }

    /// The ids of policies that limit what the keys may do, with commas between them, for STS alone.
    ///
    /// # Errors
    ///
    /// `InvalidArgument`: an id is empty, or has a control character, or all are longer than 100,000 characters.
    pub fn set_policy_ids(&mut self, ids: &str) -> Result<(), Error> {
        let ids = secret_text("session policy ids", ids, MAX_POLICY)?;
        let ids: Vec<String> = ids.split(',').map(|id| id.trim().to_owned()).collect();
        if ids.iter().any(String::is_empty) {
            return Err(Error::invalid("session policy ids: one of them is empty"));
        }
        self.policy_ids = ids;
        Ok(())
    }

    pub(crate) fn check_for_sts(&self) -> Result<(), Error> {
        match self.duration {
            Some(duration) if duration > LONGEST_OF_STS => Err(Error::invalid(format!(
                "session duration of {duration:?} is longer than {} seconds, which STS allows at most",
                LONGEST_OF_STS.as_secs()
            ))),
            _ => Ok(()),
        }
    }

    pub(crate) fn check_for_iam(&self) -> Result<(), Error> {
        if self.policy.is_some() || !self.policy_ids.is_empty() {
            return Err(Error::invalid("a session policy needs an agency that is named by its URN"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_and_the_duration_have_limits() {
        let mut session = AgencySession::new();
        for (name, accepted) in [("", false), ("a", false), ("ab", true), (&*"录".repeat(128), true), ("a\nb", false)]
        {
            assert_eq!(session.set_name(name).is_ok(), accepted, "{name}");
        }
        assert!(session.set_name(&"a".repeat(129)).is_err());
        for (millis, accepted) in [
            (899_000, false),
            (899_999, false),
            (900_000, true),
            (900_001, false),
            (86_400_000, true),
            (86_401_000, false),
        ] {
            assert_eq!(session.set_duration(Duration::from_millis(millis)).is_ok(), accepted, "{millis}");
        }
        let policy_of = |length: usize| format!(r#"{{"a":"{}"}}"#, "录".repeat(length - r#"{"a":""}"#.len()));
        for (policy, accepted) in [
            ("", false),
            ("[]", false),
            ("{", false),
            ("{\"Version\":\"5.0\"}", true),
            (&policy_of(MAX_POLICY), true),
            (&policy_of(MAX_POLICY + 1), false),
        ] {
            assert_eq!(session.set_policy(policy).is_ok(), accepted, "{policy}");
        }
        for (ids, accepted) in [("", false), ("a", true), ("a,,b", false), (" a , b ", true)] {
            assert_eq!(session.set_policy_ids(ids).is_ok(), accepted, "{ids}");
        }
        assert_eq!(session.policy_ids, ["a", "b"]);
        // What failed has changed nothing.
        assert_eq!(session.name, Some("录".repeat(128)));
        assert_eq!(session.duration, Some(LONGEST));
    }

    #[test]
    fn what_one_of_the_services_does_not_allow() {
        let mut session = AgencySession::new();
        session.set_duration(LONGEST_OF_STS).unwrap();
        session.check_for_sts().unwrap();
        session.set_duration(LONGEST).unwrap();
        assert!(session.check_for_sts().unwrap_err().to_string().contains("43200"));
        session.check_for_iam().unwrap();
        session.set_policy_ids("a").unwrap();
        assert!(session.check_for_iam().is_err());
    }
}
