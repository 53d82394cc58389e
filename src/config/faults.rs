//! Everything that is wrong with a configuration, each with its mend; [`Config::load`] stops at the first.

use std::path::Path;

use serde::Deserialize as _;
use toml::{Table, Value};

use super::{Config, ConfigError, DEFAULTS};

/// What begins a setting's variable.
const PREFIX: &str = "TIDEWATCH__";
/// What only tests set.
const CRASH: &str = "TIDEWATCH_CRASH_AT";
/// Names that differ by more letters are not mistyped.
const MISTYPED: usize = 3;

/// Something wrong with the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key, the variable or the file.
    pub place: String,
    /// What is wrong, and what to do.
    pub text: String,
}

impl Fault {
    fn new(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self { place: place.into(), text: text.into() }
    }
}

/// All faults of the configuration that [`Config::load`] would read, and what it is without the faulty keys.
///
/// # Errors
/// The shipped defaults are wrong: a test keeps that from happening.
pub fn faults(file: Option<&Path>) -> Result<(Config, Vec<Fault>), ConfigError> {
    let variables = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let variables = variables.map(|(name, value)| (name, value.to_string_lossy().into_owned()));
    of_layers(file, variables)
}

fn of_layers(
    file: Option<&Path>,
    variables: impl Iterator<Item = (String, String)>,
) -> Result<(Config, Vec<Fault>), ConfigError> {
    let mut layers = Layers::new()?;
    match file {
        Some(path) => layers.file(path),
        None if Path::new("tidewatch.toml").exists() => layers.file(Path::new("tidewatch.toml")),
        None => {}
    }
    let mut variables: Vec<_> = variables.collect();
    variables.sort();
    for (name, value) in variables {
        layers.variable(&name, &value);
    }
    let Layers { config, mut faults, .. } = layers;
    faults.extend(config.impossible().into_iter().map(|why| Fault::new("settings", why)));
    Ok((config, faults))
}

/// Defaults with one good value after another put over them.
struct Layers {
    table: Table,
    config: Config,
    faults: Vec<Fault>,
}

impl Layers {
    fn new() -> Result<Self, ConfigError> {
        let broken = |error: toml::de::Error| ConfigError::Impossible(error.to_string());
        let table: Table = DEFAULTS.parse().map_err(broken)?;
        let config = Config::deserialize(Value::Table(table.clone())).map_err(broken)?;
        Ok(Self { table, config, faults: Vec::new() })
    }

    fn file(&mut self, path: &Path) {
        let place = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return self.fault(place, format!("cannot be read: {error}")),
        };
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return self.fault(place, format!("is no TOML: {}", one_line(&error))),
        };
        for (section, value) in table {
            let Value::Table(keys) = value else {
                self.fault(section, format!("stands alone in {place}: settings stand below a [section]"));
                continue;
            };
            for (key, value) in keys {
                self.put(&place, &section, &key, value);
            }
        }
    }

    fn variable(&mut self, name: &str, value: &str) {
        let upper = name.to_ascii_uppercase();
        let Some(path) = upper.strip_prefix(PREFIX) else {
            if upper.starts_with("TIDEWATCH_") && upper != CRASH {
                let text = "is not read: a setting is TIDEWATCH__<SECTION>__<KEY>, with two underscores each";
                self.fault(name, text);
            }
            return;
        };
        if value.is_empty() {
            return;
        }
        let path = path.to_ascii_lowercase();
        let Some((section, key)) = path.split_once("__") else {
            return self.fault(name, "names no section and key, as TIDEWATCH__DATABASE__URL does");
        };
        self.put(name, section, key, Value::String(value.to_owned()));
    }

    /// Puts one value over what is there; where that does not work, what is there stays.
    fn put(&mut self, origin: &str, section: &str, key: &str, value: Value) {
        let place = format!("{section}.{key}");
        let Some(known) = self.table.get(section).and_then(Value::as_table) else {
            let text = unknown("section", section, self.table.keys());
            return self.fault(place, format!("({origin}) {text}"));
        };
        let Some(present) = known.get(key) else {
            let text = unknown("key", key, known.keys());
            return self.fault(place, format!("({origin}) {text}"));
        };
        let (value, default) = (as_type_of(present, value), shown(present));
        let mut table = self.table.clone();
        if let Some(keys) = table.get_mut(section).and_then(Value::as_table_mut) {
            keys.insert(key.to_owned(), value);
        }
        match Config::deserialize(Value::Table(table.clone())) {
            Ok(config) => (self.config, self.table) = (config, table),
            Err(error) => {
                self.fault(place, format!("({origin}) cannot be that: {}; the default is {default}", one_line(&error)));
            }
        }
    }

    fn fault(&mut self, place: impl Into<String>, text: impl Into<String>) {
        self.faults.push(Fault::new(place, text));
    }
}

/// A text as the number or the flag that it stands for, where one is wanted.
fn as_type_of(present: &Value, value: Value) -> Value {
    let Some(text) = value.as_str() else { return value };
    let read = match present {
        Value::Integer(_) => text.trim().parse().ok().map(Value::Integer),
        Value::Boolean(_) => text.trim().parse().ok().map(Value::Boolean),
        _ => None,
    };
    read.unwrap_or(value)
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a String>) -> String {
    let known: Vec<&str> = known.map(String::as_str).collect();
    let near = known.iter().min_by_key(|known| strsim::damerau_levenshtein(known, name));
    match near.filter(|near| strsim::damerau_levenshtein(near, name) <= MISTYPED) {
        Some(near) => format!("is no {what} that there is: {near} is meant?"),
        None => format!("is no {what} that there is; there are {}", known.join(", ")),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        other => other.type_str().to_owned(),
    }
}

/// What a TOML error says, without the picture that it draws of the place.
fn one_line(error: &toml::de::Error) -> String {
    let text = error.to_string();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains('|'));
    lines.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &str, variables: &[(&str, &str)]) -> (Config, Vec<String>) {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("mine.toml");
        std::fs::write(&path, file).expect("written");
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let (config, faults) = of_layers(Some(&path), variables).expect("good defaults");
        (config, faults.into_iter().map(|fault| format!("{} {}", fault.place, fault.text)).collect())
    }

    #[test]
    fn every_mistake_is_named_with_its_mend_and_the_rest_is_read() {
        let file = "[delivery]\nin_flihgt = 4\nrelook_seconds = 7\n\n[polling]\nh41_seconds = -3\nidle_minutes = 1\n";
        let variables = [
            ("TIDEWATCH__DATABSE__URL", "sqlite:x.db"),
            ("TIDEWATCH__TELEGRAM__REQUEST_TIMEOUT_SECONDS", "soon"),
            ("TIDEWATCH__BACKFILL__ENABLED", "false"),
            ("TIDEWATCH_DATABASE__URL", "sqlite:y.db"),
        ];
        let (config, faults) = found(file, &variables);
        for said in [
            "delivery.in_flihgt (/",
            "in_flight is meant?",
            "polling.h41_seconds",
            "databse.url (TIDEWATCH__DATABSE__URL) is no section that there is: database is meant?",
            "telegram.request_timeout_seconds (TIDEWATCH__TELEGRAM__REQUEST_TIMEOUT_SECONDS) cannot be that",
            "the default is 20",
            "TIDEWATCH_DATABASE__URL is not read",
            "polling.idle_minutes and polling.feed_minutes must be at least 10",
        ] {
            assert!(faults.iter().any(|fault| fault.contains(said)), "{said:?} is not in {faults:#?}");
        }
        assert_eq!(faults.len(), 6, "{faults:#?}");
        assert_eq!((config.delivery.relook_seconds, config.polling.h41_seconds), (7, 2));
        assert!(!config.backfill.enabled);
    }

    #[test]
    fn what_load_accepts_has_no_faults() {
        let file = "[polling]\nh41_seconds = \"5\"\n[http]\nlisten = \"127.0.0.1:9464\"\n";
        let (config, faults) = found(file, &[("TIDEWATCH__OPERATOR__CHAT", "-1001"), ("TIDEWATCH__RULES__FILE", "")]);
        assert_eq!(faults, [""; 0]);
        assert_eq!((config.polling.h41_seconds, config.operator.chat), (5, -1001));
    }

    #[test]
    fn a_file_that_is_no_toml_is_named_with_its_line() {
        let (_, faults) = found("[delivery]\nin_flight = \n", &[]);
        assert!(faults.len() == 1 && faults[0].contains("mine.toml") && faults[0].contains("line 2"), "{faults:?}");
    }
}
