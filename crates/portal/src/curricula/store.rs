//! The SQL of curriculum, requirement, requirement_support; that of official_text stands in `texts`.

pub(super) mod texts;

use std::collections::HashMap;

use base::{CurriculumId, Day, Moment, RequirementId};
use db::{Conn, Fault, args, from_row, sql};
use domain::{
    access::Kind,
    curriculum::{Attesters, CodeSource, Curriculum, Requirement},
};

use super::{Publish, Published};

from_row! {
    /// What stands under a code and version.
    pub(super) struct Content {
        pub(super) id: CurriculumId,
        pub(super) digest: Vec<u8>,
        pub(super) original: Option<Vec<u8>>,
    }
}

pub(super) async fn content_of(
    c: &mut Conn,
    scheme: &str,
    code: &str,
    version: &str,
) -> Result<Option<Content>, Fault> {
    c.first(
        sql!(
            "SELECT id, digest, original FROM curriculum
             WHERE scheme = $1 AND code = $2 AND version = $3"
        ),
        &args![scheme, code, version],
    )
    .await
}

pub(super) async fn insert_curriculum(c: &mut Conn, new: &Publish) -> Result<(), Fault> {
    let one = &new.curriculum;
    c.execute(
        sql!(
            "INSERT INTO curriculum
                (id, scheme, code, version, title, specialty, stage, setting, valid_from, partial, demo, language, source,
                 licence, published_at, digest, original)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
        ),
        &args![
            new.id,
            &one.scheme,
            &one.code,
            &one.version,
            &one.title,
            one.specialty.as_ref(),
            one.stage.as_ref(),
            one.setting.as_ref(),
            one.valid_from,
            one.partial,
            one.demo,
            &one.language,
            &one.source,
            &one.licence,
            new.now,
            &new.digest,
            new.original.as_deref(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn insert_requirement(c: &mut Conn, new: &Publish, position: usize) -> Result<(), Fault> {
    let one = &new.curriculum.requirements[position];
    c.execute(
        sql!(
            "INSERT INTO requirement
                (id, curriculum_id, position, code, code_source, kind, title, body, text_source, text_licence, theme, arena,
                 setting, evidence, required_count, months, months_max, general, demo, attested_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
        ),
        &args![
            new.requirements[position],
            new.id,
            i64::try_from(position).expect("a curriculum has a limit"),
            &one.code,
            one.code_source.code(),
            one.kind.code(),
            &one.title,
            one.text.as_ref(),
            one.text_source.as_ref(),
            one.text_licence.as_ref(),
            one.theme.as_ref(),
            one.arena.as_ref(),
            one.setting.as_ref(),
            one.evidence.as_ref(),
            one.required_count,
            one.months,
            one.months_max,
            one.general,
            one.demo,
            one.attested_by.code(),
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn insert_support(
    c: &mut Conn,
    activity: RequirementId,
    goal: RequirementId,
) -> Result<(), Fault> {
    c.execute(
        sql!("INSERT INTO requirement_support (activity_id, goal_id) VALUES ($1, $2)"),
        &args![activity, goal],
    )
    .await?;
    Ok(())
}

from_row! {
    /// A published version, for a list to choose from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Summary {
        /// Its id.
        pub id: CurriculumId,
        /// Its scheme.
        pub scheme: String,
        /// Its code.
        pub code: String,
        /// Its version.
        pub version: String,
        /// Its name.
        pub title: String,
        /// Its specialty's code; none for goals common to all.
        pub specialty: Option<String>,
        /// Its stage.
        pub stage: Option<String>,
        /// Its setting, where that is one only.
        pub setting: Option<String>,
        /// From when it holds.
        pub valid_from: Option<Day>,
        /// Whether its list is known to be incomplete.
        pub partial: bool,
        /// Where the list comes from; `unknown`.
        pub source: String,
        /// On which terms it may be used; `unknown`.
        pub licence: String,
    }
}

pub(super) async fn all(c: &mut Conn) -> Result<Vec<Summary>, Fault> {
    c.all(
        sql!(
            "SELECT id, scheme, code, version, title, specialty, stage, setting, valid_from, partial, source, licence FROM curriculum
             ORDER BY scheme, code, version
             LIMIT 10000"
        ),
        &[],
    )
    .await
}

pub(super) async fn original(c: &mut Conn, id: CurriculumId) -> Result<Option<Vec<u8>>, Fault> {
    let found: Option<(Option<Vec<u8>>,)> =
        c.first(sql!("SELECT original FROM curriculum WHERE id = $1"), &args![id]).await?;
    Ok(found.and_then(|(original,)| original))
}

from_row! {
    struct CurriculumRow {
        scheme: String,
        code: String,
        version: String,
        title: String,
        specialty: Option<String>,
        stage: Option<String>,
        setting: Option<String>,
        valid_from: Option<Day>,
        partial: bool,
        demo: bool,
        language: String,
        source: String,
        licence: String,
        published_at: Moment,
    }
}

from_row! {
    struct RequirementRow {
        id: RequirementId,
        code: String,
        code_source: String,
        kind: String,
        title: String,
        body: Option<String>,
        text_source: Option<String>,
        text_licence: Option<String>,
        theme: Option<String>,
        arena: Option<String>,
        setting: Option<String>,
        evidence: Option<String>,
        required_count: Option<u32>,
        months: Option<u32>,
        months_max: Option<u32>,
        general: bool,
        demo: bool,
        attested_by: String,
    }
}

pub(super) async fn read(c: &mut Conn, id: CurriculumId) -> Result<Option<Published>, Fault> {
    let row: Option<CurriculumRow> = c
        .first(
            sql!(
                "SELECT scheme, code, version, title, specialty, stage, setting, valid_from, partial, demo, language, source,
                        licence, published_at
                 FROM curriculum WHERE id = $1"
            ),
            &args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let rows: Vec<RequirementRow> = c
        .all(
            sql!(
                "SELECT id, code, code_source, kind, title, body, text_source, text_licence, theme, arena, setting, evidence,
                        required_count, months, months_max, general, demo, attested_by
                 FROM requirement WHERE curriculum_id = $1
                 ORDER BY position
                 LIMIT 10000"
            ),
            &args![id],
        )
        .await?;
    let mut supports = supports(c, id).await?;
    let ids = rows.iter().map(|one| one.id).collect();
    let requirements: Option<Vec<_>> = rows.into_iter().map(|one| requirement(one, &mut supports)).collect();
    let requirements =
        requirements.ok_or_else(|| Fault::Broken(format!("the curriculum {id} holds an unknown code")))?;
    let at = row.published_at;
    Ok(Some(Published::new(id, at, curriculum(row, requirements), ids)))
}

/// The codes of the goals that each activity supports, in the order of the goals.
async fn supports(c: &mut Conn, id: CurriculumId) -> Result<HashMap<RequirementId, Vec<String>>, Fault> {
    let pairs: Vec<(RequirementId, String)> = c
        .all(
            sql!(
                "SELECT s.activity_id, g.code FROM requirement_support s
                 JOIN requirement g ON g.id = s.goal_id
                 WHERE g.curriculum_id = $1
                 ORDER BY g.position
                 LIMIT 100000"
            ),
            &args![id],
        )
        .await?;
    let mut all: HashMap<RequirementId, Vec<String>> = HashMap::new();
    for (activity, goal) in pairs {
        all.entry(activity).or_default().push(goal);
    }
    Ok(all)
}

fn curriculum(row: CurriculumRow, requirements: Vec<Requirement>) -> Curriculum {
    Curriculum {
        scheme: row.scheme,
        code: row.code,
        version: row.version,
        title: row.title,
        specialty: row.specialty,
        stage: row.stage,
        setting: row.setting,
        valid_from: row.valid_from,
        language: row.language,
        partial: row.partial,
        demo: row.demo,
        source: row.source,
        licence: row.licence,
        requirements,
    }
}

/// None when the row holds a code that this program does not know.
fn requirement(
    row: RequirementRow,
    supports: &mut HashMap<RequirementId, Vec<String>>,
) -> Option<Requirement> {
    Some(Requirement {
        code_source: CodeSource::from_code(&row.code_source)?,
        kind: row.kind.parse::<Kind>().ok()?,
        attested_by: Attesters::from_code(&row.attested_by)?,
        supports: supports.remove(&row.id).unwrap_or_default(),
        code: row.code,
        title: row.title,
        text: row.body,
        text_source: row.text_source,
        text_licence: row.text_licence,
        theme: row.theme,
        arena: row.arena,
        setting: row.setting,
        evidence: row.evidence,
        required_count: row.required_count,
        months: row.months,
        months_max: row.months_max,
        general: row.general,
        demo: row.demo,
    })
}
