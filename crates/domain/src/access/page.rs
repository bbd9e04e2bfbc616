//! One page of policies as text: parsed, named, validated against the schema in strict mode, with a line for each defect.

use std::collections::{BTreeMap, BTreeSet};

use cedar_policy::{
    ActionConstraint, ParseErrors, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator,
};
use miette::Diagnostic;
use serde_json::Value;

use super::{Act, subject::uid};
use crate::defect::Defect;

/// A whole policy set, and for each act those of its policies whose scope does not shut the act out: fewer to walk.
pub(super) struct Page {
    pub(super) whole: PolicySet,
    pub(super) by_act: BTreeMap<Act, PolicySet>,
}

impl Page {
    pub(super) fn of(policies: Vec<Policy>) -> Self {
        let about = |act: Act| {
            let action = uid("Action", act.code());
            let may_concern = move |policy: &&Policy| match policy.action_constraint() {
                ActionConstraint::Any => true,
                ActionConstraint::Eq(one) => one == action,
                ActionConstraint::In(several) => several.contains(&action),
            };
            joined(policies.iter().filter(may_concern))
        };
        let by_act = Act::ALL.iter().map(|act| (*act, about(*act))).collect();
        Self { whole: joined(&policies), by_act }
    }
}

/// Reads one page and validates it, each policy named `page:id` after its `@id`.
pub(super) fn read(
    schema: &Schema,
    page: &str,
    file: &str,
    text: &str,
    defects: &mut Vec<Defect>,
) -> Vec<Policy> {
    let set: PolicySet = match text.parse() {
        Ok(set) => set,
        Err(errors) => {
            defects.extend(parse_defects(file, text, &errors));
            return Vec::new();
        }
    };
    let mut named = BTreeMap::new();
    for policy in set.policies() {
        let Some(id) = policy.annotation("id") else {
            defects.push(Defect::in_file(file, format!("a policy without @id(\"…\"): {policy}")));
            continue;
        };
        let id = PolicyId::new(format!("{page}:{id}"));
        if named.insert(id.clone(), policy.new_id(id.clone())).is_some() {
            defects.push(Defect::in_file(file, format!("two policies are called {id}")));
        }
    }
    if set.templates().next().is_some() {
        defects.push(Defect::in_file(file, "templates (?principal, ?resource) have no meaning here"));
    }
    let policies: Vec<Policy> = named.into_values().collect();
    let result = Validator::new(schema.clone()).validate(&joined(&policies), ValidationMode::Strict);
    let errors = result.validation_errors().map(|error| (error.policy_id().clone(), error.to_string()));
    let warnings =
        result.validation_warnings().map(|warning| (warning.policy_id().clone(), warning.to_string()));
    defects.extend(errors.chain(warnings).map(|(id, what)| {
        let id: &str = id.as_ref();
        let mark = format!("@id(\"{}\")", id.rsplit(':').next().unwrap_or(id));
        match text.find(&mark) {
            Some(byte) => Defect::at(file, text, &(byte..byte), what),
            None => Defect::in_file(file, what),
        }
    }));
    policies
}

fn joined<'p>(policies: impl IntoIterator<Item = &'p Policy>) -> PolicySet {
    PolicySet::from_policies(policies.into_iter().cloned()).expect("every policy has a name of its own")
}

/// Every place at which the page does not parse.
fn parse_defects(file: &str, text: &str, errors: &ParseErrors) -> Vec<Defect> {
    let defect = |error: &cedar_policy::ParseError| {
        let label = error.labels().and_then(|mut labels| labels.next());
        match label {
            Some(label) => Defect::at(file, text, &(label.offset()..label.offset()), error.to_string()),
            None => Defect::in_file(file, error.to_string()),
        }
    };
    errors.iter().map(defect).collect()
}

/// What a page may not say. Settings are the only free text in a policy (all else is enumerated in the schema), so each must be
/// one of the scheme's. And no policy names a person or a record: power comes from standings, and a list knows no exceptions.
pub(super) fn strangers(policies: &[Policy], settings: &[String], file: &str, text: &str) -> Vec<Defect> {
    let mut literals = Literals::default();
    for policy in policies {
        if let Ok(json) = policy.to_json() {
            literals.gather(&json);
        }
    }
    let quoted = |word: &String| text.find(&format!("\"{word}\"")).unwrap_or(0);
    let at = |word: &String, what: String| Defect::at(file, text, &(quoted(word)..quoted(word)), what);
    let unknown = literals.texts.iter().filter(|setting| !settings.contains(setting));
    let unknown = unknown.map(|setting| at(setting, format!("\"{setting}\" is no setting of scheme.toml")));
    let named = literals.records.iter().map(|(kind, id)| {
        at(id, format!("{kind}::\"{id}\": a policy names no single person or record, only what they are"))
    });
    unknown.chain(named).collect()
}

/// The literals of a policy in Cedar's JSON form.
#[derive(Default)]
struct Literals {
    texts: BTreeSet<String>,
    records: BTreeSet<(String, String)>,
}

impl Literals {
    fn gather(&mut self, expression: &Value) {
        match expression {
            Value::Object(fields) => {
                if let Some(Value::String(text)) = fields.get("Value") {
                    self.texts.insert(text.clone());
                }
                if let (Some(Value::String(kind)), Some(Value::String(id))) =
                    (fields.get("type"), fields.get("id"))
                    && !["Action", "Standing", "Role", "Kind"].contains(&kind.as_str())
                {
                    self.records.insert((kind.clone(), id.clone()));
                }
                fields.values().for_each(|value| self.gather(value));
            }
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
