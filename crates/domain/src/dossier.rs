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
    /// Whether the overview of employments was confirmed as it is.
    pub employments_confirmed: bool,
    /// The kinds of numbers that are known of them.
    pub identifiers: BTreeSet<String>,
    /// The kinds of numbers that are known of them, and cannot be read just now.
    pub unread: BTreeSet<String>,
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
    /// The time that it attests: two curricula may each have one with the same code.
    pub attests: Option<AttestsFacts>,
    /// Whether somebody entitled has seen the original.
    pub verified: bool,
}

/// A time element as everyone outside names it: in whichever version of the curriculum it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestsFacts {
    /// The curriculum's code.
    pub curriculum: String,
    /// Its own code.
    pub code: String,
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
    /// The overview of employments.
    Employments,
    /// A national number of the applicant, by its kind.
    Identifier(String),
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
    /// It may be sent without.
    pub optional: bool,
    /// A document is on record whose original nobody has seen.
    pub claimed: bool,
    /// A number is here that cannot be read just now. It is not left out: what is sent without it stays without it.
    pub unread: bool,
}

impl Line {
    const fn new(topic: Topic, met: bool) -> Self {
        Self {
            topic,
            met,
            of: None,
            missing: Vec::new(),
            earliest: None,
            follows: false,
            optional: false,
            claimed: false,
            unread: false,
        }
    }
}

/// Whether all that must be there is.
pub fn is_ready(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.met || line.follows || line.optional)
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
            lines.extend(
                times.map(|one| of_time((place, plan), one, facts, last == Some((place, &one.code)))),
            );
        }
    }
    let has =
        |kind: Kind| facts.plans.iter().any(|plan| plan.requirements.iter().any(|one| one.kind == kind));
    let lacks = rules.requires.iter().filter(|kind| !facts.plans.is_empty() && !has(**kind));
    lines.extend(lacks.map(|kind| Line::new(Topic::Lacks(*kind), false)));
    if rules.employments {
        lines.push(Line::new(Topic::Employments, facts.employments_confirmed));
    }
    lines.extend(rules.identifiers.iter().map(|asked| {
        let met = facts.identifiers.contains(&asked.kind);
        let unread = !met && facts.unread.contains(&asked.kind);
        let optional = !asked.required && !unread;
        Line { optional, unread, ..Line::new(Topic::Identifier(asked.kind.clone()), met) }
    }));
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

/// Time is met by its attestation, or by one on paper whose original was seen.
fn of_time(
    (place, plan): (usize, &PlanFacts),
    one: &RequirementFacts,
    facts: &Facts,
    may_follow: bool,
) -> Line {
    let is_it = |of: &AttestsFacts| (&of.curriculum, &of.code) == (&plan.curriculum, &one.code);
    let on_paper = || facts.documents.iter().filter(|paper| paper.attests.as_ref().is_some_and(is_it));
    let met = one.state.is_end() || on_paper().any(|paper| paper.verified);
    let mut line = Line::new(Topic::Time { plan: place, code: one.code.clone() }, met);
    if !met {
        line.claimed = on_paper().next().is_some();
        line.missing = vec![one.code.clone()];
        line.earliest = one.opens.filter(|opens| facts.today.is_none_or(|today| today < *opens));
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
mod tests;
