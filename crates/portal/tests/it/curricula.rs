//! Stories of curricula: published once and never changed, imported all or nothing, given out as they came.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base::{CurriculumId, Moment};
use db::{
    Conn, Db, Fault, Work, args, sql,
    testing::{each_engine, on_sqlite},
};
use domain::curriculum::{Beside, Curriculum, Form, Known, KnownScheme};
use portal::{
    curricula::{
        self, Fate, NotPublished, Publish, Shelf,
        cli::{self, Export, Format, Import, Said},
    },
    installation::Kind,
    migrations,
    world::World,
};

fn world() -> World {
    World::at(Moment::from_micros(1_790_000_000_000_000))
}

fn known() -> Known {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    let one = |code: &str, stages: &[&str], settings: &[&str], language: &str| KnownScheme {
        code: code.to_owned(),
        stages: texts(stages),
        settings: texts(settings),
        language: language.to_owned(),
    };
    Known {
        schemes: vec![
            one("dk", &["kbu", "introduktion", "hoveduddannelse"], &["hospital", "practice"], "da"),
            one("no", &["lis1", "lis2", "lis3"], &["hospital", "municipal"], "nb"),
        ],
    }
}

fn schemes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemes")
}

fn packed(name: &str) -> Curriculum {
    let bytes = fs::read(schemes().join(name)).expect("the packed file is there");
    Curriculum::read(Form::Toml, &bytes, &Beside::default(), &known()).expect("the packed file is whole")
}

async fn publish(db: &Db, curriculum: &Curriculum) -> Result<Fate, NotPublished> {
    db.write(Publish::new(&world(), curriculum.clone())).await
}

async fn published(db: &Db, shelf: &Shelf, id: CurriculumId) -> std::sync::Arc<curricula::Published> {
    let shelf = shelf.clone();
    db.read(move |c| Box::pin(async move { shelf.get(c, id).await })).await.expect("it was published")
}

#[tokio::test]
async fn a_published_version_never_changes() {
    each_engine(migrations::ALL, async |db| {
        let ane = packed("no/curricula/ANE-2019.toml");
        let Ok(Fate::Published(id)) = publish(&db, &ane).await else { panic!("it is new") };
        assert!(matches!(publish(&db, &ane).await, Ok(Fate::Unchanged(same)) if same == id));

        let mut other = ane.clone();
        other.requirements[0].title.push('!');
        assert!(matches!(publish(&db, &other).await, Err(NotPublished::Differs { .. })));
        other.version = "2020".to_owned();
        assert!(matches!(publish(&db, &other).await, Ok(Fate::Published(_))));

        let there = published(&db, &Shelf::default(), id).await;
        assert_eq!(there.curriculum, ane);
    })
    .await;
}

/// Statements that try to change what is published.
struct Tamper(db::Sql);
impl Work for Tamper {
    type Done = u64;
    type Error = Fault;
    async fn run(&self, c: &mut Conn) -> Result<u64, Fault> {
        c.execute(self.0, &args![]).await
    }
}

#[tokio::test]
async fn its_rows_refuse_update_and_delete() {
    each_engine(migrations::ALL, async |db| {
        let mut kbu = packed("dk/curricula/kbu-2017-03-30.toml");
        publish(&db, &kbu).await.expect("it is new");
        kbu.requirements[0].text = Some("Tekst".to_owned());
        assert!(matches!(publish(&db, &kbu).await, Ok(Fate::TextsAdded(_, 1))));
        publish(&db, &packed("no/curricula/ANE-2019.toml")).await.expect("its activities support goals");
        for (statement, name) in [
            (sql!("UPDATE curriculum SET title = 'x'"), "curriculum_is_append_only"),
            (sql!("DELETE FROM curriculum"), "curriculum_is_append_only"),
            (sql!("UPDATE requirement SET title = 'x'"), "requirement_is_append_only"),
            (sql!("DELETE FROM requirement"), "requirement_is_append_only"),
            (
                sql!("UPDATE requirement_support SET goal_id = activity_id"),
                "requirement_support_is_append_only",
            ),
            (sql!("DELETE FROM requirement_support"), "requirement_support_is_append_only"),
            (sql!("UPDATE official_text SET body = 'x'"), "official_text_is_append_only"),
            (sql!("DELETE FROM official_text"), "official_text_is_append_only"),
        ] {
            let fault = db.write(Tamper(statement)).await.expect_err("it is refused");
            assert_eq!(fault.constraint(), Some(name), "{fault}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_shelf_knows_each_requirement_by_id_and_code_and_who_supports_whom() {
    on_sqlite(migrations::ALL, &async |db: Db| {
        let ane = packed("no/curricula/ANE-2019.toml");
        let Ok(Fate::Published(id)) = publish(&db, &ane).await else { panic!("it is new") };
        let shelf = Shelf::default();
        assert!(shelf.ready(id).is_none());
        let there = published(&db, &shelf, id).await;
        assert!(shelf.ready(id).is_some_and(|same| std::sync::Arc::ptr_eq(&same, &there)));

        let place = there.place_of_code("ANE-064").expect("spinal anaesthesia is a goal");
        assert_eq!(there.place_of(there.id_at(place)), Some(place));
        let activities = there.activities_of(place);
        assert!(!activities.is_empty());
        assert!(activities.iter().all(|activity| there.goals_of(*activity).contains(&place)));
        assert!(there.is_in_arena(place, "Operasjon") && !there.is_in_arena(place, "Prehospitalt"));
        assert_eq!(there.themes().first(), Some(&"Basiskompetanse"));
        assert!(there.arenas().contains(&"Intensiv"));
    })
    .await;
}

#[tokio::test]
async fn a_real_portal_gets_no_made_up_activities_and_publishes_once() {
    on_sqlite(migrations::ALL, &async |db: Db| {
        let packs = curricula::in_folder(&schemes()).expect("the schemes are there");
        let publish = async || curricula::publish_packs(&db, &world(), &known(), &packs, Kind::Real).await;
        assert_eq!(publish().await.expect("they are whole"), 8);
        assert_eq!(publish().await.expect("they are whole"), 0);
        let out = text(&export(&db, "ANE", "2019", Format::Toml).await);
        assert_eq!(out.matches("kind = \"goal\"").count(), 135);
        assert!(!out.contains("kind = \"activity\"") && out.contains("demo = false"));
    })
    .await;
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("a temporary folder takes files");
    path
}

fn import_of(files: Vec<PathBuf>, version: Option<&str>) -> Import {
    Import {
        files,
        scheme: Some("no".to_owned()),
        code: Some("ABC".to_owned()),
        version: version.map(str::to_owned),
    }
}

async fn import(db: &Db, files: Vec<PathBuf>, version: Option<&str>) -> Said {
    cli::import(db, &world(), &known(), &import_of(files, version)).await
}

async fn export(db: &Db, code: &str, version: &str, format: Format) -> Said {
    cli::export(db, &Export { code: code.into(), version: version.into(), format, scheme: None }).await
}

fn text(said: &Said) -> String {
    String::from_utf8(said.out.clone()).expect("it is text")
}

#[tokio::test]
async fn what_came_in_as_case_goes_out_byte_for_byte() {
    on_sqlite(migrations::ALL, &async |db: Db| {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let case = include_str!("../../../domain/src/curriculum/foreign-case.json");
        let path = file(folder.path(), "abc.json", &format!("{{ \"CFPackage\": {case} }}\n"));
        let said = import(&db, vec![path.clone()], None).await;
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
        assert!(text(&said).starts_with("published no ABC 2026.1"), "{}", text(&said));

        let out = export(&db, "ABC", "2026.1", Format::Case).await;
        assert_eq!(out.out, fs::read(&path).expect("it is there"));

        // What our own form says of it makes the same curriculum again.
        let toml = export(&db, "ABC", "2026.1", Format::Toml).await;
        let again = file(folder.path(), "abc.toml", &text(&toml));
        let said = import(&db, vec![again], None).await;
        assert!(text(&said).starts_with("unchanged"), "{said:?}");

        // Another file under the same version is another content.
        let other = file(folder.path(), "other.json", &case.replace("Strand", "Domain"));
        let said = import(&db, vec![other], None).await;
        assert_eq!(said.code, 1);
        assert!(said.err.contains("never changes") && said.err.contains("--version"), "{}", said.err);
    })
    .await;
}

#[tokio::test]
async fn an_import_is_all_or_nothing_and_names_every_problem() {
    on_sqlite(migrations::ALL, &async |db: Db| {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let good = file(folder.path(), "good.csv", "code,title\nA-1,First\n");
        let bad = file(folder.path(), "bad.csv", "code;title;required_count\nA-1;First;x\nA-1;Second;1000\n");
        let missing = folder.path().join("gone.toml");
        let said = import(&db, vec![good.clone(), bad.clone(), missing], Some("1")).await;
        assert_eq!(said.code, 1);
        let name = bad.display();
        for line in [
            format!("{name}:2: column required_count: `required_count` (\"x\") must be a whole number from 1 to 999"),
            format!("{name}:3: column required_count: `required_count` must be a whole number from 1 to 999"),
            format!("{name}:3: column code: the code A-1 occurs twice, first on line 2"),
            "gone.toml: cannot be read".to_owned(),
        ] {
            assert!(text(&said).contains(&line), "{line}\n{}", text(&said));
        }
        assert!(said.err.starts_with("4 problems, the first: ") && !said.err.contains('\n'), "{}", said.err);
        assert_eq!(export(&db, "ABC", "1", Format::Toml).await.code, 1);

        let twice = import(&db, vec![good.clone(), good.clone()], Some("1")).await;
        assert!(twice.code == 1 && twice.err.contains("no ABC 1 is in"), "{}", twice.err);
        assert_eq!(import(&db, vec![good], Some("1")).await.code, 0);
        let unknown = export(&db, "ABC", "2", Format::Case).await;
        assert_eq!(unknown.err, "ABC 2 is not published; its versions are: 1");
    })
    .await;
}

fn check(files: Vec<PathBuf>) -> Said {
    cli::check(&Import { files, ..Import::default() }, &known())
}

#[test]
fn a_check_names_every_problem_and_needs_no_portal() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let bad = file(folder.path(), "bad.toml", include_str!("../../../domain/src/curriculum/mistakes.toml"));
    let good = schemes().join("no/curricula/FKM-2025.toml");
    let said = check(vec![good.clone(), bad.clone()]);
    assert_eq!(said.code, 1);
    let out = text(&said);
    assert!(out.contains("no FKM 2025, Felles kompetansemål, del 2 og 3: 14 goals\n"), "{out}");
    assert!(out.contains(&format!("{}:19: the code X-1 occurs twice", bad.display())), "{out}");
    assert!(said.err.contains("the first: ") && said.err.ends_with("check again"), "{}", said.err);
    assert_eq!(check(vec![good]).code, 0);
    // A file that leaves code and version to the options of an import is checked for the rest.
    let table = file(folder.path(), "table.csv", "code,title\nA-1,First\n");
    // It is said what the import will ask for, and with that said the whole file is checked.
    let said = check(vec![table.clone()]);
    assert_eq!(said.code, 0);
    let asks = "names no scheme and no code and no version: import it with --scheme and --code and --version";
    assert!(text(&said).contains(asks), "{}", text(&said));
    let named = |scheme: &str| Import {
        files: vec![table.clone()],
        scheme: Some(scheme.into()),
        code: Some("A".into()),
        version: Some("1".into()),
    };
    assert!(!text(&cli::check(&named("no"), &known())).contains("names no"));
    assert!(text(&cli::check(&named("se"), &known())).contains("no scheme is called \"se\""));
}
