//! The profile file of the official SDKs: an INI file with keys in it.
//!
//! It is read as configparser, ini4j and go-ini read it. No crate for INI files does that, gives the line of a mistake and
//! lends the values, of which no copy should stay in memory.

use std::path::Path;

use crate::credentials::{Credentials, CredentialsSource, check_access_key, check_secret_key, check_security_token};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::files::{self, SettingsPath};
use crate::text::check_project_id;

/// The variable that names the file.
const VARIABLE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
/// Where it is otherwise, in the home directory.
const DEFAULT: &str = ".huaweicloud/credentials";
/// The first one that is there counts. The second is what the Python and the Java SDK look for where a client is built
/// without credentials.
const SECTIONS: [&str; 2] = ["basic", "basiccredentials"];
/// Its keys hold for the section too, if the section does not have them.
const DEFAULTS: &str = "DEFAULT";
/// Of that a section may have; others are passed over, `domain_id` too, which is for global services.
const KEYS: [&str; 7] = ["ak", "sk", "security_token", "project_id", "iam_endpoint", "idp_id", "id_token_file"];
const MAX_FILE: u64 = 1024 * 1024;

/// What a profile says.
pub(crate) struct Profile {
    pub(crate) credentials: CredentialsSource,
    pub(crate) project_id: Option<String>,
    pub(crate) iam_endpoint: Option<Endpoint>,
}

impl Profile {
    /// Where the file is.
    pub(crate) fn find(path: Option<&Path>) -> Result<SettingsPath, Error> {
        SettingsPath::find("profile file", path, VARIABLE, DEFAULT)
    }

    pub(crate) fn read(path: &Path) -> Result<Profile, Error> {
        let named = |what: &dyn std::fmt::Display| Error::credentials(format!("profile \"{}\"{what}", path.display()));
        let bytes = files::read_regular(path, MAX_FILE).map_err(|why| named(&format_args!(": {why}")))?;
        parse(&bytes).map_err(|Fault { line, why }| match line {
            0 => named(&format_args!(": {why}")),
            line => named(&format_args!(", line {line}: {why}")),
        })
    }
}

/// What is wrong, and in which line; 0: in none. No value is in the text.
#[derive(Debug)]
struct Fault {
    line: usize,
    why: String,
}

/// What a section has: for each key its line and its value.
#[derive(Default)]
struct Section<'a> {
    line: usize,
    values: [Option<(usize, &'a str)>; KEYS.len()],
}

fn parse(bytes: &[u8]) -> Result<Profile, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        Fault { line, why: "not UTF-8".to_owned() }
    })?;
    let mut sections: [Option<Section<'_>>; SECTIONS.len()] = Default::default();
    let mut defaults = Section::default();
    let mut others: Vec<&str> = Vec::new();
    let mut current = Place::Top;
    for (line, text) in lines(text.trim_start_matches('\u{feff}')) {
        let fault = |why: &str| Err(Fault { line, why: why.to_owned() });
        let text = text.trim();
        if text.is_empty() || text.starts_with(['#', ';']) {
            continue;
        }
        if let Some(header) = text.strip_prefix('[') {
            let Some((name, rest)) = header.split_once(']') else {
                return fault("a section's name needs a ] at its end");
            };
            if !matches!(rest.trim_start().chars().next(), None | Some('#' | ';')) {
                return fault("a section's name needs a ] at its end, and nothing but a comment after it");
            }
            let known = SECTIONS.iter().position(|known| known.eq_ignore_ascii_case(name));
            current = match known {
                Some(at) => match &sections[at] {
                    Some(first) => {
                        return fault(&format!(
                            "a second section [{}]; the first is in line {}",
                            SECTIONS[at], first.line
                        ));
                    }
                    None => {
                        sections[at] = Some(Section { line, ..Section::default() });
                        Place::Section(at)
                    }
                },
                None => {
                    others.push(name);
                    if name.eq_ignore_ascii_case(DEFAULTS) { Place::Defaults } else { Place::Other }
                }
            };
            continue;
        }
        let section = match current {
            Place::Top if property(text).is_some() => continue,
            Place::Top => return fault("neither a [section] nor key = value"),
            // Of no interest, and perhaps in another form: values of several lines, keys without a value.
            Place::Other => continue,
            Place::Defaults => &mut defaults,
            Place::Section(at) => sections[at].get_or_insert_default(),
        };
        let Some((key, value)) = property(text) else { return fault("neither a [section] nor key = value") };
        let Some(at) = KEYS.iter().position(|known| known.eq_ignore_ascii_case(key)) else { continue };
        if value.contains([' ', '\t']) && value.split([' ', '\t']).any(|word| word.starts_with(['#', ';'])) {
            return fault(&format!("a comment follows the value of {}; a comment needs a line of its own", KEYS[at]));
        }
        let value = unquoted(value);
        if value.is_empty() {
            continue;
        }
        if let Some((first, _)) = section.values[at].replace((line, value)) {
            return fault(&format!("{} is in line {first} already", KEYS[at]));
        }
    }
    match sections.into_iter().flatten().next() {
        Some(mut section) => {
            for (value, default) in section.values.iter_mut().zip(defaults.values) {
                *value = value.or(default);
            }
            section.into_profile()
        }
        None => {
            others.truncate(10);
            let found = if others.is_empty() { String::new() } else { format!(", but [{}]", others.join("], [")) };
            Err(Fault { line: 0, why: format!("there is no section [basic]{found}") })
        }
    }
}

/// Where a line is.
enum Place {
    /// Before the first section.
    Top,
    Section(usize),
    Defaults,
    Other,
}

/// The lines with their numbers. A line ends with a line feed, a carriage return, or both.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    lines.enumerate().map(|(index, line)| (index + 1, line))
}

/// `key = value` or `key: value`, whichever comes first.
fn property(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(['=', ':'])?;
    Some((key.trim_end(), value.trim_start()))
}

/// Some SDKs take quotes off, and no key has any.
fn unquoted(value: &str) -> &str {
    let inner = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

impl Section<'_> {
    fn into_profile(self) -> Result<Profile, Fault> {
        let Section { line, values: [ak, sk, security_token, project_id, iam_endpoint, idp_id, id_token_file] } = self;
        let at = |line: usize| move |error: Error| Fault { line, why: error.to_string() };
        let half =
            |line: usize, is: &str, not: &str| Err(Fault { line, why: format!("there is an {is}, but no {not}") });
        // As with the official SDKs, an identity provider wins over a key.
        let credentials = match (idp_id, id_token_file, ak, sk) {
            (Some((line, id)), Some((_, file)), ..) => {
                CredentialsSource::identity_provider(id, file).map_err(at(line))?
            }
            (Some((line, _)), None, ..) => return half(line, "idp_id", "id_token_file"),
            (None, Some((line, _)), ..) => return half(line, "id_token_file", "idp_id"),
            (None, None, Some(ak), Some(sk)) => {
                check_access_key(ak.1).map_err(at(ak.0))?;
                check_secret_key(sk.1).map_err(at(sk.0))?;
                if let Some((line, token)) = security_token {
                    check_security_token(token).map_err(at(line))?;
                }
                let security_token = security_token.map(|(_, token)| token);
                Credentials::access_key(ak.1, sk.1, security_token).map_err(at(ak.0))?.into()
            }
            (None, None, Some((line, _)), None) => return half(line, "ak", "sk"),
            (None, None, None, Some((line, _))) => return half(line, "sk", "ak"),
            (None, None, None, None) => {
                let why = "the section has neither ak and sk, nor idp_id and id_token_file";
                return Err(Fault { line, why: why.to_owned() });
            }
        };
        Ok(Profile {
            credentials,
            project_id: project_id
                .map(|(line, id)| check_project_id(id).map(str::to_owned).map_err(at(line)))
                .transpose()?,
            iam_endpoint: iam_endpoint
                .map(|(line, url)| Endpoint::parse("iam_endpoint", url).map_err(at(line)))
                .transpose()?,
        })
    }
}

#[cfg(fuzzing)]
pub(crate) fn fuzz(bytes: &[u8]) {
    if let Err(fault) = parse(bytes) {
        let lines = bytes.iter().filter(|&&byte| byte == b'\n' || byte == b'\r').count() + 1;
        assert!(fault.line <= lines, "line {} of {lines}", fault.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::{Secret, Source};

    fn key(profile: &Profile) -> (&str, &str, &str) {
        let Source::Fixed(credentials) = &profile.credentials.0 else { panic!("no credentials of its own") };
        let Secret::AccessKey(key) = credentials.secret() else { panic!("no access key") };
        (&key.access_key, key.secret_key(), key.security_token())
    }

    #[test]
    fn profiles_as_people_write_them() {
        for text in [
            "[basic]\nak = AK\nsk = S=+/K==\n",
            "[basic]\nak=AK\nsk=S=+/K==",
            "\u{feff}[basic]\r\nak = AK\r\nsk = S=+/K==\r\n",
            "; a comment\n# another = one\n\n[global]\nak = other\nsk = other\n\n[basic]\n\tak = AK \n sk\t=\tS=+/K==\t\n",
            "[basiccredentials]\nak = AK\nsk = S=+/K==\n",
            "[basiccredentials]\nak = other\nsk = other\n[basic]\nak = AK\nsk = S=+/K==\n",
            "[BASIC]\nAK = \"AK\"\nSK = 'S=+/K=='\ndomain_id = d\nsomething = else\nidp_id =\n",
            "[basic]\nak: AK\nsk : S=+/K==\n",
            "[basic] # production\nak = AK\nsk = S=+/K==\n",
            "[basic]; production\rak = AK\rsk = S=+/K==\r",
            "[DEFAULT]\nak = AK\n[basic]\nsk = S=+/K==\n",
            "[basic]\nak = AK\n[default]\nak = other\nsk: S=+/K==\n",
            "[other]\nkey = first line\n    second line\nno value\n[basic]\nak = AK\nsk = S=+/K==\n",
            "[other]\nx = y # z\n[other]\nx = y\n[basic]\nak = AK\nsk = S=+/K==\n",
        ] {
            let Ok(profile) = parse(text.as_bytes()) else { panic!("{text}: {:?}", parse(text.as_bytes()).err()) };
            assert_eq!(key(&profile), ("AK", "S=+/K==", ""), "{text}");
            assert_eq!(profile.project_id, None);
        }
        let all = "[basic]\nak = AK\nsk = SK\nsecurity_token = T\nproject_id = P\niam_endpoint = iam.example.com\n";
        let Ok(profile) = parse(all.as_bytes()) else { panic!("{all}") };
        assert_eq!(key(&profile), ("AK", "SK", "T"));
        assert_eq!(profile.project_id.as_deref(), Some("P"));
        assert_eq!(
            profile.iam_endpoint.map(|endpoint| endpoint.to_string()).as_deref(),
            Some("https://iam.example.com")
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_never_shown() {
        for (text, line, why) in [
            ("", 0, "no section [basic]"),
            ("[global]\nak = sentinel\n", 0, "but [global]"),
            ("[basic]\n", 1, "neither ak and sk, nor idp_id"),
            ("\n[basic]", 2, "neither ak and sk, nor idp_id"),
            ("[basic]\nak = sentinel\n", 2, "no sk"),
            ("[basic]\n\nsk = sentinel", 3, "no ak"),
            ("[basic]\nak =\nsk = sentinel\n", 3, "no ak"),
            ("[basic]\r\nak = x\r\nsentinel\r\n", 3, "key = value"),
            ("[basic]\nak = x\nsentinel", 3, "key = value"),
            ("[basic\nak = sentinel\n", 1, "needs a ]"),
            ("[basic] sentinel\n", 1, "needs a ]"),
            ("[basic]\nak = AK\n[other]\nx = y\n[basic]\nsk = sentinel\n", 5, "first is in line 1"),
            ("[basic]\nak = sentinel # key\nsk = x\n", 2, "line of its own"),
            ("[basic]\nak = x\nsk = sentinel ;key\n", 3, "line of its own"),
            ("[DEFAULT]\nak = sentinel\nsk = x\n", 0, "but [DEFAULT]"),
            ("[DEFAULT]\nsentinel\n[basic]\nak = x\nsk = x\n", 2, "key = value"),
            ("[basic]\nak = x\n  sentinel\nsk = x\n", 3, "key = value"),
            ("[basic]\nak = a\nak = sentinel\n", 3, "line 2"),
            ("sentinel", 1, "neither a [section]"),
            ("[basic]\nak = sen tinel\nsk = x\n", 2, "access key has a blank"),
            ("[basic]\nak = a\nsk = sentinel\0\n", 3, "secret key has a control"),
            ("[basic]\nak = a\nsk = x\nsecurity_token = sentinel录\n", 4, "security token"),
            ("[basic]\nak = a\nsk = x\nproject_id = sentinel/..\n", 4, "project id"),
            ("[basic]\nak = a\nsk = x\niam_endpoint = ftp://h\n", 4, "iam_endpoint"),
            ("[basic]\nidp_id = sentinel\nak = a\nsk = x\n", 2, "no id_token_file"),
            ("[basic]\nid_token_file = sentinel\n", 2, "no idp_id"),
            ("[basic]\nidp_id = sentinel\u{e9}\nid_token_file = t\n", 2, "identity provider id"),
        ] {
            let Err(fault) = parse(text.as_bytes()) else { panic!("{text}") };
            assert_eq!(fault.line, line, "{text}: {}", fault.why);
            assert!(fault.why.contains(why) && !fault.why.contains("senti"), "{text}: {}", fault.why);
        }
        // An identity provider wins over a key.
        let text = "[basic]\nak = AK\nsk = S\nidp_id = ci\nid_token_file = /run/token\n";
        let Ok(profile) = parse(text.as_bytes()) else { panic!("{text}") };
        let shown = format!("{:?}", profile.credentials);
        assert!(shown.contains("\"ci\"") && shown.contains("\"/run/token\""), "{shown}");
        let Err(fault) = parse(b"[basic]\nak = \xff\xfe\n") else { panic!("no UTF-8") };
        assert_eq!((fault.line, &*fault.why), (2, "not UTF-8"));
    }
}
