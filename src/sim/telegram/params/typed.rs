//! Values by the method's table, leniently and strictly at once.
//!
//! Telegram takes every parameter as text, JSON bodies included: a string that holds a number is a
//! number, a string that holds JSON is that JSON, `null` in a JSON body is the text `null`. The
//! lenient reading follows that, except that a `null` is taken as absent, and drops what makes no
//! sense. The strict reading notes the first thing that the table does not allow.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use super::super::answer::Refusal;
use super::super::table::{Field, Kind, Method};
use super::Raw;

/// Uploaded files by the name of their part.
pub(in crate::sim::telegram) type Files = BTreeMap<String, Bytes>;

/// The parameters of one call.
#[derive(Debug)]
pub(in crate::sim::telegram) struct Typed {
    /// What was understood.
    pub values: Map<String, Value>,
    /// The files of a multipart form by the name of their part.
    pub files: Files,
    /// What strict mode objects to.
    pub objection: Option<Refusal>,
}

impl Typed {
    pub(super) fn new(method: &Method, raw: BTreeMap<String, Raw>) -> Self {
        let mut typed = Self { values: Map::new(), files: Files::new(), objection: None };
        for (name, value) in raw {
            if let Raw::File { bytes, .. } = &value {
                typed.files.insert(name.clone(), bytes.clone());
            }
            let field = method.params.iter().find(|field| field.name == name);
            let Some(field) = field else {
                // A file may have any name: a parameter says `attach://name`.
                if matches!(value, Raw::File { .. }) {
                    continue;
                }
                typed.object(format_args!("unknown parameter \"{name}\" of {}", method.name));
                continue;
            };
            let path = format!("parameter \"{name}\" of {}", method.name);
            if let Err(problem) = strict(&field.kind, &value, &path) {
                typed.object(problem);
            }
            if let Some(value) = lenient(&field.kind, value) {
                typed.values.insert(name, value);
            }
        }
        for field in method.params.iter().filter(|field| field.required) {
            if !typed.values.contains_key(field.name) {
                typed.object(format_args!("required parameter \"{}\" of {} is missing", field.name, method.name));
            }
        }
        typed
    }

    fn object(&mut self, problem: impl std::fmt::Display) {
        self.objection.get_or_insert_with(|| Refusal::bad(format_args!("strict: {problem}")));
    }
}

/// The value as Telegram would read it.
fn lenient(kind: &Kind, raw: Raw) -> Option<Value> {
    match (kind, raw) {
        (_, Raw::File { name, bytes }) => Some(json!({ "file": name, "bytes": bytes.len() })),
        (_, Raw::Json(Value::Null)) => None,
        (Kind::Text, Raw::Json(value)) if !value.is_string() => Some(Value::String(value.to_string())),
        (_, Raw::Json(Value::String(text)) | Raw::Text(text)) => from_text(kind, text),
        (Kind::Integer | Kind::ChatId, Raw::Json(value)) => value.is_i64().then_some(value),
        (Kind::Flag, Raw::Json(value)) => value.is_boolean().then_some(value),
        (_, Raw::Json(value)) => Some(value),
    }
}

fn from_text(kind: &Kind, text: String) -> Option<Value> {
    match kind {
        Kind::Text | Kind::File => Some(Value::String(text)),
        Kind::Integer => text.trim().parse::<i64>().ok().map(Value::from),
        Kind::ChatId => Some(text.trim().parse::<i64>().map_or(Value::String(text), Value::from)),
        Kind::Flag => Some(Value::Bool(matches!(text.to_ascii_lowercase().as_str(), "true" | "yes" | "1"))),
        Kind::Object(_) | Kind::List(_) | Kind::Opaque => serde_json::from_str(&text).ok(),
    }
}

/// The first thing that the table does not allow.
fn strict(kind: &Kind, raw: &Raw, path: &str) -> Result<(), String> {
    let wrong = || Err(format!("{path} must be {}", kind.name()));
    match raw {
        Raw::Json(value) => strict_json(kind, value, path),
        Raw::File { .. } if matches!(kind, Kind::File) => Ok(()),
        Raw::File { .. } => wrong(),
        Raw::Text(text) => match kind {
            Kind::Text | Kind::ChatId | Kind::File => Ok(()),
            Kind::Integer => text.parse::<i64>().map_or_else(|_| wrong(), |_| Ok(())),
            Kind::Flag => {
                if matches!(text.as_str(), "true" | "false") {
                    Ok(())
                } else {
                    wrong()
                }
            }
            Kind::Object(_) | Kind::List(_) | Kind::Opaque => {
                serde_json::from_str(text).map_or_else(|_| wrong(), |value| strict_json(kind, &value, path))
            }
        },
    }
}

fn strict_json(kind: &Kind, value: &Value, path: &str) -> Result<(), String> {
    let fits = match (kind, value) {
        (Kind::Object(shape), Value::Object(object)) => return strict_fields(shape.fields, object, path),
        (Kind::List(item), Value::Array(items)) => {
            let mut items = items.iter().enumerate();
            return items.try_for_each(|(index, value)| strict_json(item, value, &format!("{path}[{index}]")));
        }
        (Kind::Integer, _) => value.is_i64(),
        (Kind::Text | Kind::File, _) => value.is_string(),
        (Kind::Flag, _) => value.is_boolean(),
        (Kind::ChatId, _) => value.is_i64() || value.is_string(),
        (Kind::Opaque, _) => value.is_object(),
        (Kind::Object(_) | Kind::List(_), _) => false,
    };
    if fits { Ok(()) } else { Err(format!("{path} must be {}", kind.name())) }
}

fn strict_fields(fields: &[Field], object: &Map<String, Value>, path: &str) -> Result<(), String> {
    for (name, value) in object {
        let field = fields.iter().find(|field| field.name == name);
        let field = field.ok_or_else(|| format!("unknown field \"{name}\" in {path}"))?;
        strict_json(&field.kind, value, &format!("field \"{name}\" in {path}"))?;
    }
    let missing = fields.iter().find(|field| field.required && !object.contains_key(field.name));
    missing.map_or(Ok(()), |field| Err(format!("required field \"{}\" in {path} is missing", field.name)))
}
