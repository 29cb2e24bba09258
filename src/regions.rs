//! The regions that a program can name: those of its own, of the environment, of a file, and built in.

use std::collections::BTreeMap;

use crate::endpoint::{Endpoint, REGIONS};
use crate::error::Error;

/// Regions besides those built in, with the endpoints of Live there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Regions {
    /// In the order in which they are looked at.
    own: BTreeMap<String, Vec<Endpoint>>,
    environment: BTreeMap<String, Vec<Endpoint>>,
    file: BTreeMap<String, Vec<Endpoint>>,
    /// Any name that looks like a region is one.
    by_pattern: bool,
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

    pub(crate) fn set_by_pattern(&mut self, on: bool) {
        self.by_pattern = on;
    }

    /// The endpoint of IAM, if the region is built in or looks like one and that is enough.
    pub(crate) fn iam(&self, region: &str) -> Option<Endpoint> {
        Endpoint::iam(region, self.by_pattern)
    }

    /// The endpoints of a region: one at least.
    pub(crate) fn endpoints(&self, region: &str) -> Result<Vec<Endpoint>, Error> {
        let defined = [&self.own, &self.environment, &self.file].into_iter().find_map(|regions| regions.get(region));
        match defined {
            Some(endpoints) => Ok(endpoints.clone()),
            None => {
                let endpoint = Endpoint::live(region, self.by_pattern).ok_or_else(|| self.unknown(region))?;
                Ok(vec![endpoint])
            }
        }
    }

    fn unknown(&self, region: &str) -> Error {
        let mut known: Vec<&str> = REGIONS.to_vec();
        for name in [&self.own, &self.environment, &self.file].into_iter().flat_map(BTreeMap::keys) {
            if !known.contains(&name.as_str()) {
                known.push(name);
            }
        }
        Error::invalid(format!(
            "region {region:?} is not known; known are {}; for any other give its endpoint, such as \
             https://live.REGION.myhuaweicloud.com, or define it (HUAWEICLOUD_SDK_REGION_LIVE_<REGION>){}",
            known.join(", "),
            match self.by_pattern {
                true => "; it does not look like a region that set_region_by_pattern means",
                false => ", or turn set_region_by_pattern on",
            }
        ))
    }
}
