//! The file of regions of the official SDKs: YAML, `LIVE` with a list of regions.

use std::env;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, MarkedYaml};

use crate::endpoint::{self, Endpoint};
use crate::error::Error;
use crate::files;
use crate::regions::Regions;

/// The variable that names the file.
pub(crate) const VARIABLE: &str = "HUAWEICLOUD_SDK_REGIONS_FILE";
/// Where it is otherwise, in the home directory.
const DEFAULT: &str = ".huaweicloud/regions.yaml";
/// The name of the service in it, in any case.
const SERVICE: &str = "LIVE";
const MAX_FILE: u64 = 1024 * 1024;

/// Reads the file that is named; `None`: the variable's, else the default one where there is one.
pub(crate) fn load(path: Option<&Path>, regions: &mut Regions) -> Result<(), Error> {
    let path = match (path, env::var_os(VARIABLE).filter(|path| !path.is_empty())) {
        (Some(path), _) => path.to_owned(),
        (None, Some(path)) => PathBuf::from(path),
        (None, None) => {
            let Some(path) = files::in_home(DEFAULT) else { return Ok(()) };
            if matches!(path.try_exists(), Ok(false)) {
                return Ok(());
            }
            path
        }
    };
    let named = |what: &str| Error::invalid(format!("regions file \"{}\"{what}", path.display()));
    let bytes = files::read_regular(&path, MAX_FILE).map_err(|why| named(&format!(": {why}")))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| named(": not UTF-8"))?;
    for (region, endpoints) in parse(text).map_err(|(line, why)| named(&format!(", line {line}: {why}")))? {
        regions.define_in_file(region, endpoints);
    }
    Ok(())
}

/// Makes what saphyr needs once for the process, before anybody can call: the seed of its maps. See `load.rs`.
pub(crate) fn set_up() {
    drop(MarkedYaml::load_from_str("a: b"));
}

/// What is wrong, behind the line in which it is.
type Fault = (usize, String);

fn parse(text: &str) -> Result<Vec<(String, Vec<Endpoint>)>, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let documents =
        MarkedYaml::load_from_str(text).map_err(|error| (error.marker().line(), error.info().to_owned()))?;
    let mut regions: Vec<(String, Vec<Endpoint>)> = Vec::new();
    let Some(live) = documents.first().and_then(|document| service(document)) else { return Ok(regions) };
    for region in list(live).ok_or_else(|| fault(live, "LIVE is not a list of regions"))? {
        let id = get(region, "id").and_then(|id| id.data.as_str());
        let id = id.ok_or_else(|| fault(region, "a region without an id"))?;
        let mut urls: Vec<&MarkedYaml<'_>> = get(region, "endpoint").into_iter().collect();
        if let Some(several) = get(region, "endpoints") {
            urls.extend(list(several).ok_or_else(|| fault(several, "endpoints is not a list"))?);
        }
        let mut endpoints = Vec::new();
        for url in urls {
            let text = url.data.as_str().ok_or_else(|| fault(url, "an endpoint is not a text"))?;
            let parsed = endpoint::parse_list("endpoint", text).map_err(|error| fault(url, &error.to_string()))?;
            for endpoint in parsed {
                if !endpoints.contains(&endpoint) {
                    endpoints.push(endpoint);
                }
            }
        }
        if endpoints.is_empty() {
            return Err(fault(region, "a region without an endpoint"));
        }
        if regions.iter().any(|(known, _)| known == id) {
            return Err(fault(region, &format!("a region that stands there twice: {id}")));
        }
        regions.push((id.to_owned(), endpoints));
    }
    Ok(regions)
}

fn fault(node: &MarkedYaml<'_>, why: &str) -> Fault {
    (node.span.start.line(), why.to_owned())
}

fn service<'a, 'i>(document: &'a MarkedYaml<'i>) -> Option<&'a MarkedYaml<'i>> {
    let mut services = document.data.as_mapping()?.iter();
    let is_live = |key: &MarkedYaml<'_>| key.data.as_str().is_some_and(|name| name.eq_ignore_ascii_case(SERVICE));
    services.find(|(key, _)| is_live(key)).map(|(_, regions)| regions)
}

fn get<'a, 'i>(node: &'a MarkedYaml<'i>, name: &str) -> Option<&'a MarkedYaml<'i>> {
    node.data.as_mapping()?.iter().find(|(key, _)| key.data.as_str() == Some(name)).map(|(_, value)| value)
}

fn list<'a, 'i>(node: &'a MarkedYaml<'i>) -> Option<&'a [MarkedYaml<'i>]> {
    node.data.as_sequence().map(Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_as_the_official_sdks_have_them() {
        let text = "\u{feff}ECS:\r\n  - id: x\r\n    endpoint: https://ecs.example.com\r\nLIVE:\r\n\
                    \x20 - id: 'cn-north-4'\r\n    endpoint: 'https://a.example.com'\r\n    endpoints: [b.example.com, a.example.com]\r\n\
                    \x20 - id: other-1\r\n    endpoints:\r\n      - http://127.0.0.1:8080\r\n";
        let regions: Vec<String> =
            parse(text).unwrap().iter().map(|(id, endpoints)| format!("{id} {endpoints:?}")).collect();
        assert_eq!(
            regions,
            ["cn-north-4 [https://a.example.com, https://b.example.com]", "other-1 [http://127.0.0.1:8080]"]
        );
        for name in ["live", "Live", "LIVE"] {
            let regions = parse(&format!("{name}:\n  - id: x\n    endpoint: a.example.com\n")).unwrap();
            assert_eq!(regions.len(), 1, "{name}");
        }
        for nothing in ["", "# comment\n", "ECS: []\n", "LIVE: []\n"] {
            assert_eq!(parse(nothing).unwrap(), [], "{nothing}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, line, why) in [
            ("LIVE: x\n", 1, "list"),
            ("LIVE:\n  - endpoint: a.example.com\n", 2, "id"),
            ("LIVE:\n  - id: x\n", 2, "without an endpoint"),
            ("LIVE:\n  - id: x\n    endpoint: ftp://a\n", 3, "scheme"),
            ("LIVE:\n  - id: x\n    endpoint: 5\n", 3, "not a text"),
            ("LIVE:\n  - id: x\n    endpoint: a\n  - id: x\n    endpoint: b\n", 4, "twice"),
            ("LIVE:\n  - id: 'x\n", 2, "quoted"),
        ] {
            let (found, text_found) = parse(text).unwrap_err();
            assert_eq!(found, line, "{text}: {text_found}");
            assert!(text_found.contains(why), "{text}: {text_found}");
        }
    }
}
