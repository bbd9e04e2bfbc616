//! What stands in a dossier's paper, in a reader's words.

use std::collections::BTreeMap;

use base::PersonId;
use domain::{
    access::{Kind, Role},
    act::{Act, What},
    employment::Employment,
};
use paper::{Cell, Code, Column, Fact, Mark, Paper, Row, Section, Table, Words};
use sealed::Checked;
use web::{Lang, format};

use super::{
    holder,
    pages::{self, Stands, print},
    told::{self, Single, Whole},
};
use crate::{
    documents,
    show::{Say, Title, dotted, employment_registered, employment_source, n},
    words,
};

/// The kinds of requirements, in the order in which a paper lists them.
const KINDS: [Kind; 5] = [Kind::Goal, Kind::Course, Kind::Time, Kind::Research, Kind::Activity];

/// The paper of a dossier, with the digest of the file that goes with it, and where anybody can check it.
pub(super) fn paper(checked: &Checked, lang: Lang, digest: &str, check_at: &str) -> Paper {
    let content = &checked.payload.content;
    let say = Say { lang, scheme: checked.counted.scheme(), today: content.on };
    let word = |key: &str| say.scheme.word(lang.code(), key).to_owned();
    let holder = content.trainee.name.clone();
    let plans = told::plans(&say, checked);
    let mut sections = vec![asked(&say, checked), employments(&say, checked)];
    sections.extend(plans.iter().map(|plan| of_plan(&say, plan)));
    sections.extend(documents(&say, checked));
    sections.push(attesters(&say, checked));
    sections.push(checking(&say, checked));
    Paper {
        lang: lang.code().to_owned(),
        title: say.applied_for(&content.kind),
        over: word("authority"),
        author: holder.clone(),
        at: checked.payload.at,
        ident: format!("{digest}/{}", lang.code()),
        head: holder::head(&say, checked),
        warning: if content.demo { words::dossiers_check_demo(lang).to_owned() } else { String::new() },
        foot: words::dossiers_paper_page(lang, "{all}", "{n}"),
        foot_note: format!("SHA-256 {}", print(digest)),
        facts: facts(&say, checked, digest),
        code: Code {
            address: check_at.to_owned(),
            alternative: words::dossiers_paper_code(lang, check_at),
            about: words::dossiers_paper_check_here(lang).to_owned(),
        },
        contents: words::dossiers_paper_contents(lang).to_owned(),
        sections,
    }
}

fn fact(name: &str, lines: Vec<String>) -> Fact {
    Fact { name: name.to_owned(), lines: lines.into_iter().map(Words::from).collect() }
}

/// Words of a curriculum, in its own language.
fn words_of(title: &Title) -> Words {
    let lang = title.lang.map(|lang| lang.code().to_owned());
    Words { text: title.text.clone(), lang, after: String::new() }
}

fn facts(say: &Say<'_>, checked: &Checked, digest: &str) -> Vec<Fact> {
    let (lang, content) = (say.lang, &checked.payload.content);
    let follows = content.result.lines.iter().any(|line| line.follows);
    let result = match (content.result.ready, follows) {
        (true, false) => words::dossiers_paper_complete(lang),
        (true, true) => words::dossiers_paper_but_follows(lang),
        (false, _) => words::dossiers_check_incomplete(lang),
    };
    let stage = |one: &sealed::Programme| {
        let period = until(say, one.from, Some(one.until));
        dotted(&[format::capitalised(&say.stage(&one.stage)), period])
    };
    vec![
        fact(words::dossiers_sealed_holder(lang), holder::lines(say, checked)),
        fact(words::dossiers_sealed_case(lang), vec![told::applied_for(say, checked)]),
        Fact {
            name: words::dossiers_check_curricula(lang).to_owned(),
            lines: told::curricula(say, checked).iter().map(versioned).collect(),
        },
        fact(words::dossiers_paper_stages(lang), content.programmes.iter().map(stage).collect()),
        fact(words::dossiers_sealed_list(lang), vec![format::moment_exact(lang, checked.payload.at)]),
        fact(words::dossiers_paper_result(lang), vec![result.to_owned()]),
        fact(&words::dossiers_paper_print(lang, sealed::ATTACHED_NAME), vec![print(digest)]),
    ]
}

/// A curriculum with its version.
fn versioned((title, version): &(Title, String)) -> Words {
    Words { after: format!("· {version}"), ..words_of(title) }
}

/// From a day until another, or on.
fn until(say: &Say<'_>, from: base::Day, until: Option<base::Day>) -> String {
    let end = until.map(|day| say.long(day)).unwrap_or_default();
    format!("{} – {end}", say.long(from)).trim_end().to_owned()
}

fn columns(titles: &[(&str, u8)]) -> Vec<Column> {
    titles.iter().map(|(title, share)| Column { title: (*title).to_owned(), share: *share }).collect()
}

fn cell(text: impl Into<Words>) -> Cell {
    Cell { text: text.into(), ..Cell::default() }
}

fn stands(lang: Lang, stands: Stands) -> Cell {
    let mark = match stands {
        Stands::Met => Mark::Met,
        Stands::Missing | Stands::Unread => Mark::Missing,
        Stands::Follows | Stands::Without | Stands::Unseen | Stands::Unasked => Mark::Open,
    };
    Cell { mark: Some(mark), ..cell(pages::word_checked(lang, stands)) }
}

/// What the authority asks for.
fn asked(say: &Say<'_>, checked: &Checked) -> Section {
    let lang = say.lang;
    let row = |line: told::Asked| {
        let detail = Words::from(line.detail);
        let below = match (line.of.is_empty(), detail.text.is_empty()) {
            (true, true) => None,
            (true, false) => Some(detail),
            (false, true) => Some(words_of(&line.of)),
            (false, false) => Some(Words { after: format!("· {}", detail.text), ..words_of(&line.of) }),
        };
        let below = below.into_iter().collect();
        let what = Cell { below, ..cell(line.title) };
        Row { cells: vec![what, stands(lang, line.stands)] }
    };
    let title = words::dossiers_paper_asked(lang);
    Section {
        title: title.into(),
        tables: vec![Table {
            columns: columns(&[
                (words::dossiers_check_requirements(lang), 3),
                (words::dossiers_paper_stands(lang), 1),
            ]),
            rows: told::lines(say, checked).into_iter().map(row).collect(),
            ..Table::default()
        }],
        ..Section::default()
    }
}

/// The placements of training, and the overview of all medical employments.
fn employments(say: &Say<'_>, checked: &Checked) -> Section {
    let (lang, content) = (say.lang, &checked.payload.content);
    let percent = |percent: base::Percent| cell(format::percent(lang, i64::from(percent.get())));
    let period = |from, end| cell(until(say, from, end));
    let (place, when, much) = (
        words::employments_place(lang),
        words::dossiers_paper_period(lang),
        words::employments_percent(lang),
    );
    let placement = |one: &sealed::Placement| Row {
        cells: vec![cell(&*one.place), period(one.from, Some(one.until)), percent(one.percent)],
    };
    let employment = |one: &Employment| {
        let of = &one.stated;
        let what = Cell { below: vec![of.position.as_str().into()], ..cell(&*of.place) };
        let registered = employment_registered(say, one).map(Words::from);
        let source = Cell { below: registered.into_iter().collect(), ..cell(employment_source(say, one)) };
        Row { cells: vec![what, period(of.period.from, of.period.until), percent(of.percent), source] }
    };
    let table = |title: &str, columns, rows| Table { title: title.to_owned(), columns, rows };
    let tables = [
        table(
            words::dossiers_paper_placements(lang),
            columns(&[(place, 3), (when, 3), (much, 2)]),
            content.placements.iter().map(placement).collect(),
        ),
        table(
            words::employments_title(lang),
            columns(&[(place, 3), (when, 3), (much, 2), (words::dossiers_paper_source(lang), 3)]),
            content.overview().iter().map(employment).collect(),
        ),
    ];
    let said = told::overview_confirmed(checked).filter(|_| !content.employments.is_empty());
    let said = said.map(|confirmed| match confirmed {
        true => words::dossiers_paper_confirmed(lang),
        false => words::dossiers_paper_unconfirmed(lang),
    });
    Section {
        title: words::dossiers_paper_employments(lang).into(),
        paragraphs: said.into_iter().map(str::to_owned).collect(),
        tables: tables.into_iter().filter(|table: &Table| !table.rows.is_empty()).collect(),
        ..Section::default()
    }
}

/// A plan's requirements, a table a kind.
fn of_plan(say: &Say<'_>, plan: &Whole) -> Section {
    let lang = say.lang;
    let row = |one: &&Single| {
        let (registered, signed) = one.counts;
        // Of what is asked for once, that it is met says all.
        let counted = (one.counted && registered > 0)
            .then(|| words::dossiers_paper_counted(lang, i64::from(registered), i64::from(signed)));
        let below = Some(dotted(&[one.code.as_str(), counted.as_deref().unwrap_or_default()]))
            .filter(|below| !below.is_empty());
        let what = Cell { below: below.into_iter().map(Words::from).collect(), ..cell(words_of(&one.title)) };
        let mut by = one.by.iter().map(|by| Words::from(by.as_str()));
        let first = by.next().unwrap_or_default();
        let by = Cell { below: by.collect(), ..cell(first) };
        Row { cells: vec![what, stands(lang, one.stands), by] }
    };
    // What nobody asks for and nobody did is no part of what was learnt.
    let told = plan.requirements.iter().filter(|one| one.stands != Stands::Unasked || one.counts.0 > 0);
    let left_out = plan.requirements.len() - told.clone().count();
    let table = |kind: Kind| {
        let own: Vec<&Single> = told.clone().filter(|one| one.kind == kind).collect();
        let title = say.theme(None, kind);
        (!own.is_empty()).then(|| Table {
            title,
            columns: columns(&[
                (words::dossiers_check_requirements(lang), 22),
                (words::dossiers_paper_stands(lang), 11),
                (words::dossiers_paper_by(lang), 35),
            ]),
            rows: own.iter().map(row).collect(),
        })
    };
    Section {
        title: versioned(&(plan.curriculum.clone(), plan.version.clone())),
        paragraphs: (left_out > 0)
            .then(|| words::dossiers_paper_left_out(lang, n(left_out)))
            .into_iter()
            .collect(),
        tables: KINDS.into_iter().filter_map(table).collect(),
        ..Section::default()
    }
}

/// The documents on record; none: no section.
fn documents(say: &Say<'_>, checked: &Checked) -> Option<Section> {
    let lang = say.lang;
    let seen = |document: &sealed::Document| {
        let acts = checked.payload.content.acts.iter().filter_map(|held| checked.counted.act(held.id));
        let seen: Vec<&Act> =
            acts.filter(|act| act.what == What::Verified && act.document == Some(document.id)).collect();
        let mut seen = seen.into_iter().map(|act| told::attested(say, checked, act));
        let first = seen.next().unwrap_or_else(|| words::dossiers_line_unseen(lang).to_owned());
        Cell { below: seen.map(Words::from).collect(), ..cell(first) }
    };
    let row = |one: &sealed::Document| {
        let kind = format::capitalised(&documents::called(say, &one.kind));
        let on = one.on.map(|day| say.long(day));
        let of = one
            .attests
            .as_ref()
            .and_then(|paper| told::title_of(say, checked, &paper.curriculum, &paper.code));
        let below = [of.as_ref().map(words_of), Some(one.name.as_str().into()), on.map(Words::from)];
        let what = Cell { below: below.into_iter().flatten().collect(), ..cell(kind) };
        Row { cells: vec![what, seen(one), cell(print(&one.sha256))] }
    };
    let all = &checked.payload.content.documents;
    let title = words::dossiers_paper_documents(lang);
    (!all.is_empty()).then(|| Section {
        title: title.into(),
        paragraphs: vec![words::dossiers_check_documents_about(lang).to_owned()],
        tables: vec![Table {
            columns: columns(&[
                (words::dossiers_paper_document(lang), 4),
                (words::dossiers_paper_seen(lang), 4),
                (words::dossiers_sealed_print(lang), 4),
            ]),
            rows: all.iter().map(row).collect(),
            ..Table::default()
        }],
        ..Section::default()
    })
}

/// Whoever attested what counts, in which role, how much.
fn attesters(say: &Say<'_>, checked: &Checked) -> Section {
    let lang = say.lang;
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for act in told::counting(checked) {
        *counts.entry((act.actor, act.role)).or_default() += 1;
    }
    let row = |((who, role), count): ((Option<PersonId>, Option<Role>), usize)| {
        let who = who.map(|person| told::name(checked, person)).unwrap_or_default();
        let role = role.map(|role| format::capitalised(say.role(role))).unwrap_or_default();
        Row { cells: vec![cell(who), cell(role), cell(format::number(lang, n(count)))] }
    };
    let mut rows: Vec<Row> = counts.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| format::sort_key(&row.cells[0].text.text));
    let title = words::dossiers_paper_attesters(lang);
    Section {
        title: title.into(),
        tables: vec![Table {
            columns: columns(&[
                (words::dossiers_paper_name(lang), 3),
                (words::dossiers_paper_role(lang), 3),
                (words::dossiers_paper_attestations(lang), 2),
            ]),
            rows,
            ..Table::default()
        }],
        ..Section::default()
    }
}

/// How anybody can check it, and what it stands on.
fn checking(say: &Say<'_>, checked: &Checked) -> Section {
    let (lang, content) = (say.lang, &checked.payload.content);
    let acts = words::dossiers_check_ledger(lang, n(content.acts.len() + 1));
    Section {
        title: words::dossiers_paper_checking(lang).into(),
        paragraphs: vec![
            words::dossiers_paper_checking_file(lang, sealed::ATTACHED_NAME),
            words::dossiers_paper_checking_offline(lang).to_owned(),
            words::dossiers_paper_checking_later(lang).to_owned(),
        ],
        facts: vec![
            fact(words::dossiers_paper_key(lang), vec![checked.key.clone()]),
            fact(
                words::dossiers_paper_ledger(lang),
                vec![
                    acts,
                    words::dossiers_check_ledger_at(lang, format::moment_exact(lang, checked.payload.at)),
                ],
            ),
        ],
        ..Section::default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_met_once_says_so_by_its_title_and_in_its_own_language() {
        let mut file = Vec::new();
        let kept = include_bytes!("../../../sealed/tests/kept/kbu-1.json.gz");
        flate2::read::GzDecoder::new(&kept[..]).read_to_end(&mut file).expect("it is whole");
        let checked = sealed::check(&file, &sealed::KeyList::demo()).expect("it is believed for ever");
        for lang in [Lang::Da, Lang::En] {
            let set = paper(&checked, lang, &checked.digest, "https://portal.example/verify");
            let said = serde_json::to_string(&set).expect("it is told to a process");
            for ours in ["tid-1", "tid-2", "kursus-akut", "kursus-laering"] {
                assert!(!said.contains(ours), "{ours} is our own code: {said}");
            }
            let once = words::dossiers_paper_counted(lang, 1, 1);
            assert!(!said.contains(&once), "{once}: nothing is asked for several times here");
            let rows = set.sections.iter().flat_map(|one| &one.tables).flat_map(|one| &one.rows);
            let words = rows.flat_map(|one| &one.cells).map(|one| &one.text);
            let danish = words.filter(|words| words.lang.as_deref() == Some("da")).count();
            assert_eq!(danish > 0, lang == Lang::En, "{danish} titles are in another language");
            assert_eq!(set.foot_note, format!("SHA-256 {}", print(&checked.digest)));
        }
    }
}
