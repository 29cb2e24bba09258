//! The recording callbacks that the stand-in knows: the documented example, and those of a JSON text.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::Error;
use crate::fault::{self, Fault};

/// The id of the callback that the API's documentation shows.
pub(crate) const EXAMPLE_ID: &str = "e2fe84def7e476651034ec4b9e92bc30";

/// The documented example, as it is on the page of the API. It has no `sign_type`, so it also shows the default in force.
const EXAMPLE: &str = concat!(
    r#"{"id":"e2fe84def7e476651034ec4b9e92bc30","publish_domain":"publish.example.com","app":"*","#,
    r#""notify_callback_url":"http://100.95.129.234:8456/base_record_notify","#,
    r#""notify_event_subscription":["RECORD_FILE_COMPLETE","RECORD_NEW_FILE_START"],"#,
    r#""create_time":"2020-03-02T08:59:45Z","update_time":"2020-03-09T08:59:45Z"}"#,
);

/// The service's ids have at least so many characters.
const SHORTEST_ID: usize = 32;

/// A callback: the JSON text that is sent back, byte for byte, and the fault that spoils the answer to a request for it alone.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    pub(crate) text: String,
    pub(crate) fault: Fault,
}

/// Callbacks with their ids, in the order in which they were given.
#[derive(Clone, Debug, Default)]
struct ById(Vec<(String, Callback)>);

impl ById {
    fn get(&self, id: &str) -> Option<&Callback> {
        self.0.iter().find(|(known, _)| known == id).map(|(_, callback)| callback)
    }

    /// Adds a callback, or puts it in the place of the one with the same id.
    fn insert(&mut self, id: String, callback: Callback) {
        match self.0.iter_mut().find(|(known, _)| *known == id) {
            Some((_, known)) => *known = callback,
            None => self.0.push((id, callback)),
        }
    }

    fn extend(&mut self, others: &ById) {
        others.0.iter().for_each(|(id, callback)| self.insert(id.clone(), callback.clone()));
    }
}

/// The callbacks of a stand-in: some are those of every project, others those of one.
#[derive(Clone, Debug)]
pub(crate) struct Callbacks {
    /// Set as long as no other callbacks were added.
    is_default: bool,
    of_every_project: ById,
    of_project: BTreeMap<String, ById>,
    example: Callback,
}

impl Default for Callbacks {
    fn default() -> Callbacks {
        Callbacks {
            is_default: true,
            of_every_project: ById::default(),
            of_project: BTreeMap::new(),
            example: Callback { text: EXAMPLE.to_owned(), fault: Fault::default() },
        }
    }
}

impl Callbacks {
    /// Adds the callbacks in a JSON text. A callback replaces the one with the same id.
    pub(crate) fn add(&mut self, json: &str) -> Result<(), Error> {
        // Editors on Windows write a byte order mark.
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        match first_character(json) {
            Some('[') => self.of_every_project.extend(&list(json, "")?),
            Some('{') => self.add_object(json)?,
            _ if serde_json::from_str::<&RawValue>(json).is_ok() => return Err(neither_list_nor_object()),
            _ => return Err(not_json(json)),
        }
        self.is_default = false;
        Ok(())
    }

    fn add_object(&mut self, json: &str) -> Result<(), Error> {
        let object: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(|_| not_json(json))?;
        if let Some(projects) = object.get("projects") {
            let projects: BTreeMap<String, &RawValue> = serde_json::from_str(projects.get())
                .map_err(|_| Error::InvalidCallbacks("projects: expected an object, project id to list".to_owned()))?;
            for (project_id, callbacks) in projects {
                let place = format!("projects: {project_id}: ");
                let callbacks = list(callbacks.get(), &place)?;
                self.of_project.entry(project_id).or_default().extend(&callbacks);
            }
        } else if let Some(callbacks) = object.get("callback_config") {
            self.of_every_project.extend(&list(callbacks.get(), "callback_config: ")?);
        } else if object.contains_key("id") {
            let (id, callback) = callback(json, "")?;
            self.of_every_project.insert(id, callback);
        } else {
            return Err(neither_list_nor_object());
        }
        Ok(())
    }

    /// The ids of the projects that have callbacks of their own.
    pub(crate) fn project_ids(&self) -> impl Iterator<Item = &str> {
        self.of_project.keys().map(String::as_str)
    }

    /// A callback of a project.
    ///
    /// By default it is the documented example, whatever id is asked for: the request on the page of the API has another id
    /// than the answer. Ids that are too short for the service are unknown, so that this can be tried too.
    pub(crate) fn find(&self, project_id: &str, id: &str) -> Option<&Callback> {
        let id = if self.is_default && id.chars().count() >= SHORTEST_ID { EXAMPLE_ID } else { id };
        let own = self.of_project.get(project_id).and_then(|callbacks| callbacks.get(id));
        let found = own.or_else(|| self.of_every_project.get(id));
        found.or_else(|| (id == EXAMPLE_ID).then_some(&self.example))
    }

    /// All callbacks of a project: those of every project, then its own. The example is listed if there are no others.
    pub(crate) fn list(&self, project_id: &str) -> Vec<Callback> {
        if self.is_default {
            return vec![self.example.clone()];
        }
        let mut callbacks = self.of_every_project.clone();
        if let Some(own) = self.of_project.get(project_id) {
            callbacks.extend(own);
        }
        callbacks.0.into_iter().map(|(_, callback)| callback).collect()
    }
}

fn first_character(json: &str) -> Option<char> {
    json.trim_start().chars().next()
}

fn list(json: &str, place: &str) -> Result<ById, Error> {
    if first_character(json) != Some('[') {
        return Err(Error::InvalidCallbacks(format!("{place}expected a list of recording callbacks")));
    }
    let texts: Vec<&RawValue> = serde_json::from_str(json).map_err(|_| not_json(json))?;
    let mut callbacks = ById::default();
    for (index, text) in texts.iter().enumerate() {
        let place = format!("{place}entry {}: ", index + 1);
        let (id, callback) = callback(text.get(), &place)?;
        if callbacks.get(&id).is_some() {
            return Err(Error::InvalidCallbacks(format!("{place}the id {id:?} is there twice")));
        }
        callbacks.insert(id, callback);
    }
    Ok(callbacks)
}

/// One callback with its id. Only the id and the member for the stand-in are checked, so that odd callbacks can be tried too.
fn callback(json: &str, place: &str) -> Result<(String, Callback), Error> {
    let value: Value = serde_json::from_str(json).map_err(|_| not_json(json))?;
    let id = match value.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id @ (Value::Number(_) | Value::Bool(_))) => id.to_string(),
        _ => String::new(),
    };
    if id.is_empty() {
        return Err(Error::InvalidCallbacks(format!("{place}expected an object with an id")));
    }
    let (text, fault) = fault::split(json).map_err(|why| Error::InvalidCallbacks(format!("{place}{why}")))?;
    Ok((id, Callback { text, fault }))
}

fn not_json(json: &str) -> Error {
    match serde_json::from_str::<serde::de::IgnoredAny>(json) {
        Err(error) => Error::InvalidCallbacks(format!("not JSON: {error}")),
        Ok(_) => neither_list_nor_object(),
    }
}

fn neither_list_nor_object() -> Error {
    Error::InvalidCallbacks(
        "expected a list of recording callbacks, one recording callback with an id, an object with callback_config as \
         the list call answers, or an object with projects"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        for (name, json, found) in [
            ("list", r#"[{"id":"a"},{"id":"b","app":7}]"#, &[("p", "b", r#"{"id":"b","app":7}"#)][..]),
            ("empty list", "[]", &[("p", EXAMPLE_ID, EXAMPLE)]),
            ("one callback", "\u{feff} {\"id\" : \"a\"}", &[("p", "a", " {\"id\" : \"a\"}")]),
            ("number for an id", r#"[{"id":12.50}]"#, &[("p", "12.5", r#"{"id":12.50}"#)]),
            (
                "answer of the list call",
                r#"{"total":1,"callback_config":[{"id":"a"}]}"#,
                &[("q", "a", r#"{"id":"a"}"#)],
            ),
            (
                "projects",
                r#"{"projects":{"p":[{"id":"a","app":"of p"}],"q":[{"id":"a"}]}}"#,
                &[("p", "a", r#"{"id":"a","app":"of p"}"#), ("q", "a", r#"{"id":"a"}"#)],
            ),
            (
                "the example replaced",
                r#"[{"id":"e2fe84def7e476651034ec4b9e92bc30"}]"#,
                &[("p", EXAMPLE_ID, r#"{"id":"e2fe84def7e476651034ec4b9e92bc30"}"#)],
            ),
        ] {
            let mut callbacks = Callbacks::default();
            callbacks.add(json).unwrap_or_else(|error| panic!("{name}: {error}"));
            for (project, id, text) in found {
                let callback = callbacks.find(project, id).map(|callback| callback.text.as_str());
                assert_eq!(callback, Some(*text), "{name}: {project} {id}");
            }
            assert!(callbacks.find("p", "unknown").is_none(), "{name}");
        }
    }

    #[test]
    fn lists_are_in_the_order_of_the_file() {
        let texts = |callbacks: &Callbacks, project: &str| -> Vec<String> {
            callbacks.list(project).into_iter().map(|callback| callback.text).collect()
        };
        let mut callbacks = Callbacks::default();
        assert_eq!(texts(&callbacks, "p"), [EXAMPLE]);
        callbacks.add("[]").expect("callbacks");
        assert_eq!(texts(&callbacks, "p"), Vec::<String>::new());
        callbacks.add(r#"[{"id":"z"},{"id":"a"}]"#).expect("callbacks");
        callbacks.add(r#"{"projects":{"p":[{"id":"k"},{"id":"z","app":"of p"}]}}"#).expect("callbacks");
        assert_eq!(texts(&callbacks, "p"), [r#"{"id":"z","app":"of p"}"#, r#"{"id":"a"}"#, r#"{"id":"k"}"#]);
        assert_eq!(texts(&callbacks, "q"), [r#"{"id":"z"}"#, r#"{"id":"a"}"#]);
    }

    #[test]
    fn a_callback_of_one_project_is_not_found_in_another() {
        let mut callbacks = Callbacks::default();
        callbacks.add(r#"{"projects":{"p":[{"id":"a"}]}}"#).expect("callbacks");
        assert!(callbacks.find("q", "a").is_none());
        assert_eq!(callbacks.project_ids().collect::<Vec<_>>(), ["p"]);
    }

    #[test]
    fn a_bad_text_is_an_error_that_says_where() {
        for (json, says) in [
            ("", "not JSON"),
            ("[{\"id\":\"a\"},\n  oops]", "line 2"),
            ("[{\"id\":\"a\"}", "not JSON"),
            ("7", "expected a list"),
            ("{}", "expected a list"),
            ("[7]", "entry 1"),
            ("[{\"id\":\"a\"},{\"app\":\"live\"}]", "entry 2"),
            ("[{\"id\":\"\"}]", "entry 1"),
            ("[{\"id\":null}]", "entry 1"),
            ("[{\"id\":\"a\"},{\"id\":\"a\"}]", "twice"),
            ("[{\"id\":\"a\",\"stand_in\":7}]", "entry 1: stand_in"),
            ("{\"callback_config\":{}}", "callback_config"),
            ("{\"projects\":[]}", "projects"),
            ("{\"projects\":{\"p\":{}}}", "projects: p"),
        ] {
            let error = Callbacks::default().add(json).expect_err(json).to_string();
            assert!(error.contains(says), "{json}: {error}");
        }
    }
}
