//! Writes a CASE package of a curriculum that did not come as one. The same curriculum with the same ids gives the same text.

use base::{CurriculumId, Moment, RequirementId};
use serde_json::{Map, Value as Json, json};

use super::super::{Attesters, CodeSource, Curriculum, Requirement};
use super::{CHILD, OURS, SUPPORTS};

/// What a package needs and a curriculum does not know: its identities and when it was published.
#[derive(Debug, Clone, Copy)]
pub struct CaseIds<'a> {
    /// The version's.
    pub curriculum: CurriculumId,
    /// The requirements', in order.
    pub requirements: &'a [RequirementId],
    /// When it was published.
    pub published_at: Moment,
}

/// What a derived identifier names: kept apart by a byte, so that no two things share one.
#[derive(Clone, Copy)]
enum Derived {
    Heading = 1,
    Child = 2,
    HeadingChild = 3,
    Support = 4,
}

impl CaseIds<'_> {
    /// An identifier that always comes out alike: the version's own with a kind and a number folded into its random part.
    fn derived(&self, what: Derived, number: usize) -> String {
        let mut bytes = *self.curriculum.uuid().as_bytes();
        let number = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        bytes[11] ^= what as u8;
        for (byte, folded) in bytes[12..].iter_mut().zip(number) {
            *byte ^= folded;
        }
        CurriculumId::from_uuid(uuid::Uuid::from_bytes(bytes)).to_string()
    }
    fn at(&self) -> String {
        self.published_at.to_string()
    }
}

/// Writes the package.
pub(in super::super) fn write(curriculum: &Curriculum, ids: &CaseIds<'_>) -> String {
    let themes = themes(curriculum);
    let mut items: Vec<Json> =
        themes.iter().enumerate().map(|(n, theme)| heading(theme, n, curriculum, ids)).collect();
    items.extend(curriculum.requirements.iter().enumerate().map(|(n, one)| item(one, n, curriculum, ids)));
    let package = json!({
        "CFDocument": document(curriculum, ids),
        "CFItems": items,
        "CFAssociations": associations(curriculum, &themes, ids),
    });
    let mut text = serde_json::to_string_pretty(&package).expect("a JSON value can be written");
    text.push('\n');
    text
}

fn themes(curriculum: &Curriculum) -> Vec<&str> {
    let mut themes: Vec<&str> = Vec::new();
    for theme in curriculum.requirements.iter().filter_map(|one| one.theme.as_deref()) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    themes
}

fn uri(id: &str) -> String {
    format!("urn:uuid:{id}")
}

fn link(title: &str, id: &str) -> Json {
    json!({ "title": title, "identifier": id, "uri": uri(id) })
}

fn document(c: &Curriculum, ids: &CaseIds<'_>) -> Json {
    let id = ids.curriculum.to_string();
    let mut ours = Map::new();
    ours.insert("scheme".into(), c.scheme.clone().into());
    ours.insert("code".into(), c.code.clone().into());
    for (key, value) in [("specialty", &c.specialty), ("stage", &c.stage), ("setting", &c.setting)] {
        if let Some(value) = value {
            ours.insert(key.into(), value.clone().into());
        }
    }
    ours.insert("source".into(), c.source.clone().into());
    ours.insert("licence".into(), c.licence.clone().into());
    ours.insert("partial".into(), c.partial.into());
    ours.insert("demo".into(), c.demo.into());
    let mut document = json!({
        "identifier": id,
        "uri": uri(&id),
        "creator": c.source,
        "title": c.title,
        "version": c.version,
        "language": c.language,
        "adoptionStatus": "Adopted",
        "lastChangeDateTime": ids.at(),
        "CFPackageURI": link(&c.title, &id),
        "extensions": { OURS: ours },
    });
    if let Some(day) = c.valid_from {
        document["statusStartDate"] = day.to_string().into();
    }
    if c.source.contains("://") {
        document["officialSourceURL"] = c.source.clone().into();
    }
    document
}

fn heading(theme: &str, n: usize, c: &Curriculum, ids: &CaseIds<'_>) -> Json {
    let id = ids.derived(Derived::Heading, n);
    json!({
        "identifier": id,
        "uri": uri(&id),
        "CFDocumentURI": link(&c.title, &ids.curriculum.to_string()),
        "fullStatement": theme,
        "CFItemType": "heading",
        "language": c.language,
        "lastChangeDateTime": ids.at(),
    })
}

fn item(one: &Requirement, n: usize, c: &Curriculum, ids: &CaseIds<'_>) -> Json {
    let id = ids.requirements[n].to_string();
    let named = if one.title.is_empty() { &one.code } else { &one.title };
    let mut item = json!({
        "identifier": id,
        "uri": uri(&id),
        "CFDocumentURI": link(&c.title, &ids.curriculum.to_string()),
        "humanCodingScheme": one.code,
        "fullStatement": one.text.as_ref().unwrap_or(named),
        "CFItemType": one.kind.code(),
        "language": c.language,
        "lastChangeDateTime": ids.at(),
        "extensions": { OURS: ours(one, n) },
    });
    if !one.title.is_empty() {
        item["abbreviatedStatement"] = one.title.clone().into();
    }
    item
}

/// What CASE has no place for.
fn ours(one: &Requirement, n: usize) -> Json {
    let mut ours = Map::new();
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            ours.insert(key.into(), value);
        }
    };
    put("position", Some(n.into()));
    put("kind", Some(one.kind.code().into()));
    put("title", Some(one.title.clone().into()));
    put("text_known", one.text.is_none().then(|| false.into()));
    put("text_source", one.text_source.clone().map(Json::from));
    put("text_licence", one.text_licence.clone().map(Json::from));
    put("code_source", (one.code_source == CodeSource::Local).then(|| "local".into()));
    put("theme", one.theme.clone().map(Json::from));
    put("arena", one.arena.clone().map(Json::from));
    put("setting", one.setting.clone().map(Json::from));
    put("evidence", one.evidence.clone().map(Json::from));
    put("required_count", one.required_count.map(Json::from));
    put("months", one.months.map(Json::from));
    put("months_max", one.months_max.map(Json::from));
    put("general", one.general.then(|| true.into()));
    put("demo", one.demo.then(|| true.into()));
    put(
        "attested_by",
        match &one.attested_by {
            Attesters::Scheme => None,
            Attesters::Roles(roles) => Some(roles.iter().map(|role| role.code()).collect()),
            Attesters::NoSignature => Some("-".into()),
        },
    );
    Json::Object(ours)
}

fn associations(c: &Curriculum, themes: &[&str], ids: &CaseIds<'_>) -> Vec<Json> {
    let document = ids.curriculum.to_string();
    let one = |id: String, kind: &str, from: (&str, &str), to: (&str, &str), number: Option<usize>| {
        let mut association = json!({
            "identifier": id,
            "uri": uri(&id),
            "associationType": kind,
            "originNodeURI": link(from.0, from.1),
            "destinationNodeURI": link(to.0, to.1),
            "lastChangeDateTime": ids.at(),
        });
        if let Some(number) = number {
            association["sequenceNumber"] = (number + 1).into();
        }
        association
    };
    let mut all = Vec::new();
    for (n, theme) in themes.iter().enumerate() {
        let (id, from) = (ids.derived(Derived::HeadingChild, n), ids.derived(Derived::Heading, n));
        all.push(one(id, CHILD, (theme, &from), (&c.title, &document), Some(n)));
    }
    let mut supports = 0;
    for (n, requirement) in c.requirements.iter().enumerate() {
        let from = ids.requirements[n].to_string();
        let from = (requirement.code.as_str(), from.as_str());
        let theme = requirement.theme.as_deref().and_then(|theme| themes.iter().position(|t| *t == theme));
        let above = theme.map_or_else(|| document.clone(), |at| ids.derived(Derived::Heading, at));
        let to = (theme.map_or(c.title.as_str(), |at| themes[at]), above.as_str());
        all.push(one(ids.derived(Derived::Child, n), CHILD, from, to, Some(themes.len() + n)));
        for goal in &requirement.supports {
            if let Some(at) = c.position(goal) {
                let to = ids.requirements[at].to_string();
                all.push(one(ids.derived(Derived::Support, supports), SUPPORTS, from, (goal, &to), None));
                supports += 1;
            }
        }
    }
    all
}
