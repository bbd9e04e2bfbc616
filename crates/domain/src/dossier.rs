//! Whether a trainee is ready to apply: what the authority asks for, line by line, each met or not, and from when on it can be.
//!
//! The rules are the scheme's ([`Dossier`]); what is known of the trainee are [`Facts`]. Nothing is asked of the world here, so that
//! whoever holds rules and facts comes to the same lines.

use std::collections::BTreeSet;

use base::Day;

use crate::{
    access::Kind,
    scheme::{Dossier, DossierDocument},
    signoff::State,
};

/// What is known of the trainee.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The day on which it is asked.
    pub today: Option<Day>,
    /// The specialty, where the stage has one.
    pub specialty: Option<String>,
    /// The last day of the stage.
    pub ends: Option<Day>,
    /// The settings of its placements.
    pub settings: BTreeSet<String>,
    /// The plans of the stage.
    pub plans: Vec<PlanFacts>,
    /// The documents on record, those taken back aside.
    pub documents: Vec<DocumentFacts>,
}

/// A plan and where its requirements stand.
#[derive(Debug, Clone)]
pub struct PlanFacts {
    /// The curriculum's code.
    pub curriculum: String,
    /// The curriculum's specialty; none: it is of all.
    pub specialty: Option<String>,
    /// Whether its list of goals is not whole.
    pub partial: bool,
    /// Its requirements, in the order of the curriculum.
    pub requirements: Vec<RequirementFacts>,
}

/// Where one requirement stands.
#[derive(Debug, Clone)]
pub struct RequirementFacts {
    /// Its code.
    pub code: String,
    /// What it is.
    pub kind: Kind,
    /// Its state.
    pub state: State,
    /// The first day on which it may be attested, where there is one.
    pub opens: Option<Day>,
    /// The last day of the time it is about.
    pub last_day: Option<Day>,
}

/// A document on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    /// What it is, as the scheme calls it.
    pub kind: String,
    /// Whether somebody entitled has seen the original.
    pub verified: bool,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// When it may be sent.
    Window,
    /// There is a plan for what is asked: the code of the curriculum or specialty.
    Plan(String),
    /// All requirements of one kind in one plan.
    Requirements {
        /// Of which plan, by its place among the facts.
        plan: usize,
        /// Of which kind.
        kind: Kind,
    },
    /// One time element.
    Time {
        /// Of which plan, by its place among the facts.
        plan: usize,
        /// Its code.
        code: String,
    },
    /// A document, as the scheme calls it.
    Document(String),
    /// Requirements of a kind that is asked for, of which no plan has any.
    Lacks(Kind),
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub topic: Topic,
    /// Whether it is met.
    pub met: bool,
    /// How much of it: of requirements.
    pub of: Option<(usize, usize)>,
    /// What is missing: the codes of requirements.
    pub missing: Vec<String>,
    /// The first day on which it can be met, where it cannot be now.
    pub earliest: Option<Day>,
    /// It may be sent without, and follows as a supplement.
    pub follows: bool,
    /// A document is on record whose original nobody has seen.
    pub claimed: bool,
}

impl Line {
    const fn new(topic: Topic, met: bool) -> Self {
        Self { topic, met, of: None, missing: Vec::new(), earliest: None, follows: false, claimed: false }
    }
}

/// Whether all that must be there is.
pub fn is_ready(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.met || line.follows)
}

/// The list, what can be met by the trainee's training first, then documents, then the window.
pub fn checklist(rules: &Dossier, facts: &Facts) -> Vec<Line> {
    let mut lines: Vec<Line> =
        plans_missing(rules, facts).map(|code| Line::new(Topic::Plan(code), false)).collect();
    let last = last_time(facts).filter(|_| rules.last_time_follows);
    for (place, plan) in facts.plans.iter().enumerate() {
        for kind in rules.requires.iter().filter(|kind| **kind != Kind::Time) {
            lines.extend(of_kind(place, plan, *kind));
        }
        if rules.requires.contains(&Kind::Time) {
            let times = plan.requirements.iter().filter(|one| one.kind == Kind::Time);
            lines.extend(times.map(|one| of_time(place, one, facts.today, last == Some((place, &one.code)))));
        }
    }
    let has =
        |kind: Kind| facts.plans.iter().any(|plan| plan.requirements.iter().any(|one| one.kind == kind));
    let lacks = rules.requires.iter().filter(|kind| !facts.plans.is_empty() && !has(**kind));
    lines.extend(lacks.map(|kind| Line::new(Topic::Lacks(*kind), false)));
    let asked = rules.documents.iter().filter(|one| is_asked(one, facts));
    lines.extend(asked.map(|one| of_document(&one.kind, &facts.documents)));
    lines.extend(window(rules, facts));
    lines
}

/// For what there is no plan: the specialty, what all have in common.
fn plans_missing<'a>(rules: &'a Dossier, facts: &'a Facts) -> impl Iterator<Item = String> + 'a {
    let own = match &facts.specialty {
        Some(specialty) => {
            let has = facts.plans.iter().any(|plan| plan.specialty.as_ref() == Some(specialty));
            (!has).then(|| specialty.clone())
        }
        None => facts.plans.is_empty().then(String::new),
    };
    let common = rules.common.iter().filter(|code| !facts.plans.iter().any(|plan| plan.curriculum == **code));
    own.into_iter().chain(common.cloned())
}

fn of_kind(place: usize, plan: &PlanFacts, kind: Kind) -> Option<Line> {
    let all: Vec<_> = plan.requirements.iter().filter(|one| one.kind == kind).collect();
    if all.is_empty() {
        return None;
    }
    let missing: Vec<String> =
        all.iter().filter(|one| !one.state.is_end()).map(|one| one.code.clone()).collect();
    // Of a list that is not whole nobody knows what is missing.
    let whole = kind != Kind::Goal || !plan.partial;
    let mut line = Line::new(Topic::Requirements { plan: place, kind }, missing.is_empty() && whole);
    line.of = Some((all.len() - missing.len(), all.len()));
    line.missing = missing;
    Some(line)
}

fn of_time(place: usize, one: &RequirementFacts, today: Option<Day>, may_follow: bool) -> Line {
    let mut line = Line::new(Topic::Time { plan: place, code: one.code.clone() }, one.state.is_end());
    if !line.met {
        line.missing = vec![one.code.clone()];
        line.earliest = one.opens.filter(|opens| today.is_none_or(|today| today < *opens));
        line.follows = may_follow;
    }
    line
}

/// The time that ends last, by its plan and code: of several that end on one day the last of the curriculum.
fn last_time(facts: &Facts) -> Option<(usize, &String)> {
    let all = facts
        .plans
        .iter()
        .enumerate()
        .flat_map(|(place, plan)| plan.requirements.iter().map(move |one| (place, one)));
    let times = all.filter(|(_, one)| one.kind == Kind::Time && one.last_day.is_some());
    times.max_by_key(|(_, one)| one.last_day).map(|(place, one)| (place, &one.code))
}

fn is_asked(one: &DossierDocument, facts: &Facts) -> bool {
    let of_specialty = one.specialties.is_empty()
        || facts.specialty.as_ref().is_some_and(|specialty| one.specialties.contains(specialty));
    let filed = !one.if_filed || facts.documents.iter().any(|document| document.kind == one.kind);
    filed && of_specialty && one.in_setting.as_ref().is_none_or(|setting| facts.settings.contains(setting))
}

/// A document counts when its original was seen; of several of a kind all have to be: what does not belong there is taken back.
fn of_document(kind: &str, documents: &[DocumentFacts]) -> Line {
    let mut on_record = documents.iter().filter(|one| one.kind == kind).peekable();
    let there = on_record.peek().is_some();
    let seen = on_record.all(|one| one.verified);
    let mut line = Line::new(Topic::Document(kind.to_owned()), there && seen);
    line.claimed = there && !seen;
    line
}

/// When it may be sent, where the scheme says so: like time, counted from the last day.
fn window(rules: &Dossier, facts: &Facts) -> Option<Line> {
    let months = rules.opens_months_before_end?;
    let opens = facts.ends.map(|ends| ends.plus_days(1).plus_months(-i32::from(months)));
    let open = opens.zip(facts.today).is_some_and(|(opens, today)| opens <= today);
    let mut line = Line::new(Topic::Window, open);
    line.earliest = opens.filter(|_| !open);
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn rules() -> Dossier {
        Dossier {
            stage: "kbu".to_owned(),
            opens_months_before_end: Some(1),
            requires: vec![Kind::Goal, Kind::Time],
            common: Vec::new(),
            last_time_follows: false,
            documents: vec![
                DossierDocument {
                    kind: "agreement".to_owned(),
                    specialties: Vec::new(),
                    in_setting: None,
                    if_filed: false,
                },
                DossierDocument {
                    kind: "addendum".to_owned(),
                    specialties: Vec::new(),
                    in_setting: Some("practice".to_owned()),
                    if_filed: false,
                },
                DossierDocument {
                    kind: "psychotherapy".to_owned(),
                    specialties: vec!["PSY".to_owned()],
                    in_setting: None,
                    if_filed: false,
                },
                DossierDocument {
                    kind: "leave".to_owned(),
                    specialties: Vec::new(),
                    in_setting: None,
                    if_filed: true,
                },
            ],
        }
    }

    fn requirement(code: &str, kind: Kind, state: State) -> RequirementFacts {
        let time = kind == Kind::Time;
        RequirementFacts {
            code: code.to_owned(),
            kind,
            state,
            opens: time.then(|| day("2026-11-01")),
            last_day: time.then(|| day("2026-11-30")),
        }
    }

    fn facts(today: &str, goal: State, time: State) -> Facts {
        Facts {
            today: Some(day(today)),
            specialty: None,
            ends: Some(day("2026-11-30")),
            settings: BTreeSet::from(["hospital".to_owned()]),
            plans: vec![PlanFacts {
                curriculum: "KBU".to_owned(),
                specialty: None,
                partial: false,
                requirements: vec![
                    requirement("1", Kind::Goal, State::Attested),
                    requirement("2", Kind::Goal, goal),
                    requirement("tid-2", Kind::Time, time),
                ],
            }],
            documents: vec![DocumentFacts { kind: "agreement".to_owned(), verified: true }],
        }
    }

    #[test]
    fn all_is_met_in_the_last_month_and_the_last_day_decides_when() {
        let ready = facts("2026-11-01", State::Attested, State::Attested);
        assert!(is_ready(&checklist(&rules(), &ready)));
        let early = checklist(&rules(), &Facts { today: Some(day("2026-10-31")), ..ready.clone() });
        assert!(!is_ready(&early));
        let window = early.iter().find(|line| line.topic == Topic::Window).unwrap();
        assert_eq!((window.met, window.earliest), (false, Some(day("2026-11-01"))));
        let unknown = checklist(&rules(), &Facts { ends: None, ..ready });
        assert!(!is_ready(&unknown), "nobody knows when it ends");
    }

    #[test]
    fn what_is_missing_is_named_and_time_says_from_when() {
        let lines = checklist(&rules(), &facts("2026-10-31", State::Requested, State::Open));
        let goals = &lines[0];
        assert_eq!((goals.met, goals.of, &goals.missing[..]), (false, Some((1, 2)), &["2".to_owned()][..]));
        let time = &lines[1];
        assert_eq!((time.met, time.earliest, time.follows), (false, Some(day("2026-11-01")), false));
        let later = checklist(&rules(), &facts("2026-11-02", State::Attested, State::Open));
        assert_eq!(later[1].earliest, None, "it can be attested now");
    }

    #[test]
    fn the_last_time_may_follow_where_the_scheme_says_so_and_no_other() {
        let rules = Dossier { last_time_follows: true, ..rules() };
        let mut facts = facts("2026-11-02", State::Attested, State::Open);
        assert!(is_ready(&checklist(&rules, &facts)));
        let mut earlier = requirement("tid-1", Kind::Time, State::Open);
        earlier.last_day = Some(day("2026-05-31"));
        facts.plans[0].requirements.push(earlier);
        let lines = checklist(&rules, &facts);
        assert!(!is_ready(&lines));
        let follows = |lines: &[Line]| -> Vec<String> {
            lines.iter().filter(|line| line.follows).map(|line| line.missing[0].clone()).collect()
        };
        assert_eq!(follows(&lines), ["tid-2"]);
        // Two that end on one day: one may follow, the other may not.
        facts.plans[0].requirements.push(requirement("tid-3", Kind::Time, State::Open));
        let lines = checklist(&rules, &facts);
        assert_eq!(follows(&lines), ["tid-3"]);
    }

    #[test]
    fn a_document_counts_when_its_original_was_seen_and_is_asked_for_where_it_belongs() {
        let mut facts = facts("2026-11-02", State::Attested, State::Attested);
        facts.documents[0].verified = false;
        let lines = checklist(&rules(), &facts);
        let of = |lines: &[Line], kind: &str| {
            lines.iter().find(|line| line.topic == Topic::Document(kind.to_owned())).cloned()
        };
        let agreement = of(&lines, "agreement").unwrap();
        assert!(!agreement.met && agreement.claimed);
        assert!(
            !lines.iter().any(|line| matches!(&line.topic, Topic::Document(kind) if kind != "agreement"))
        );
        facts.documents.push(DocumentFacts { kind: "agreement".to_owned(), verified: true });
        assert!(!of(&checklist(&rules(), &facts), "agreement").unwrap().met, "one of two was not seen");
        facts.documents.push(DocumentFacts { kind: "leave".to_owned(), verified: false });
        assert!(of(&checklist(&rules(), &facts), "leave").unwrap().claimed, "asked for, since it is there");
        facts.documents.retain(|one| one.kind == "agreement");
        facts.settings.insert("practice".to_owned());
        facts.specialty = Some("PSY".to_owned());
        let lines = checklist(&rules(), &facts);
        let documents = lines.iter().filter(|line| matches!(line.topic, Topic::Document(_))).count();
        assert_eq!(documents, 3);
    }

    #[test]
    fn nothing_is_met_because_it_is_absent() {
        let all = facts("2026-11-02", State::Attested, State::Attested);
        let whose = |specialty: &str| Facts { specialty: Some(specialty.to_owned()), ..all.clone() };
        let lines = checklist(&rules(), &whose("ANE"));
        assert_eq!((&lines[0].topic, lines[0].met), (&Topic::Plan("ANE".to_owned()), false), "no plan of it");
        let mut with = whose("ANE");
        with.plans[0].specialty = Some("ANE".to_owned());
        assert!(is_ready(&checklist(&rules(), &with)));
        let research = Dossier { requires: vec![Kind::Goal, Kind::Research, Kind::Time], ..rules() };
        let lines = checklist(&research, &all);
        assert!(lines.iter().any(|line| line.topic == Topic::Lacks(Kind::Research) && !line.met));
        let mut empty = all.clone();
        empty.plans[0].requirements.retain(|one| one.kind == Kind::Time);
        assert!(!is_ready(&checklist(&rules(), &empty)), "a plan without goals");
    }

    #[test]
    fn a_list_that_is_not_whole_is_never_met_and_a_curriculum_that_all_have_must_be_there() {
        let mut facts = facts("2026-11-02", State::Attested, State::Attested);
        facts.plans[0].partial = true;
        assert!(!checklist(&rules(), &facts)[0].met);
        let common = Dossier { common: vec!["FKM".to_owned()], ..rules() };
        let lines = checklist(&common, &facts);
        assert_eq!((&lines[0].topic, lines[0].met), (&Topic::Plan("FKM".to_owned()), false));
        facts.plans.clear();
        assert!(!is_ready(&checklist(&rules(), &facts)), "no plan, no dossier");
    }
}
