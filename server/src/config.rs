//! Configuration: a file, then `WEIQUAN_*` variables, then flags; the later one wins.
//!
//! [`SETTINGS`] is the one list of what can be set. Flags, variables, keys of the file and the
//! help all come from it, and an unknown key anywhere is an error that names it.

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use domain::message::Sender;
use http::{HeaderName, HeaderValue};

use crate::delivery::{self, Secret, SmsSettings, SmtpSettings};

/// One thing that can be set.
#[derive(Debug)]
struct Setting {
    /// Key in the file; in upper case after `WEIQUAN_` the variable.
    key: &'static str,
    /// Flag.
    flag: &'static str,
    /// What its value looks like.
    value: &'static str,
    /// Value when nothing is set; empty for none.
    default: &'static str,
    /// What it does.
    help: &'static str,
}

const SETTINGS: &[Setting] = &[
    Setting {
        key: "data",
        flag: "data",
        value: "DIR",
        default: "data",
        help: "Directory of database and keys",
    },
    Setting {
        key: "listen",
        flag: "listen",
        value: "HOST:PORT",
        default: "127.0.0.1:3000",
        help: "Where to serve",
    },
    Setting {
        key: "database_url",
        flag: "database",
        value: "URL",
        default: "",
        help: "postgres://… instead of SQLite in the data directory",
    },
    Setting {
        key: "public_url",
        flag: "public-url",
        value: "URL",
        default: "",
        help: "Address people use when a proxy stands in front, such as https://315.example.gov.cn",
    },
    Setting {
        key: "limits",
        flag: "limits",
        value: "on|off",
        default: "on",
        help: "Limits against abuse; off only on loopback, for load tests",
    },
    Setting {
        key: "jobs",
        flag: "jobs",
        value: "on|off",
        default: "on",
        help: "Background jobs in the serving process; off where `weiquan worker` does them",
    },
    Setting {
        key: "sms_signature",
        flag: "sms-signature",
        value: "TEXT",
        default: "维权通",
        help: "Signature of text messages as registered with the carrier, at most 8 characters",
    },
    Setting {
        key: "sms_host",
        flag: "sms-host",
        value: "HOST",
        default: "",
        help: "Host in the links of messages, at most 20 characters; else the one of the public URL",
    },
    Setting {
        key: "sms_url",
        flag: "sms-url",
        value: "URL",
        default: "",
        help: "Gateway to which text messages are posted as JSON; without it they stay in the outbox",
    },
    Setting {
        key: "sms_header",
        flag: "sms-header",
        value: "NAME: VALUE",
        default: "",
        help: "Credential for the gateway, such as Authorization: Bearer …; better not as a flag",
    },
    Setting {
        key: "sms_body",
        flag: "sms-body",
        value: "JSON",
        default: "",
        help: "What is posted, with {to} and {text}; else the generic body",
    },
    Setting {
        key: "smtp_url",
        flag: "smtp-url",
        value: "URL",
        default: "",
        help: "Mail server, smtps://name:password@host or smtp://…?tls=required; better not as a flag",
    },
    Setting {
        key: "smtp_from",
        flag: "smtp-from",
        value: "ADDRESS",
        default: "",
        help: "Who writes the mails, such as 维权通 <notice@example.gov.cn>",
    },
    Setting {
        key: "allow_demo",
        flag: "allow-demo",
        value: "true|false",
        default: "false",
        help: "Serve a demo database beyond the loopback address",
    },
    Setting {
        key: "connections",
        flag: "connections",
        value: "N",
        default: "1024",
        help: "Connections open at the same time",
    },
    Setting {
        key: "security_contact",
        flag: "security-contact",
        value: "URL",
        default: "",
        help: "Contact in /.well-known/security.txt, such as mailto:security@example.gov.cn",
    },
    Setting {
        key: "log_format",
        flag: "log-format",
        value: "text|json",
        default: "text",
        help: "How log lines look",
    },
    Setting {
        key: "log",
        flag: "log",
        value: "FILTER",
        default: "info",
        help: "Which log lines are written, such as warn or info,server=debug",
    },
];

const VARIABLE: &str = "WEIQUAN_";

/// Stand in for the other half where one half of a sender is checked.
const ANY_HOST: &str = "localhost";
const ANY_SIGNATURE: &str = "维权通";

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

/// The configuration, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Directory of database and keys.
    pub data: PathBuf,
    /// Where to serve.
    pub listen: SocketAddr,
    /// PostgreSQL, if it is used.
    pub database_url: Option<String>,
    /// Address people use, without a slash at its end.
    pub public_url: Option<String>,
    /// Whether limits against abuse are on.
    pub limits: bool,
    /// Whether the serving process does the background jobs.
    pub jobs: bool,
    /// Signature of text messages.
    pub sms_signature: String,
    /// Host in the links of messages, if it is not the one of `public_url`.
    pub sms_host: Option<String>,
    /// The gateway for text messages, if there is one.
    pub sms: Option<SmsSettings>,
    /// The mail server, if there is one.
    pub smtp: Option<SmtpSettings>,
    /// Whether a demo database may be served beyond loopback.
    pub allow_demo: bool,
    /// Connections open at the same time.
    pub connections: usize,
    /// Contact for people who found a weakness.
    pub security_contact: Option<String>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// Which log lines are written.
    pub log: String,
}

/// Why a configuration was not accepted.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration file {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration file {path} is not valid: {message}")]
    Toml {
        /// The file.
        path: PathBuf,
        /// What the parser says.
        message: String,
    },
    /// A key nobody knows.
    #[error("unknown setting {key} in {place}")]
    Unknown {
        /// The key as it stands there.
        key: String,
        /// Where it stands.
        place: String,
    },
    /// A value that cannot be read.
    #[error("{key} = {value:?} is not {expected}")]
    Value {
        /// The setting.
        key: &'static str,
        /// Its value.
        value: String,
        /// What it should look like.
        expected: &'static str,
    },
    /// A value that cannot be read and may hold a credential.
    #[error("{key} is not {expected}")]
    Hidden {
        /// The setting.
        key: &'static str,
        /// What it should look like.
        expected: &'static str,
    },
    /// A setting that says nothing without another.
    #[error("{key} needs {other}")]
    Alone {
        /// The one that is set.
        key: &'static str,
        /// The one that is not.
        other: &'static str,
    },
    /// The limits may be off for load tests on the own machine only.
    #[error("limits = off needs a loopback address to listen on, not {0}")]
    LimitsOff(SocketAddr),
}

/// Settings given as flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    /// Configuration file.
    pub file: Option<PathBuf>,
    /// Values by key.
    pub values: BTreeMap<&'static str, String>,
}

impl clap::FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.file = matches.get_one::<String>("config").map(PathBuf::from);
        for setting in SETTINGS {
            if let Some(value) = matches.get_one::<String>(setting.key) {
                self.values.insert(setting.key, value.clone());
            }
        }
        Ok(())
    }
}

impl clap::Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .global(true)
            .help("Configuration file in TOML [env: WEIQUAN_CONFIG]")
            .help_heading("Settings");
        SETTINGS.iter().fold(command.arg(file), |command, setting| {
            command.arg(setting.argument())
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl Setting {
    fn variable(&self) -> String {
        format!("{VARIABLE}{}", self.key.to_ascii_uppercase())
    }

    fn argument(&self) -> Arg {
        let default = if self.default.is_empty() {
            "none"
        } else {
            self.default
        };
        let argument = Arg::new(self.key)
            .long(self.flag)
            .value_name(self.value)
            .global(true)
            .help(format!(
                "{} [default: {default}] [env: {}]",
                self.help,
                self.variable()
            ))
            .help_heading("Settings");
        // A switch may stand alone.
        if self.default == "false" {
            argument
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
        } else {
            argument
        }
    }
}

impl Config {
    /// Reads file, variables and flags of this process.
    ///
    /// # Errors
    /// The first setting that is unknown or wrong, by name.
    pub fn read(flags: &Flags) -> Result<Self, ConfigError> {
        Self::from_layers(flags, std::env::vars())
    }

    /// The same with the variables given.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn from_layers(
        flags: &Flags,
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let (file, variables) = split_variables(variables)?;
        let mut values = Values::default();
        if let Some(path) = flags.file.clone().or(file) {
            values.0.extend(read_file(&path)?);
        }
        values.0.extend(variables);
        values.0.extend(flags.values.clone());
        values.config()
    }
}

type Layer = BTreeMap<&'static str, String>;

/// Takes our variables out of the environment: the path of the file, and the settings.
fn split_variables(
    variables: impl Iterator<Item = (String, String)>,
) -> Result<(Option<PathBuf>, Layer), ConfigError> {
    let mut file = None;
    let mut layer = Layer::new();
    for (variable, value) in variables {
        let Some(name) = variable.strip_prefix(VARIABLE) else {
            continue;
        };
        if name == "CONFIG" {
            file = Some(PathBuf::from(value));
        } else {
            let key = known(&name.to_ascii_lowercase(), &variable, "the environment")?;
            layer.insert(key, value);
        }
    }
    Ok((file, layer))
}

fn read_file(path: &Path) -> Result<Layer, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::File {
        path: path.to_owned(),
        source,
    })?;
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| ConfigError::Toml {
            path: path.to_owned(),
            message: error.message().to_owned(),
        })?;
    table
        .into_iter()
        .map(|(key, value)| {
            let known = known(&key, &key, &path.display().to_string())?;
            let text = match value {
                toml::Value::String(text) => text,
                other => other.to_string(),
            };
            Ok((known, text))
        })
        .collect()
}

fn known(key: &str, shown: &str, place: &str) -> Result<&'static str, ConfigError> {
    let setting = SETTINGS.iter().find(|setting| setting.key == key);
    setting
        .map(|setting| setting.key)
        .ok_or_else(|| ConfigError::Unknown {
            key: shown.to_owned(),
            place: place.to_owned(),
        })
}

/// All layers on top of each other.
#[derive(Default)]
struct Values(Layer);

impl Values {
    fn config(&self) -> Result<Config, ConfigError> {
        let config = Config {
            data: PathBuf::from(self.text("data")),
            listen: self.parsed("listen", "an address such as 127.0.0.1:3000", address)?,
            database_url: self.optional("database_url"),
            public_url: match self.optional("public_url") {
                Some(_) => Some(self.parsed("public_url", "http://… or https://…", origin)?),
                None => None,
            },
            limits: self.parsed("limits", "on or off", on)?,
            jobs: self.parsed("jobs", "on or off", on)?,
            sms_signature: self.parsed("sms_signature", "1 to 8 characters", |text| {
                Sender::new(text, ANY_HOST).ok().map(|_| text.to_owned())
            })?,
            sms_host: match self.optional("sms_host") {
                Some(_) => Some(self.parsed(
                    "sms_host",
                    "a host of 4 to 20 characters, such as 315.example.gov.cn",
                    |text| {
                        Sender::new(ANY_SIGNATURE, text)
                            .ok()
                            .map(|_| text.to_owned())
                    },
                )?),
                None => None,
            },
            sms: self.sms()?,
            smtp: self.smtp()?,
            allow_demo: self.parsed("allow_demo", "true or false", |text| text.parse().ok())?,
            connections: self.parsed("connections", "a number from 1", |text| {
                text.parse().ok().filter(|number| *number > 0)
            })?,
            security_contact: self.optional("security_contact"),
            log_format: self.parsed("log_format", "text or json", |text| match text {
                "text" => Some(LogFormat::Text),
                "json" => Some(LogFormat::Json),
                _ => None,
            })?,
            log: self.text("log").to_owned(),
        };
        if !config.limits && !config.listen.ip().is_loopback() {
            return Err(ConfigError::LimitsOff(config.listen));
        }
        Ok(config)
    }

    fn sms(&self) -> Result<Option<SmsSettings>, ConfigError> {
        let Some(url) = self.optional("sms_url") else {
            let needless = ["sms_header", "sms_body"];
            let key = needless
                .into_iter()
                .find(|key| self.optional(key).is_some());
            return key.map_or(Ok(None), |key| {
                let other = "sms_url";
                Err(ConfigError::Alone { key, other })
            });
        };
        let hidden = |key, expected| ConfigError::Hidden { key, expected };
        let url = delivery::target(&url)
            .ok_or_else(|| hidden("sms_url", "https://… without name and password"))?;
        let body = match self.optional("sms_body") {
            Some(text) => Some(text.parse().map_err(|_| {
                hidden(
                    "sms_body",
                    "JSON with {to} and {text}, and of other places only {template}, {number}, {link}, {code}, {key}",
                )
            })?),
            None => None,
        };
        let header = self.sms_header()?;
        Ok(Some(SmsSettings { url, header, body }))
    }

    fn sms_header(&self) -> Result<Option<(HeaderName, HeaderValue)>, ConfigError> {
        let Some(text) = self.optional("sms_header") else {
            return Ok(None);
        };
        let header = delivery::header(&text).ok_or(ConfigError::Hidden {
            key: "sms_header",
            expected: "a header such as Authorization: Bearer …",
        })?;
        Ok(Some(header))
    }

    fn smtp(&self) -> Result<Option<SmtpSettings>, ConfigError> {
        let alone = |key, other| Err(ConfigError::Alone { key, other });
        let url = match (self.optional("smtp_url"), self.optional("smtp_from")) {
            (None, None) => return Ok(None),
            (Some(_), None) => return alone("smtp_url", "smtp_from"),
            (None, Some(_)) => return alone("smtp_from", "smtp_url"),
            (Some(url), Some(_)) => url,
        };
        let from = self.parsed(
            "smtp_from",
            "an address such as 维权通 <notice@example.gov.cn>",
            |text| text.parse().ok(),
        )?;
        let settings = SmtpSettings::new(Secret::new(url), from).ok_or(ConfigError::Hidden {
            key: "smtp_url",
            expected: "smtp://… or smtps://…, with no other option than tls=required or tls=opportunistic",
        })?;
        Ok(Some(settings))
    }

    fn text(&self, key: &str) -> &str {
        let default = SETTINGS
            .iter()
            .find(|setting| setting.key == key)
            .map_or("", |setting| setting.default);
        self.0.get(key).map_or(default, String::as_str)
    }

    fn optional(&self, key: &str) -> Option<String> {
        Some(self.text(key))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    fn parsed<T>(
        &self,
        key: &'static str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        let text = self.text(key);
        parse(text).ok_or_else(|| ConfigError::Value {
            key,
            value: text.to_owned(),
            expected,
        })
    }
}

/// A switch.
fn on(text: &str) -> Option<bool> {
    match text {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// An address, or `localhost` with a port.
fn address(text: &str) -> Option<SocketAddr> {
    let numeric = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    numeric.parse().ok()
}

/// Scheme, host and port, exactly as a browser writes an origin.
fn origin(text: &str) -> Option<String> {
    let origin = text.trim_end_matches('/').to_ascii_lowercase();
    let host = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"))?;
    (!host.is_empty() && !host.contains('/')).then_some(origin)
}

impl Config {
    /// Whether people reach the service over HTTPS.
    pub fn is_https(&self) -> bool {
        self.public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Json => "json",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        file: Option<&str>,
        variables: &[(&str, &str)],
        flags: &[(&'static str, &str)],
    ) -> Result<Config, ConfigError> {
        let directory = tempfile::tempdir().unwrap();
        let file = file.map(|text| {
            let path = directory.path().join("weiquan.toml");
            std::fs::write(&path, text).unwrap();
            path
        });
        let values = flags
            .iter()
            .map(|(key, value)| (*key, (*value).to_owned()))
            .collect();
        let variables = variables
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        Config::from_layers(&Flags { file, values }, variables)
    }

    #[test]
    fn flags_win_over_variables_and_variables_over_the_file() {
        let file = "listen = \"127.0.0.1:1\"\nconnections = 5\ndata = \"from-file\"";
        let variables = [
            ("WEIQUAN_LISTEN", "127.0.0.1:2"),
            ("WEIQUAN_DATA", "from-variable"),
            ("PATH", "/bin"),
        ];
        let config = read(Some(file), &variables, &[("data", "from-flag")]).unwrap();
        assert_eq!(config.data, PathBuf::from("from-flag"));
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.connections, 5);
        assert!(config.limits);
    }

    #[test]
    fn an_unknown_key_is_named() {
        let in_file = read(Some("lisen = \"127.0.0.1:1\""), &[], &[])
            .unwrap_err()
            .to_string();
        assert!(
            in_file.contains("lisen") && in_file.contains("weiquan.toml"),
            "{in_file}"
        );
        let in_environment = read(None, &[("WEIQUAN_LISEN", "x")], &[])
            .unwrap_err()
            .to_string();
        assert!(in_environment.contains("WEIQUAN_LISEN"), "{in_environment}");
    }

    #[test]
    fn a_wrong_value_is_named_with_what_was_expected() {
        for (key, value) in [
            ("listen", "nowhere"),
            ("connections", "0"),
            ("limits", "maybe"),
            ("jobs", "perhaps"),
            ("sms_signature", "【维权通】"),
            ("sms_host", "https://315.example.gov.cn"),
            ("sms_host", "a.host.that.is.far.too.long.example"),
            ("log_format", "xml"),
            ("public_url", "example.com"),
            ("public_url", "https://example.com/path"),
        ] {
            let error = read(None, &[], &[(key, value)]).unwrap_err().to_string();
            assert!(error.contains(key) && error.contains(value), "{error}");
        }
    }

    #[test]
    fn a_wrong_way_out_is_named_without_its_credential() {
        let url = ("sms_url", "https://sms.example.cn/send");
        let from = ("smtp_from", "notice@example.gov.cn");
        let cases: [&[(&'static str, &str)]; 10] = [
            &[("sms_url", "ftp://sms.example.cn/hush")],
            &[("sms_url", "https://me:hush@sms.example.cn")],
            &[("sms_header", "Authorization: hush")],
            &[("sms_header", "hush"), url],
            &[("sms_body", r#"{"to":"{to}","hush":"#), url],
            &[("sms_body", r#"{"to":"{to}","a":"hush"}"#), url],
            &[("sms_body", r#"{"to":"{to}","a":"{hush}{text}"}"#), url],
            &[("smtp_url", "smtps://me:hush@mail.example.cn")],
            &[("smtp_url", "imap://me:hush@mail.example.cn"), from],
            &[
                ("smtp_url", "smtp://me:hush@mail.example.cn?tls=maybe"),
                from,
            ],
        ];
        for flags in cases {
            let error = read(None, &[], flags).unwrap_err().to_string();
            assert!(error.contains(flags[0].0), "{error}");
            assert!(!error.contains("hush"), "{error}");
        }
    }

    #[test]
    fn a_way_out_shows_no_credential() {
        let flags = [
            ("sms_url", "https://sms.example.cn/send"),
            ("sms_header", "Authorization: Bearer hush"),
            ("sms_body", r#"{"to":"{to}","text":"{text}"}"#),
            ("smtp_url", "smtp://me:hush@mail.example.cn?tls=required"),
            ("smtp_from", "维权通 <notice@example.gov.cn>"),
        ];
        let config = read(None, &[], &flags).unwrap();
        assert!(config.sms.is_some() && config.smtp.is_some());
        assert!(!format!("{config:?}").contains("hush"));
    }

    #[test]
    fn limits_go_off_only_on_loopback() {
        assert!(
            !read(None, &[("WEIQUAN_LIMITS", "off")], &[])
                .unwrap()
                .limits
        );
        let error = read(None, &[], &[("limits", "off"), ("listen", "0.0.0.0:3000")]).unwrap_err();
        assert!(matches!(error, ConfigError::LimitsOff(_)));
    }

    #[test]
    fn a_public_address_loses_its_last_slash() {
        let config = read(None, &[], &[("public_url", "https://315.example.gov.cn/")]).unwrap();
        assert_eq!(
            config.public_url.as_deref(),
            Some("https://315.example.gov.cn")
        );
        assert!(config.is_https());
    }

    #[test]
    fn the_help_shows_every_setting_with_its_default() {
        let mut command = <Flags as clap::Args>::augment_args(Command::new("weiquan"));
        let help = command.render_long_help().to_string();
        for setting in SETTINGS {
            assert!(
                help.contains(&format!("--{}", setting.flag)),
                "{}",
                setting.flag
            );
            assert!(help.contains(&setting.variable()), "{}", setting.key);
            assert!(help.contains(&format!(
                "[default: {}",
                if setting.default.is_empty() {
                    "none"
                } else {
                    setting.default
                }
            )));
        }
    }
}
