//! `attest curriculum check | import | export`: what is said on stdout and stderr, and with which exit code.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use base::CurriculumId;
use db::{Conn, Db};
use domain::{
    access::Kind,
    curriculum::{Beside, Curriculum, FILE_MAX, Form, Known, OfficialText, Parting},
};

use super::{Fate, NonePublished, Publish, PublishAll, all, original, read, with_texts};
use crate::world::World;

/// What to check or to import. The options say what a file does not.
#[derive(Debug, Default, clap::Args)]
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

impl Import {
    fn beside(&self, checked_only: bool) -> Beside {
        let Self { scheme, code, version, .. } = self;
        Beside { scheme: scheme.clone(), code: code.clone(), version: version.clone(), checked_only }
    }
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
pub fn check(what: &Import, known: &Known) -> Said {
    let beside = what.beside(true);
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for path in &what.files {
        match load(path, &beside, known) {
            Ok(Loaded { curriculum, .. }) => {
                let open = unnamed(&curriculum);
                good.push(format!("{}: {}{open}\n", path.display(), in_short(&curriculum)));
            }
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
    let beside = what.beside(false);
    let (mut works, mut problems) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<(String, String, String), &Path> = BTreeMap::new();
    for path in &what.files {
        match load(path, &beside, known) {
            Ok(Loaded { curriculum, bytes, form }) => {
                let named = (curriculum.scheme.clone(), curriculum.code.clone(), curriculum.version.clone());
                if let Some(before) = seen.insert(named, path) {
                    let this = short_name(&curriculum);
                    problems.push(format!("{}: {this} is in {} too", path.display(), before.display()));
                }
                works.push(Publish::new(world, curriculum).out_of(bytes, form));
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
                let line = match fate {
                    Fate::Published(_) => format!("published {}", in_short(curriculum)),
                    Fate::Unchanged(_) => {
                        format!("unchanged, the same is published already: {}", in_short(curriculum))
                    }
                    Fate::TextsAdded(_, count) => texts_in_short(curriculum, count),
                    Fate::TextsThere(_) => {
                        format!("unchanged, its official texts are there already: {}", short_name(curriculum))
                    }
                };
                writeln!(out, "{line}").expect("a String takes all that is written to it");
            }
            Said { out: out.into_bytes(), ..Said::default() }
        }
        Err(NonePublished::Differ(places)) => {
            let lines = |(place, partings): (usize, Vec<Parting>)| {
                let (file, this) = (files[place].display(), short_name(&all[place]));
                let never = format!(
                    "{this} is published already with other content, and a published version never changes"
                );
                match partings[..] {
                    [] => vec![format!("{file}: {never}")],
                    _ => partings.iter().map(|parting| format!("{file}: {parting}")).collect(),
                }
            };
            let misfit = places.iter().any(|(_, partings)| !partings.is_empty());
            let what_next =
                if misfit { MISFIT } else { "nothing was imported; give another version with --version" };
            let problems: Vec<String> = places.into_iter().flat_map(lines).collect();
            Said::bad(&problems, what_next)
        }
        Err(NonePublished::Fault(fault)) => {
            Said::failed(format!("the curricula cannot be published: {fault}"))
        }
    }
}

/// What to do with a file that has texts for a published version and does not fit it.
const MISFIT: &str = "nothing was imported; a published version takes official texts only from a file with the same \
                             codes and structure: mend the file, or give another version with --version";

/// `added 135 official texts to no ANE 2019, Anestesiologi, from … (licence: …)`.
fn texts_in_short(file: &Curriculum, count: usize) -> String {
    let some = file.requirements.iter().position(|one| one.text.is_some());
    let from = some.and_then(|place| file.text_at(place)).map_or_else(String::new, |text| {
        let OfficialText { source, licence, .. } = text;
        format!(", from {source} (licence: {licence})")
    });
    let texts = if count == 1 { "1 official text".to_owned() } else { format!("{count} official texts") };
    format!("added {texts} to {}{from}; the version and its titles stay as they are", short_name(file))
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
    let (id, format) = (one.id, what.format);
    let out = db.read(move |c| Box::pin(written(c, id, format))).await?;
    Ok(Said { out, ..Said::default() })
}

/// A version with all its texts; what came in as CASE and had nothing added goes out as it came.
pub(super) async fn written(c: &mut Conn, id: CurriculumId, format: Format) -> Result<Vec<u8>, db::Fault> {
    if format == Format::Case
        && let Some(out) = original(c, id).await?
    {
        return Ok(out);
    }
    let book = read(c, id).await?;
    let book = book.ok_or_else(|| db::Fault::Broken(format!("the curriculum {id} went away")))?;
    let whole = with_texts(c, &book).await?;
    let out = match format {
        Format::Toml => whole.to_toml(),
        Format::Case => whole.to_case(&book.case_ids()),
    };
    Ok(out.into_bytes())
}

struct Loaded {
    curriculum: Curriculum,
    bytes: Vec<u8>,
    form: Form,
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
    Ok(Loaded { curriculum, bytes, form })
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

/// What an import will ask for: `; names no scheme and no version: import it with --scheme and --version`.
fn unnamed(curriculum: &Curriculum) -> String {
    let named =
        [("scheme", &curriculum.scheme), ("code", &curriculum.code), ("version", &curriculum.version)];
    let open: Vec<&str> =
        named.into_iter().filter(|(_, said)| said.is_empty()).map(|(name, _)| name).collect();
    if open.is_empty() {
        return String::new();
    }
    let options = open.iter().map(|name| format!("--{name}")).collect::<Vec<_>>().join(" and ");
    format!("; names no {}: import it with {options}, or check it with them", open.join(" and no "))
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
