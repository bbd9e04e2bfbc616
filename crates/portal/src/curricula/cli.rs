//! `attest curriculum check | import | export`: what is said on stdout and stderr, and with which exit code.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use db::Db;
use domain::{
    access::Kind,
    curriculum::{Beside, Curriculum, FILE_MAX, Form, Known},
};

use super::{Fate, NonePublished, Publish, PublishAll, all, original, read};
use crate::world::World;

/// What to check.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Check {
    /// TOML, CASE 1.1 JSON or CSV
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// What to import. The options say what a file does not.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Import {
    /// TOML, CASE 1.1 JSON or CSV
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The scheme's code: dk, no
    #[arg(long)]
    pub scheme: Option<String>,
    /// The curriculum's code
    #[arg(long)]
    pub code: Option<String>,
    /// The version
    #[arg(long)]
    pub version: Option<String>,
}

/// What to export.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Export {
    /// The curriculum's code
    pub code: String,
    /// Its version
    pub version: String,
    /// The form to write
    #[arg(long, value_enum, default_value_t = Format::Toml)]
    pub format: Format,
    /// The scheme's code, where two schemes have a curriculum of that code and version
    #[arg(long)]
    pub scheme: Option<String>,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Our own
    Toml,
    /// CASE 1.1 JSON; what came in as CASE goes out as it came
    Case,
}

/// What a command says and how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// For stdout, bytes as they are: results, and problems line by line.
    pub out: Vec<u8>,
    /// For stderr: one sentence with what to do next; empty when all went well.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

impl Said {
    fn failed(err: impl Into<String>) -> Self {
        Self { err: err.into(), code: 1, ..Self::default() }
    }
    /// Each problem on stdout; on stderr how many, the first of them, and what to do.
    fn bad(problems: &[String], what_next: &str) -> Self {
        let err = match problems {
            [] => String::new(),
            [one] => format!("{one}; {what_next}"),
            [first, ..] => format!("{} problems, the first: {first}; {what_next}", problems.len()),
        };
        let out = problems.iter().map(|line| format!("{line}\n")).collect::<String>();
        Self { out: out.into_bytes(), err, code: 1 }
    }
}

/// `attest curriculum check`.
pub fn check(what: &Check, known: &Known) -> Said {
    let beside = Beside { checked_only: true, ..Beside::default() };
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for path in &what.files {
        match load(path, &beside, known) {
            Ok(loaded) => good.push(format!("{}: {}\n", path.display(), in_short(&loaded.curriculum))),
            Err(lines) => problems.extend(lines),
        }
    }
    let mut said = match problems[..] {
        [] => Said::default(),
        _ => Said::bad(&problems, "mend what stands above and check again"),
    };
    said.out.extend(good.concat().into_bytes());
    said
}

/// `attest curriculum import`, on a portal's database that is up to date.
pub async fn import(db: &Db, world: &World, known: &Known, what: &Import) -> Said {
    let beside = Beside {
        scheme: what.scheme.clone(),
        code: what.code.clone(),
        version: what.version.clone(),
        checked_only: false,
    };
    let (mut works, mut problems) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<(String, String, String), &Path> = BTreeMap::new();
    for path in &what.files {
        match load(path, &beside, known) {
            Ok(Loaded { curriculum, original }) => {
                let named = (curriculum.scheme.clone(), curriculum.code.clone(), curriculum.version.clone());
                if let Some(before) = seen.insert(named, path) {
                    let this = short_name(&curriculum);
                    problems.push(format!("{}: {this} is in {} too", path.display(), before.display()));
                }
                works.push(Publish::new(world, curriculum, original));
            }
            Err(lines) => problems.extend(lines),
        }
    }
    if !problems.is_empty() {
        return Said::bad(&problems, "nothing was imported; mend what stands above and import again");
    }
    publish(db, works, &what.files).await
}

async fn publish(db: &Db, works: Vec<Publish>, files: &[PathBuf]) -> Said {
    let all: Vec<Curriculum> = works.iter().map(|one| one.curriculum().clone()).collect();
    match db.write(PublishAll(works)).await {
        Ok(fates) => {
            let mut out = String::new();
            for (curriculum, fate) in all.iter().zip(fates) {
                let did = match fate {
                    Fate::Published(_) => "published",
                    Fate::Unchanged(_) => "unchanged, the same is published already:",
                };
                writeln!(out, "{did} {}", in_short(curriculum))
                    .expect("a String takes all that is written to it");
            }
            Said { out: out.into_bytes(), ..Said::default() }
        }
        Err(NonePublished::Differ(places)) => {
            let line = |place: usize| {
                let (file, this) = (files[place].display(), short_name(&all[place]));
                format!(
                    "{file}: {this} is published already with other content, and a published version never changes"
                )
            };
            let problems: Vec<String> = places.into_iter().map(line).collect();
            Said::bad(&problems, "nothing was imported; give another version with --version")
        }
        Err(NonePublished::Fault(fault)) => {
            Said::failed(format!("the curricula cannot be published: {fault}"))
        }
    }
}

/// `attest curriculum export`.
pub async fn export(db: &Db, what: &Export) -> Said {
    match exported(db, what).await {
        Ok(said) => said,
        Err(fault) => Said::failed(format!("the curriculum cannot be read: {fault}")),
    }
}

async fn exported(db: &Db, what: &Export) -> Result<Said, db::Fault> {
    let published = db.read(|c| Box::pin(all(c))).await?;
    let fits = |scheme: &str| what.scheme.as_deref().is_none_or(|wanted| wanted == scheme);
    let found: Vec<_> = published
        .iter()
        .filter(|one| one.code == what.code && one.version == what.version && fits(&one.scheme))
        .collect();
    let one = match found[..] {
        [one] => one,
        [] => {
            let others: Vec<_> = published
                .iter()
                .filter(|one| one.code == what.code)
                .map(|one| one.version.as_str())
                .collect();
            let next = match others[..] {
                [] => format!("no curriculum has the code {}", what.code),
                _ => format!("its versions are: {}", others.join(", ")),
            };
            return Ok(Said::failed(format!("{} {} is not published; {next}", what.code, what.version)));
        }
        _ => return Ok(Said::failed("two schemes have that curriculum; say which with --scheme")),
    };
    let id = one.id;
    if what.format == Format::Case
        && let Some(out) = original(db, id).await?
    {
        return Ok(Said { out, ..Said::default() });
    }
    let published = db.read(move |c| Box::pin(read(c, id))).await?;
    let published = published.ok_or_else(|| db::Fault::Broken(format!("the curriculum {id} went away")))?;
    let out = match what.format {
        Format::Toml => published.curriculum.to_toml(),
        Format::Case => published.curriculum.to_case(&published.case_ids()),
    };
    Ok(Said { out: out.into_bytes(), ..Said::default() })
}

struct Loaded {
    curriculum: Curriculum,
    /// The file, when it came as CASE.
    original: Option<Vec<u8>>,
}

/// Reads one file. Each problem is a line `FILE:LINE: what`.
fn load(path: &Path, beside: &Beside, known: &Known) -> Result<Loaded, Vec<String>> {
    let name = path.display();
    let bytes = bounded(path).map_err(|why| vec![format!("{name}: {why}")])?;
    let form = Form::of_name(&path.to_string_lossy()).unwrap_or_else(|| sniffed(&bytes));
    let flaws = |flaws: Vec<domain::curriculum::Flaw>| {
        let line = |flaw: domain::curriculum::Flaw| match (flaw.line, flaw.column) {
            (Some(line), Some(column)) => format!("{name}:{line}: column {column}: {}", flaw.what),
            (Some(line), None) => format!("{name}:{line}: {}", flaw.what),
            (None, _) => format!("{name}: {}", flaw.what),
        };
        flaws.into_iter().map(line).collect::<Vec<_>>()
    };
    let curriculum = Curriculum::read(form, &bytes, beside, known).map_err(flaws)?;
    Ok(Loaded { curriculum, original: (form == Form::Case).then_some(bytes) })
}

/// The file's bytes, unless it is far too large to be read at all.
fn bounded(path: &Path) -> Result<Vec<u8>, String> {
    let unread = |error: std::io::Error| format!("cannot be read: {error}");
    let size = fs::metadata(path).map_err(unread)?.len();
    if size > FILE_MAX as u64 {
        return Err(format!("is larger than {} MiB, the most that is read", FILE_MAX / 1024 / 1024));
    }
    fs::read(path).map_err(unread)
}

/// The form of a file whose name does not say it.
fn sniffed(bytes: &[u8]) -> Form {
    match bytes.trim_ascii_start().first() {
        Some(b'{') => Form::Case,
        _ => Form::Toml,
    }
}

fn short_name(curriculum: &Curriculum) -> String {
    [&curriculum.scheme, &curriculum.code, &curriculum.version]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// `no ANE 2019, Anestesiologi: 135 goals, 300 activities, 1 time element`.
fn in_short(curriculum: &Curriculum) -> String {
    let words = [
        (Kind::Goal, "goal", "goals"),
        (Kind::Activity, "activity", "activities"),
        (Kind::Course, "course", "courses"),
        (Kind::Time, "time element", "time elements"),
        (Kind::Research, "research training", "research trainings"),
    ];
    let counts = words.into_iter().filter_map(|(kind, one, many)| {
        match curriculum.requirements.iter().filter(|r| r.kind == kind).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {many}")),
        }
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    let partial = if curriculum.partial { "; partial" } else { "" };
    format!("{}, {}: {counts}{partial}", short_name(curriculum), curriculum.title)
}
