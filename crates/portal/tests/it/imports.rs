//! A department set up from three files: what is shown, what is done, what is refused.

use db::{Db, Work, sql, testing::each_engine};
use portal::{
    curricula,
    identifiers::Keys,
    installation::Kind,
    intake::{NotImported, Organisations, People, Placements, Report},
    migrations, schemes, training,
    world::World,
};

const UNITS: &str = "scheme;code;name;kind;parent;setting;from;until;successor\n\
    no;VEST;Helse Vest;region;;hospital;01.01.2002;;\n\
    no;HUS;Sjøbyen sykehus;hospital;VEST;;2002-01-01;;\n\
    no;HUS-ANE;Anestesiavdelingen;department;HUS;;2002-01-01;;\n\
    no;HUS-OLD;Gamle avdeling;department;HUS;;2002-01-01;2019-12-31;HUS-ANE\n";
const PEOPLE: &str = "name,email,role,scheme,over,from,until\n\
    Ingrid Solbakken,ingrid@sjo.example,trainee,,,,\n\
    Torunn Vik,torunn@sjo.example,leader,no,HUS-ANE,2024-01-01,\n\
    Torunn Vik,torunn@sjo.example,supervisor,no,HUS,2024-01-01,2025-12-31\n\
    Marit Haugland,Marit@Sjo.example,mentor,no,ingrid@sjo.example,2025-01-01,\n";
const PLACEMENTS: &str = "scheme,trainee,programme,title,stage,specialty,programme_from,programme_until,organisation,from,until,percent,curriculum,version\n\
    no,ingrid@sjo.example,P-1,Anestesiologi,lis3,ANE,2025-01-01,2029-12-31,HUS-ANE,2025-01-01,2027-12-31,80,ANE,2019\n\
    no,ingrid@sjo.example,P-1,Anestesiologi,lis3,ANE,2025-01-01,2029-12-31,HUS-ANE,2028-01-01,2029-12-31,,,\n";

fn world() -> World {
    let day: base::Day = "2026-11-23".parse().expect("a day");
    World::at(base::Moment::start_of(day))
}

fn units(file: &str, apply: bool) -> Organisations {
    let schemes = schemes::settings(&schemes::load(None).expect("our schemes are whole").schemes);
    Organisations { world: world(), schemes, file: file.into(), apply }
}

fn people(file: &str, apply: bool) -> People {
    let rules = schemes::load(None).expect("our schemes are whole");
    let keys = Keys::at(std::path::Path::new("/nowhere"));
    People { world: world(), schemes: rules.schemes, keys, file: file.into(), apply }
}

fn placements(file: &str, apply: bool) -> Placements {
    let rules = schemes::load(None).expect("our schemes are whole");
    Placements { world: world(), schemes: rules.schemes, file: file.into(), apply }
}

async fn publish(db: &Db) {
    let rules = schemes::load(None).expect("our schemes are whole");
    let (known, packs) =
        (curricula::known(rules.schemes.values()), schemes::packs(None).expect("our curricula are there"));
    curricula::publish_packs(db, &world(), &known, &packs, Kind::Demo)
        .await
        .expect("our curricula are published");
}

async fn done<W: Work<Done = Report, Error = NotImported>>(db: &Db, work: W) -> String {
    db.write(work).await.unwrap_or_else(|not| panic!("{not}: {not:?}")).to_string()
}

async fn shown<W: Work<Done = Report, Error = NotImported>>(db: &Db, work: W) -> String {
    match db.write(work).await {
        Err(NotImported::Shown(report)) => report.to_string(),
        other => panic!("it should only have been shown: {other:?}"),
    }
}

async fn bad<W: Work<Done = Report, Error = NotImported>>(db: &Db, work: W) -> Vec<String> {
    match db.write(work).await {
        Err(NotImported::Bad(problems)) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("it should have been refused: {other:?}"),
    }
}

/// The tables are what the acts say.
async fn is_sound(db: &Db) {
    let tell = &mut |words: &str| println!("{words}");
    assert!(portal::people::compare(db, tell).await.unwrap().is_sound());
    assert!(training::compare(db, tell).await.unwrap().is_sound());
}

#[tokio::test]
async fn less_part_time_than_a_scheme_allows_is_taken_and_said() {
    each_engine(migrations::ALL, async |db: Db| {
        done(&db, units("scheme,code,name,kind,parent,setting,from,until\ndk,ALS,Als sygehus,department,,hospital,2002-01-01,\n", true)).await;
        done(&db, people("name,email,role,scheme,over,from,until\nMads Holm,mads@als.example,trainee,,,,\n", true)).await;
        let rows = "scheme,trainee,programme,title,stage,programme_from,programme_until,organisation,from,until,percent\n\
                    dk,mads@als.example,P-2,Ortopædkirurgi,introduktion,2026-01-01,2027-12-31,ALS,2026-01-01,2026-12-31,50\n\
                    dk,mads@als.example,P-2,Ortopædkirurgi,introduktion,2026-01-01,2027-12-31,ALS,2027-01-01,2027-12-31,30\n";
        let said = shown(&db, placements(rows, false)).await;
        let about: Vec<&str> = said.lines().filter(|line| line.starts_with("look")).collect();
        assert_eq!(about, ["look     line 3: 30 percent is less than the 50 that dk allows"], "{said}");
        assert!(done(&db, placements(rows, true)).await.contains("3 new, 0 changed"));
    })
    .await;
}

#[tokio::test]
async fn time_that_no_row_names_follows_the_last_placement_and_odd_rows_are_told() {
    each_engine(migrations::ALL, async |db: Db| {
        publish(&db).await;
        done(&db, units(UNITS, true)).await;
        done(&db, people(PEOPLE, true)).await;
        let (head, rows) = PLACEMENTS.split_once('\n').unwrap();
        let first = format!("{head}\n{}\n", rows.lines().next().unwrap());
        done(&db, placements(&first, true)).await;
        let served = async || {
            let read = sql!(
                "SELECT l.from_day FROM plan_time m JOIN placement l ON l.id = m.placement_id ORDER BY l.from_day LIMIT 10"
            );
            let days: Vec<(base::Day,)> = db.read(move |c| Box::pin(c.all(read, &[]))).await.unwrap();
            days.into_iter().map(|(day,)| day.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(served().await, ["2025-01-01"]);
        let later = shown(&db, placements(PLACEMENTS, false)).await;
        assert!(later.contains("changed  time          no:P-1 ANE 2019"), "{later}");
        assert!(later.contains("served from 2028-01-01"), "{later}");
        assert_eq!(done(&db, placements(PLACEMENTS, true)).await, later);
        assert_eq!(served().await, ["2028-01-01"]);
        assert_eq!(done(&db, placements(PLACEMENTS, true)).await, "0 new, 0 changed, 0 ended, 4 unchanged.\n");
        is_sound(&db).await;

        let odd = PLACEMENTS.replace("lis3,ANE", "lis3,AEN").replace("HUS-ANE,2028-01-01", "HUS-ANE,2027-12-01");
        let said = shown(&db, placements(&odd, false)).await;
        for look in [
            "look     line 2: no curriculum of no is about the specialty “AEN”; there are: ALM, ANE",
            "look     line 3: together with line 2, which it overlaps, it comes to 180 percent",
        ] {
            assert!(said.contains(look), "{look} in {said}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_department_is_set_up_from_three_files_and_a_second_run_changes_nothing() {
    each_engine(migrations::ALL, async |db| {
        publish(&db).await;
        let first = shown(&db, units(UNITS, false)).await;
        assert!(first.ends_with("4 new, 0 changed, 0 ended, 0 unchanged.\n"), "{first}");
        assert_eq!(done(&db, units(UNITS, true)).await, first, "what was shown is what is done");
        assert_eq!(done(&db, units(UNITS, true)).await, "0 new, 0 changed, 0 ended, 4 unchanged.\n");

        let first = shown(&db, people(PEOPLE, false)).await;
        assert!(
            first.contains(
                "new      role          marit@sjo.example mentor no of ingrid@sjo.example from 2025-01-01\n"
            ),
            "{first}"
        );
        assert_eq!(done(&db, people(PEOPLE, true)).await, first);
        assert_eq!(done(&db, people(PEOPLE, true)).await, "0 new, 0 changed, 0 ended, 6 unchanged.\n");
        let bound = sql!("SELECT COUNT(*) FROM act WHERE what = 'identity_bound'");
        let bound: Option<(u32,)> = db.read(move |c| Box::pin(c.first(bound, &[]))).await.unwrap();
        assert_eq!(bound, Some((3,)), "each of the three is bound to an address, once");

        let first = shown(&db, placements(PLACEMENTS, false)).await;
        assert!(first.contains("new      plan          no:P-1 ANE 2019\n"), "{first}");
        assert_eq!(done(&db, placements(PLACEMENTS, true)).await, first);
        let again = done(&db, placements(PLACEMENTS, true)).await;
        assert_eq!(again, "0 new, 0 changed, 0 ended, 4 unchanged.\n");
        is_sound(&db).await;
    })
    .await;
}

#[tokio::test]
async fn what_differs_is_shown_field_by_field_and_what_ends_is_said_to_end() {
    each_engine(migrations::ALL, async |db| {
        publish(&db).await;
        done(&db, units(UNITS, true)).await;
        done(&db, people(PEOPLE, true)).await;
        done(&db, placements(PLACEMENTS, true)).await;

        let moved = UNITS
            .replace("no;HUS-ANE;Anestesiavdelingen;department;HUS;", "no;HUS-ANE;=Anestesi;department;VEST;")
            .replace("no;HUS;Sjøbyen sykehus;hospital;VEST;;2002-01-01;", "no;HUS;Sjøbyen sykehus;hospital;VEST;;2002-01-01;2026-01-01");
        assert_eq!(
            done(&db, units(&moved, true)).await,
            "ended    organisation  no:HUS; until “” → “2026-01-01”\n\
             changed  organisation  no:HUS-ANE; name “Anestesiavdelingen” → “'=Anestesi”; parent “HUS” → “VEST”\n\
             0 new, 1 changed, 1 ended, 2 unchanged.\n"
        );
        let ended = PEOPLE
            .replace("HUS-ANE,2024-01-01,", "HUS-ANE,2024-01-01,2026-11-22")
            .replace("Ingrid Solbakken", "Ingrid Sol");
        assert_eq!(
            done(&db, people(&ended, true)).await,
            "changed  person        ingrid@sjo.example; name “Ingrid Solbakken” → “Ingrid Sol”\n\
             ended    role          torunn@sjo.example leader no over HUS-ANE from 2024-01-01; until “” → “2026-11-22”\n\
             0 new, 1 changed, 1 ended, 4 unchanged.\n"
        );
        let shorter = PLACEMENTS.replace("2027-12-31,80", "2027-12-31,60");
        assert_eq!(
            done(&db, placements(&shorter, true)).await,
            "changed  placement     no:P-1 at HUS-ANE from 2025-01-01; percent “80” → “60”\n\
             0 new, 1 changed, 0 ended, 3 unchanged.\n"
        );
        let over = PLACEMENTS.replace("2025-01-01,2027-12-31,80", "2025-01-01,2026-10-31,30");
        assert_eq!(
            done(&db, placements(&over, true)).await,
            "ended    placement     no:P-1 at HUS-ANE from 2025-01-01; until “2027-12-31” → “2026-10-31”; percent “60” → “30”\n\
             0 new, 0 changed, 1 ended, 3 unchanged.\n"
        );
        is_sound(&db).await;
    })
    .await;
}

#[tokio::test]
async fn two_units_may_change_places_and_none_lies_below_itself() {
    each_engine(migrations::ALL, async |db| {
        done(&db, units(UNITS, true)).await;
        let swapped = UNITS
            .replace("no;HUS;Sjøbyen sykehus;hospital;VEST;", "no;HUS;Sjøbyen sykehus;hospital;HUS-ANE;")
            .replace(
                "no;HUS-ANE;Anestesiavdelingen;department;HUS;",
                "no;HUS-ANE;Anestesiavdelingen;department;VEST;",
            );
        assert!(done(&db, units(&swapped, true)).await.contains("0 new, 2 changed"));
        let round = swapped.replace("no;VEST;Helse Vest;region;;", "no;VEST;Helse Vest;region;HUS;");
        let problems = bad(&db, units(&round, true)).await;
        assert!(
            problems.contains(&"line 2, parent: the unit would lie below itself".to_owned()),
            "{problems:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn every_bad_cell_is_named_and_nothing_is_changed() {
    each_engine(migrations::ALL, async |db| {
        publish(&db).await;
        let wrong = "scheme,code,name,kind,parent,from,until\n\
            se,A,Ett,region,,2020-01-01,\n\
            no,A B,,castle,NOWHERE,soon,\n\
            no,B,Pasient 010190-1234,region,B,2020-01-01,2019-01-01\n\
            no,C,Tre,region,,2020-01-01,\n\
            no,C,Tre,region,,2020-01-01,\n";
        assert_eq!(
            bad(&db, units(wrong, true)).await,
            [
                "line 2, scheme: “se” is none of dk, no",
                "line 3, code: “A B” is no code: at most 64 characters, no space",
                "line 3, from: “soon” is no day between 1900 and 2199: write 2026-11-23 or 23.11.2026",
                "line 3, kind: “castle” is none of nation, region, trust, hospital, department, municipality, practice, course_provider, authority",
                "line 3, name: is empty",
                "line 3, parent: “NOWHERE” is neither in the file nor in the portal",
                "line 4, name: holds a national identity number, which must not stand here",
                "line 4, parent: is the unit itself",
                "line 4, until: comes before from",
                "line 6, code: stands on line 5 already",
            ]
        );
        assert!(shown(&db, units(UNITS, false)).await.contains("4 new"), "nothing of the bad file was kept");
        done(&db, units(UNITS, true)).await;

        let wrong = "name,email,role,scheme,over,from,until\n\
            Ane,ane,leader,no,HUS,2024-01-01,\n\
            Bo,bo@x.example,king,no,HUS,2024-01-01,\n\
            Bo,bo@x.example,mentor,no,HUS,2024-01-01,\n\
            Bo,bo@x.example,authority,no,HUS,2024-01-01,\n\
            Bo,bo@x.example,leader,,HUS,,\n\
            Bo,bo@x.example,trainee,,HUS,,\n\
            Bo,bo@x.example,tutor,no,HUS,2024-01-01,\n\
            Bo,bo@x.example,machine,no,,2024-01-01,\n";
        assert_eq!(
            bad(&db, people(wrong, true)).await,
            [
                "line 2, email: “ane” is no e-mail address",
                "line 3, role: “king” is none of trainee, supervisor, mentor, leader, education_lead, tutor, course_provider, course_leader, sub_course_leader, research_supervisor, secretariat, authority, machine, administrator",
                "line 4, over: “HUS” is no e-mail address",
                "line 5, over: “HUS” is nothing that a role authority is held over: leave it empty",
                "line 6, from: is empty",
                "line 6, scheme: is empty",
                "line 7, over: belongs to a role, and this row gives none (a trainee is one by a placement)",
                "line 8, role: “tutor” is no role of the scheme no",
                "line 9, role: machine is no role of somebody who logs in: attest machine create makes one",
            ]
        );
        let wrong = "name,email,role,scheme,over,from\n\
            Bo,bo@x.example,leader,no,HUS,2024-01-01\n\
            Bob,bo@x.example,mentor,no,who@x.example,2024-01-01\n";
        assert_eq!(
            bad(&db, people(wrong, true)).await,
            [
                "line 3, name: is “Bo” on line 2",
                "line 3, over: “who@x.example” is neither in the file nor in the portal",
            ]
        );
        let wrong = wrong.replace("Bob", "Bo") + "Bo,bo@x.example,mentor,no,bo@x.example,2024-01-01\nBo,bo@x.example,leader,no,HUS,2024-01-01\n";
        assert_eq!(
            bad(&db, people(&wrong, true)).await,
            [
                "line 3, over: “who@x.example” is neither in the file nor in the portal",
                "line 4, over: is the person itself: nobody supervises themselves",
                "line 5: says the same role as line 2",
            ]
        );
        done(&db, people(PEOPLE, true)).await;
        let wrong = PLACEMENTS.replace("HUS-ANE,2025-01-01", "GONE,2024-01-01").replace(",80,ANE,2019", ",0,ANE,2018");
        assert_eq!(
            bad(&db, placements(&wrong, true)).await,
            ["line 2: the placement does not lie within its programme", "line 2, curriculum: “ANE” 2018 is not published for the scheme no; its versions are: 2019", "line 2, organisation: “GONE” is not in the portal; import organisations first", "line 2, percent: “0” is no whole number from 1 to 100"]
        );
        let wrong = PLACEMENTS.replace("HUS-ANE,2025-01-01", "GONE,2025-01-01").replace("Anestesiologi,lis3,ANE,2025-01-01,2029-12-31,HUS-ANE,2028", "Anestesi,lis3,ANE,2025-01-01,2029-12-31,HUS-ANE,2028");
        assert_eq!(
            bad(&db, placements(&wrong, true)).await,
            [
                "line 2, organisation: “GONE” is not in the portal; import organisations first",
                "line 3: says something else about the programme “P-1” than line 2",
            ]
        );
        let wrong = PLACEMENTS.replace("ANE,2019", "ANE,1999").replace("ingrid@", "nobody@");
        assert_eq!(
            bad(&db, placements(&wrong, true)).await,
            [
                "line 2, curriculum: “ANE” 1999 is not published for the scheme no; its versions are: 2019",
                "line 2, trainee: “nobody@sjo.example” is not in the portal; import people first",
                "line 3, trainee: “nobody@sjo.example” is not in the portal; import people first",
            ]
        );
        assert_eq!(
            bad(&db, placements(&PLACEMENTS.replace("ANE,2019", "ANE,1999"), true)).await,
            ["line 2, curriculum: “ANE” 1999 is not published for the scheme no; its versions are: 2019"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_nowhere_is_told_beside_what_cannot_be_read() {
    each_engine(migrations::ALL, async |db| {
        done(&db, units(UNITS, true)).await;
        let wrong = "scheme,code,name,kind,parent,from,until,successor\n\
            no,A,,department,NOWHERE,2020-01-01,,\n\
            no,B,Below A,department,A,2020-01-01,,\n\
            no,C,,department,,never,,GONE\n";
        let found = bad(&db, units(wrong, true)).await;
        assert!(has(&found, "line 2, parent") && has(&found, "line 2, name"), "{found:#?}");
        assert!(has(&found, "line 4, successor") && has(&found, "line 4, from"), "{found:#?}");
        assert!(!has(&found, "line 3"), "A is in the file: {found:#?}");

        let wrong = "name,email,role,scheme,over,from,until\n\
            ,ingrid@sjo.example,,,,,\n\
            Torunn Vik,torunn@sjo.example,leader,no,NOWHERE,never,\n\
            Marit Haugland,marit@sjo.example,mentor,no,ingrid@sjo.example,2025-01-01,\n\
            Marit Haugland,marit@sjo.example,mentor,no,nobody@sjo.example,2025-01-01,\n";
        let found = bad(&db, people(wrong, true)).await;
        for words in ["line 2, name", "line 3, over", "line 3, from", "line 5, over"] {
            assert!(has(&found, words), "{words}: {found:#?}");
        }
        assert!(!has(&found, "line 4"), "she is in the file: {found:#?}");

        let wrong = "scheme,trainee,programme,title,stage,programme_from,programme_until,organisation,from,until,curriculum,version\n\
            no,nobody@sjo.example,P-1,,lis3,2025-01-01,2029-12-31,NOWHERE,never,2027-12-31,NONE,1\n";
        let found = bad(&db, placements(wrong, true)).await;
        for column in ["trainee", "title", "organisation", "from", "curriculum"] {
            assert!(has(&found, &format!("line 2, {column}")), "{column}: {found:#?}");
        }
        assert!(has(&found, "attest migrate"), "what to do next: {found:#?}");
    })
    .await;
}

fn has(found: &[String], words: &str) -> bool {
    found.iter().any(|one| one.contains(words))
}

/// The steps of docs/IMPORTS.md on a machine that has nothing yet.
#[test]
fn a_fresh_department_is_set_up_by_the_documented_steps() {
    let data = tempfile::tempdir().unwrap();
    let attest = |arguments: &[&str]| {
        let mut command = std::process::Command::new(crate::killed::ATTEST);
        let output = command.args(arguments).arg("--data").arg(data.path().join("data")).output().unwrap();
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    };
    let file = |name: &str, text: &str| {
        let path = data.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    attest(&["migrate"]);
    for (what, text) in [("organisations", UNITS), ("people", PEOPLE), ("placements", PLACEMENTS)] {
        let file = file(what, text);
        let shown = attest(&["import", what, &file]);
        assert!(what != "people" || shown.contains("until 2025-12-31"), "the last day is shown: {shown}");
        attest(&["import", what, &file, "--apply"]);
    }
    attest(&["check"]);
}
