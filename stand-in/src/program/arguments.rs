//! The command line.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use hwlive::notification::NotificationKey;
use lexopt::{Arg, Parser};

use super::{Failure, help};
use crate::notify::{Notify, SignType, check_url};
use crate::{
    Agency, Builder, Credentials, EXAMPLE_AGENCY_DOMAIN_NAME, EXAMPLE_AGENCY_URN, EXAMPLE_PROJECT_ID, EXAMPLE_REGION,
};

/// What the command line asks for.
#[derive(Debug)]
pub(super) enum Action {
    Print(String),
    Notify(Box<Notify>),
    Serve(Box<Serve>),
}

/// How a stand-in is run.
#[derive(Debug)]
pub(super) struct Serve {
    pub(super) stand_in: Builder,
    /// After how long the ID token is replaced, again and again.
    pub(super) rotation: Option<Duration>,
    pub(super) command: Option<Vec<OsString>>,
}

pub(super) fn parse(arguments: Vec<OsString>) -> Result<Action, Failure> {
    let mut options = Options { parser: Parser::from_args(arguments), name: String::new(), subcommand: "" };
    if options.take("notify") {
        options.subcommand = "notify ";
        return notify(options);
    }
    serve(options)
}

fn serve(mut options: Options) -> Result<Action, Failure> {
    let mut stand_in = Builder::default();
    let (mut access_key, mut secret_key, mut security_token) = (None, None, None);
    let (mut project_ids, mut region) = (Vec::new(), None);
    let (mut agency, mut rotation) = (AgencyOptions::default(), None);
    let mut command = options.command()?;
    while command.is_none() {
        let Some(name) = options.next()? else { break };
        match name.as_str() {
            "-h" | "--help" => return options.print(help::SERVE),
            "-V" | "--version" => return options.print(help::VERSION),
            "--callbacks" => stand_in = options.callbacks(stand_in)?,
            "--port" => stand_in = stand_in.port(options.number("from 0 to 65535")?),
            "--tls" => stand_in = stand_in.tls(true),
            "--access-key" => access_key = Some(options.text()?),
            "--secret-key" => secret_key = Some(options.text()?),
            "--security-token" => security_token = Some(options.text()?),
            "--token" => stand_in = stand_in.auth_token(&options.text()?),
            "--project-id" => project_ids.push(options.text()?),
            "--region" => region = Some(options.text()?),
            "--clock-offset" => stand_in = stand_in.clock_offset(options.number("of seconds")?),
            "--credentials" => {
                let kind = options.text()?;
                let Some(credentials) = Credentials::named(&kind) else {
                    let kinds = Credentials::ALL.map(Credentials::name).join(", ");
                    return Err(options.wrong(format_args!("--credentials: {kind:?} is none of {kinds}")));
                };
                stand_in = stand_in.credentials(credentials);
            }
            "--idp-id" => stand_in = stand_in.idp_id(&options.text()?),
            "--oidc-provider-urn" => stand_in = stand_in.oidc_provider_urn(&options.text()?),
            "--agency-urn" => agency.urn = Some(options.text()?),
            "--agency-domain" => agency.domain_name = Some(options.text()?),
            "--agency-project-id" => agency.project_id = Some(options.text()?),
            "--id-token" => stand_in = stand_in.id_token(&options.text()?),
            "--id-token-lifetime" => stand_in = stand_in.id_token_lifetime(options.seconds()?),
            "--rotate-id-token" => {
                let seconds = options.number::<NonZeroU32>("of seconds from 1")?;
                rotation = Some(Duration::from_secs(seconds.get().into()));
            }
            "--refuse-id-token" => stand_in = stand_in.refuse_id_token(true),
            "--key-lifetime" => stand_in = stand_in.key_lifetime(options.seconds()?),
            _ => return Err(options.wrong(format_args!("unknown option {name}"))),
        }
        command = options.command()?;
    }
    stand_in = match (access_key, secret_key, security_token) {
        (Some(access_key), Some(secret_key), None) => stand_in.access_key(&access_key, &secret_key),
        (Some(access_key), Some(secret_key), Some(token)) => {
            stand_in.temporary_access_key(&access_key, &secret_key, &token)
        }
        (None, None, None) => stand_in,
        (None, None, Some(_)) => {
            return Err(options.wrong("--security-token needs --access-key and --secret-key"));
        }
        _ => return Err(options.wrong("--access-key and --secret-key need each other")),
    };
    let region = region.as_deref().unwrap_or(EXAMPLE_REGION);
    if project_ids.is_empty() && region != EXAMPLE_REGION {
        project_ids.push(EXAMPLE_PROJECT_ID.to_owned());
    }
    for project_id in &project_ids {
        stand_in = stand_in.project(project_id, region);
    }
    stand_in = match agency.agency(region) {
        Ok(agency) => stand_in.agency(agency),
        Err(why) => return Err(options.wrong(why)),
    };
    Ok(Action::Serve(Box::new(Serve { stand_in, rotation, command })))
}

/// The options for the agency. What is not given is the example's.
#[derive(Default)]
struct AgencyOptions {
    urn: Option<String>,
    domain_name: Option<String>,
    project_id: Option<String>,
}

impl AgencyOptions {
    /// The agency, whose project is in this region.
    fn agency(self, region: &str) -> Result<Agency, String> {
        let urn = self.urn.as_deref().unwrap_or(EXAMPLE_AGENCY_URN);
        let parts = urn.strip_prefix("iam::").and_then(|rest| rest.split_once(":agency:"));
        let Some((domain_id, name)) = parts else {
            return Err(format!("--agency-urn: {urn:?} is not iam::DOMAIN ID:agency:NAME"));
        };
        let domain_name = self.domain_name.as_deref().unwrap_or(EXAMPLE_AGENCY_DOMAIN_NAME);
        let agency = Agency::new(name, domain_id, domain_name);
        Ok(match self.project_id {
            Some(project_id) => agency.project(&project_id, region),
            None => agency,
        })
    }
}

fn notify(mut options: Options) -> Result<Action, Failure> {
    let mut notify = Notify::default();
    while let Some(name) = options.next()? {
        let notification = &mut notify.notification;
        match name.as_str() {
            "-h" | "--help" => return options.print(help::NOTIFY),
            "-V" | "--version" => return options.print(help::VERSION),
            "--callback" => notify.callback = Some(options.text()?),
            "--to" => {
                let url = options.text()?;
                check_url(&url).map_err(|error| options.wrong(format_args!("--to: {url} {error}")))?;
                notify.to = Some(url);
            }
            "--key" => {
                // White space around a key is no part of it.
                let key = options.text()?.trim().to_owned();
                NotificationKey::new(&key).map_err(|error| options.wrong(format_args!("--key: {error}")))?;
                notification.key = Some(key);
            }
            "--sign-type" => {
                notification.sign_type = Some(match options.text()?.as_str() {
                    "HMACSHA256" => SignType::HmacSha256,
                    "MD5" => SignType::Md5,
                    other => {
                        return Err(options.wrong(format_args!("--sign-type: {other:?} is neither HMACSHA256 nor MD5")));
                    }
                });
            }
            "--event" => notification.event = Some(options.text()?),
            "--field" => {
                let field = options.text()?;
                let Some((name, value)) = field.split_once('=') else {
                    return Err(options.wrong(format_args!("--field: {field:?} has no =")));
                };
                notification.fields.insert(name.to_owned(), value.to_owned());
            }
            "--expires-in" => notification.expires_in = Some(options.number("of seconds")?),
            "--tamper" => notification.tamper = true,
            _ => return Err(options.wrong(format_args!("unknown option {name}"))),
        }
    }
    if notify.to.is_none() && notify.callback.is_none() {
        return Err(options.wrong("neither --to nor --callback says where to post it"));
    }
    Ok(Action::Notify(Box::new(notify)))
}

/// The options of a command line, one after the other.
struct Options {
    parser: Parser,
    /// The option that was read last: `--port`.
    name: String,
    /// Whose options they are, and a space; empty for those of the program itself.
    subcommand: &'static str,
}

impl Options {
    /// Takes the next argument, if it is this one.
    fn take(&mut self, word: &str) -> bool {
        // There are no raw arguments where `--tls=yes` has a value that was not asked for; `next` refuses that.
        let rest = self.parser.try_raw_args();
        rest.is_some_and(|mut rest| rest.next_if(|argument| argument == word).is_some())
    }

    /// The next option: `--port` or `-h`. `None`: there are no more.
    fn next(&mut self) -> Result<Option<String>, Failure> {
        self.name = match self.parser.next() {
            Ok(None) => return Ok(None),
            Ok(Some(Arg::Long(name))) => format!("--{name}"),
            Ok(Some(Arg::Short(letter))) => format!("-{letter}"),
            Ok(Some(Arg::Value(value))) => {
                let hint = if self.subcommand.is_empty() { "; a COMMAND comes after --" } else { "" };
                return Err(self.wrong(format_args!("unexpected argument {value:?}{hint}")));
            }
            Err(lexopt::Error::UnexpectedValue { option, .. }) => {
                return Err(self.wrong(format_args!("{option} takes no value")));
            }
            Err(error) => return Err(self.wrong(error)),
        };
        Ok(Some(self.name.clone()))
    }

    /// What comes after `--`, if that is the next argument.
    fn command(&mut self) -> Result<Option<Vec<OsString>>, Failure> {
        if !self.take("--") {
            return Ok(None);
        }
        let command: Vec<OsString> = self.parser.try_raw_args().into_iter().flatten().collect();
        if command.is_empty() { Err(self.wrong("there is no COMMAND after --")) } else { Ok(Some(command)) }
    }

    /// The value of the option, from `--port=N` or `--port N`.
    fn value(&mut self) -> Result<OsString, Failure> {
        match self.parser.value() {
            Ok(value) if !value.is_empty() && value != "--" => Ok(value),
            _ => Err(self.wrong(format_args!("{} needs a value", self.name))),
        }
    }

    fn text(&mut self) -> Result<String, Failure> {
        let value = self.value()?;
        value.into_string().map_err(|_| self.wrong(format_args!("the value of {} is not UTF-8", self.name)))
    }

    /// `which` numbers there are, for the message.
    fn number<N: FromStr>(&mut self, which: &str) -> Result<N, Failure> {
        let text = self.text()?;
        text.parse().map_err(|_| self.wrong(format_args!("{}: {text:?} is not a whole number {which}", self.name)))
    }

    fn seconds(&mut self) -> Result<Duration, Failure> {
        self.number("of seconds").map(Duration::from_secs)
    }

    /// The stand-in with the callbacks in the file that the value names.
    fn callbacks(&mut self, stand_in: Builder) -> Result<Builder, Failure> {
        let file = self.value()?;
        let failed = |error: &dyn fmt::Display| Failure::new(format_args!("{}: {error}", file.to_string_lossy()));
        let json = fs::read_to_string(&file).map_err(|error| failed(&error))?;
        stand_in.callbacks(&json).map_err(|error| failed(&error))
    }

    /// An option that only prints.
    fn print(&mut self, text: &str) -> Result<Action, Failure> {
        match self.parser.optional_value() {
            None => Ok(Action::Print(text.to_owned())),
            Some(_) => Err(self.wrong(format_args!("{} takes no value", self.name))),
        }
    }

    /// What is wrong with the command line.
    fn wrong(&self, what: impl fmt::Display) -> Failure {
        Failure::new(format_args!("{what}; try hwlive-stand-in {}--help", self.subcommand))
    }
}
