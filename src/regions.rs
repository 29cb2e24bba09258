//! The regions that a program can name: those of its own, of the environment, of a file, built in, and by pattern.

use std::collections::BTreeMap;

use crate::endpoint::Endpoint;
use crate::error::Error;

/// The regions built in: those of the Live service in the official Python, Go, Java and C++ SDKs, which agree.
///
/// The service's own pages name others from time to time; those are reached by giving the endpoint, or by pattern.
const REGIONS: [&str; 5] = ["cn-north-4", "cn-north-1", "cn-east-3", "ap-southeast-2", "ap-southeast-3"];

/// The other regions that have an IAM endpoint of their own in the official SDKs. For any region besides, the SDKs ask the
/// global one.
const MORE_IAM_REGIONS: [&str; 22] = [
    "cn-north-2",
    "cn-north-9",
    "cn-north-12",
    "cn-east-2",
    "cn-east-4",
    "cn-east-5",
    "cn-south-1",
    "cn-south-2",
    "cn-southwest-2",
    "ap-southeast-1",
    "ap-southeast-4",
    "af-south-1",
    "sa-brazil-1",
    "la-south-2",
    "la-north-2",
    "na-mexico-1",
    "eu-west-0",
    "my-kualalumpur-1",
    "ru-moscow-1",
    "me-east-1",
    "ae-ad-1",
    "tr-west-1",
];

/// The regions that have an endpoint of STS in the official SDKs. STS has no global one.
const STS_REGIONS: [&str; 12] = [
    "cn-north-4",
    "cn-south-1",
    "cn-east-3",
    "cn-southwest-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "sa-brazil-1",
    "la-south-2",
    "af-south-1",
    "tr-west-1",
];

const DOMAIN: &str = "myhuaweicloud.com";

/// The cloud in Europe, which is one of its own: how its regions begin, and its domain, as the provider of Terraform has
/// them.
const EUROPE: (&str, &str) = ("eu-west-1", "myhuaweicloud.eu");

/// The regions that a client knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Regions {
    /// In the order in which they are looked at.
    own: BTreeMap<String, Vec<Endpoint>>,
    environment: BTreeMap<String, Vec<Endpoint>>,
    file: BTreeMap<String, Vec<Endpoint>>,
    /// Whether any other name that looks like a region is one.
    pub(crate) by_pattern: bool,
}

impl Regions {
    pub(crate) fn define(&mut self, region: String, endpoints: Vec<Endpoint>) {
        self.own.insert(region, endpoints);
    }

    pub(crate) fn define_in_environment(&mut self, region: String, endpoints: Vec<Endpoint>) {
        self.environment.insert(region, endpoints);
    }

    #[cfg(feature = "regions-file")]
    pub(crate) fn define_in_file(&mut self, region: String, endpoints: Vec<Endpoint>) {
        self.file.insert(region, endpoints);
    }

    fn defined(&self, region: &str) -> Option<&Vec<Endpoint>> {
        [&self.own, &self.environment, &self.file].into_iter().find_map(|regions| regions.get(region))
    }

    /// The endpoints of Live in a region: one at least.
    pub(crate) fn live(&self, region: &str) -> Result<Vec<Endpoint>, Error> {
        if let Some(endpoints) = self.defined(region) {
            return Ok(endpoints.clone());
        }
        if REGIONS.contains(&region) || (self.by_pattern && looks_like_a_region(region)) {
            return Ok(vec![Endpoint::of_service("live", region, domain(region))]);
        }
        Err(self.unknown(region))
    }

    /// The endpoint of IAM for a region. One that is defined may belong to another cloud, so that no pattern holds for it.
    pub(crate) fn iam(&self, region: &str) -> Option<Endpoint> {
        let of_region = || Endpoint::of_service("iam", region, domain(region));
        if REGIONS.contains(&region) {
            return Some(of_region());
        }
        if !self.by_pattern || self.defined(region).is_some() || !looks_like_a_region(region) {
            return None;
        }
        let has_its_own = MORE_IAM_REGIONS.contains(&region) || region.starts_with(EUROPE.0);
        Some(if has_its_own { of_region() } else { Endpoint::global("iam", DOMAIN) })
    }

    /// The endpoint of STS for a region; without a region the one that the official SDKs ask.
    pub(crate) fn sts(&self, region: Option<&str>) -> Option<Endpoint> {
        let region = region.unwrap_or(STS_REGIONS[0]);
        let is_known = STS_REGIONS.contains(&region) && self.defined(region).is_none();
        is_known.then(|| Endpoint::of_service("sts", region, DOMAIN))
    }

    /// The endpoint of IAM for requests that no region belongs to.
    pub(crate) fn global_iam() -> Endpoint {
        Endpoint::global("iam", DOMAIN)
    }

    fn unknown(&self, region: &str) -> Error {
        let mut known: Vec<&str> = REGIONS.to_vec();
        for name in [&self.own, &self.environment, &self.file].into_iter().flat_map(BTreeMap::keys) {
            if !known.contains(&name.as_str()) {
                known.push(name);
            }
        }
        let or = if !looks_like_a_region(region) {
            ""
        } else {
            ", or allow regions by the pattern of the service's endpoints"
        };
        Error::invalid(format!(
            "region {region:?} is not known; known are {}; for any other give its endpoint, such as \
             https://live.REGION.myhuaweicloud.com, or define it (HUAWEICLOUD_SDK_REGION_LIVE_<REGION>){or}",
            known.join(", ")
        ))
    }
}

/// Whether a name is one as the service gives them: two words of lower-case letters and a number, such as `cn-north-4` or
/// `eu-west-101`.
fn looks_like_a_region(name: &str) -> bool {
    let is_word = |word: &str| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = |word: &str| matches!(word.len(), 1..=3) && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = name.split('-');
    let [area, place, number] = [(); 3].map(|()| parts.next().unwrap_or_default());
    is_word(area) && is_word(place) && is_number(number) && parts.next().is_none()
}

fn domain(region: &str) -> &'static str {
    if region.starts_with(EUROPE.0) { EUROPE.1 } else { DOMAIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(regions: &Regions, region: &str) -> (Option<String>, Option<String>) {
        let live = regions.live(region).ok().map(|endpoints| endpoints[0].to_string());
        (live, regions.iam(region).map(|endpoint| endpoint.to_string()))
    }

    #[test]
    fn each_region_has_both_endpoints() {
        for region in REGIONS {
            let endpoints =
                [Regions::default().live(region).unwrap().remove(0), Regions::default().iam(region).unwrap()];
            for endpoint in endpoints {
                assert_eq!(endpoint, Endpoint::parse("endpoint", &endpoint.to_string()).unwrap());
            }
        }
        assert_eq!(shown(&Regions::default(), "cn-south-1"), (None, None));
    }

    #[test]
    fn regions_by_pattern() {
        let regions = Regions { by_pattern: true, ..Regions::default() };
        for (region, live, iam) in [
            ("cn-north-4", "live.cn-north-4.myhuaweicloud.com", "iam.cn-north-4.myhuaweicloud.com"),
            ("cn-south-1", "live.cn-south-1.myhuaweicloud.com", "iam.cn-south-1.myhuaweicloud.com"),
            ("my-kualalumpur-1", "live.my-kualalumpur-1.myhuaweicloud.com", "iam.my-kualalumpur-1.myhuaweicloud.com"),
            ("eu-west-0", "live.eu-west-0.myhuaweicloud.com", "iam.eu-west-0.myhuaweicloud.com"),
            // As with the SDKs, which ask the global one then.
            ("cn-south-4", "live.cn-south-4.myhuaweicloud.com", "iam.myhuaweicloud.com"),
            ("eu-west-101", "live.eu-west-101.myhuaweicloud.eu", "iam.eu-west-101.myhuaweicloud.eu"),
        ] {
            let expected = [live, iam].map(|host| Some(format!("https://{host}")));
            assert_eq!(<[_; 2]>::from(shown(&regions, region)), expected, "{region}");
        }
        for name in [
            "x",
            "cn-north",
            "cn-north-",
            "cn--4",
            "cn-north-4x",
            "cn-north-1234",
            "cn-north-4-x",
            "CN-NORTH-9",
            "a_b-c-1",
            "c-north-4",
        ] {
            assert_eq!(shown(&regions, name), (None, None), "{name}");
            let error = regions.live(name).unwrap_err().to_string();
            assert!(!error.contains("pattern"), "{error}");
        }
        let error = Regions::default().live("cn-south-1").unwrap_err().to_string();
        assert!(error.contains("pattern"), "{error}");
    }

    #[test]
    fn sts_is_that_of_the_region_and_never_a_guess() {
        let mut regions = Regions::default();
        regions.define("cn-south-1".to_owned(), vec![Endpoint::parse("endpoint", "https://live.example.com").unwrap()]);
        for (region, host) in [
            (None, Some("https://sts.cn-north-4.myhuaweicloud.com")),
            (Some("ap-southeast-3"), Some("https://sts.ap-southeast-3.myhuaweicloud.com")),
            // Perhaps of another cloud.
            (Some("cn-south-1"), None),
            (Some("cn-north-1"), None),
            (Some("my-region-1"), None),
        ] {
            assert_eq!(regions.sts(region).map(|endpoint| endpoint.to_string()).as_deref(), host, "{region:?}");
        }
    }

    #[test]
    fn what_is_defined_is_no_pattern() {
        let mut regions = Regions { by_pattern: true, ..Regions::default() };
        regions.define("cn-south-1".to_owned(), vec![Endpoint::parse("endpoint", "https://live.example.com").unwrap()]);
        assert_eq!(shown(&regions, "cn-south-1"), (Some("https://live.example.com".to_owned()), None));
    }
}
