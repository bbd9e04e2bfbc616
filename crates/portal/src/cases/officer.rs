//! The authority's side: the desk with what was sent, a question, a decision. Whatever an officer sees of a case
//! leaves one row in the access log, which its trainee reads.

use std::cmp::Reverse;

use base::{CaseId, Day, Moment, PersonId, ProgrammeId};
use db::{Conn, Work};
use domain::{
    access::{Act as Want, Permit, Role, Subject},
    refusal::{FieldErrors, Instead, Problem, Refusal},
    text::{Comment, holds_national_id},
};

use super::{
    Case, Happened, QUESTIONS_MAX, happen,
    opening::{allowed, opened},
    store, with_events,
};
use crate::{
    access::{self, At},
    audit::{self, Act, What},
    dossiers,
    error::{Error, Result},
    identifiers,
    notices::{self, Notice},
    people,
    portal::Call,
};

/// Tells the trainee what the authority did.
async fn tell(c: &mut Conn, call: &Call, act: &Act, trainee: PersonId) -> Result<()> {
    Ok(notices::tell(c, call, &Notice::about(act, trainee)).await?)
}

/// The authority asks the trainee.
#[derive(Clone)]
pub struct AskBack {
    /// Who, when.
    pub call: Call,
    /// In which case.
    pub case: CaseId,
    /// What.
    pub comment: Comment,
}

impl Work for AskBack {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let (case, permit) = allowed(c, &self.call, self.case, Want::DecideCase).await?;
        if case.state().is_end() {
            return Err(Refusal::WrongState(Instead::Decided).into());
        }
        if case.is_full(QUESTIONS_MAX, |what| *what == Happened::Asked) {
            let max = i64::try_from(QUESTIONS_MAX).unwrap_or(i64::MAX);
            return Err(Error::field("comment", Problem::TooMany { max }));
        }
        let case = opened(c, &self.call, case, &permit).await?;
        let comment = Some(self.comment.as_str());
        let event = store::NewEvent { what: "asked", comment, ..store::NewEvent::default() };
        let act = happen(c, &self.call, (What::CaseAsked, &case), event, &permit).await?;
        tell(c, &self.call, &act, case.sent.trainee).await
    }
}

/// The authority decides. It is final here.
#[derive(Clone)]
pub struct Decide {
    /// Who, when.
    pub call: Call,
    /// In which case.
    pub case: CaseId,
    /// Whether what was applied for is granted.
    pub granted: bool,
    /// How many things had happened to it, as whoever decides saw it; none: whatever has happened.
    pub seen: Option<usize>,
    /// Whether whoever decides was told that something it rests on stands no more; none: however it is.
    pub fell: Option<bool>,
    /// The day of the decision.
    pub on: Day,
    /// The authority's words; needed when it refuses.
    pub comment: Option<Comment>,
}

impl Decide {
    /// The case and the leave, if it can be decided so.
    async fn weighed(&self, c: &mut Conn) -> Result<(Case, Permit)> {
        let call = &self.call;
        let (case, permit) = allowed(c, call, self.case, Want::DecideCase).await?;
        if case.state().is_end() {
            return Err(Refusal::WrongState(Instead::Decided).into());
        }
        if self.seen.is_some_and(|seen| seen != case.events.len()) {
            return Err(Refusal::WrongState(Instead::Changed).into());
        }
        let sent_on = case.sent.sent_at.day_in(call.portal.world.zone());
        let mut errors = FieldErrors::default();
        if self.on > call.today {
            errors.note("on", Problem::InFuture);
        } else if self.on < sent_on {
            errors.note("on", Problem::TooLongAgo);
        }
        if !self.granted && self.comment.is_none() {
            errors.note("comment", Problem::Required);
        }
        errors.or_ok()?;
        // Nothing is granted on what nobody believes any more.
        let last = case.dossiers().last().copied().unwrap_or(case.sent.dossier);
        let ended = identifiers::if_read(dossiers::key_ended(c, &call.portal, last).await)?;
        if self.granted && ended == Some(true) {
            return Err(Refusal::WrongState(Instead::KeyEnded).into());
        }
        // Nor on what fell while whoever grants it did not look.
        if self.granted && self.fell == Some(false) && dossiers::fell(c, call, last).await? {
            return Err(Refusal::WrongState(Instead::Changed).into());
        }
        Ok((case, permit))
    }
}

/// Asks whether a decision could be made, before whoever makes it is asked whether they are sure. Nothing is written.
#[derive(Clone)]
pub struct Weigh(pub Decide);

impl Work for Weigh {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        self.0.weighed(c).await.map(drop)
    }
}

impl Work for Decide {
    type Done = ();
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<()> {
        let call = &self.call;
        let (case, permit) = self.weighed(c).await?;
        let case = opened(c, call, case, &permit).await?;
        if !self.granted {
            store::stand_no_more(c, case.sent.id, &permit).await?;
        }
        let event = store::NewEvent {
            what: "decided",
            comment: self.comment.as_ref().map(Comment::as_str),
            granted: Some(self.granted),
            on: Some(self.on),
            ..store::NewEvent::default()
        };
        let act = happen(c, call, (What::CaseDecided, &case), event, &permit).await?;
        tell(c, call, &act, case.sent.trainee).await
    }
}

/// Which cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Those that are not decided, the oldest first.
    Waiting,
    /// Those of them in which it is the authority's turn.
    Ours,
    /// Those that are, the newest first.
    Decided,
    /// Those whose trainee or number fits these words, decided or not, the newest first.
    Fits(String),
    /// Those of these people, decided or not, the newest first.
    Of(Vec<PersonId>),
}

/// Where a case stands in a list: when it was sent.
pub type Place = (Moment, CaseId);

/// One page of cases.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Those on it.
    pub all: Vec<Case>,
    /// The last that was read, when there are more.
    pub next: Option<Place>,
}

/// The schemes whose cases somebody handles, by their roles.
fn handled(call: &Call, grants: &[people::Grant]) -> Vec<String> {
    let reaches = |grant: &&people::Grant| {
        let reach = call.portal.policies.reach(&grant.scheme, Want::SeeCase);
        reach.standings().any(|kind| kind.role() == grant.role)
    };
    let mut schemes: Vec<String> = grants.iter().filter(reaches).map(|grant| grant.scheme.clone()).collect();
    schemes.sort_unstable();
    schemes.dedup();
    schemes
}

/// Whether somebody with these roles has a desk.
pub fn handles(call: &Call, grants: &[people::Grant]) -> bool {
    !handled(call, grants).is_empty()
}

/// One page of the desk. It leaves one row in the access log.
pub async fn listed(call: &Call, which: Which, after: Option<Place>, limit: usize) -> Result<Listed> {
    let asked = call.clone();
    let read =
        call.portal.db.read(move |c| Box::pin(async move { page(c, &asked, &which, after, limit).await }));
    let (listed, role) = read.await?;
    if let Some(role) = role {
        let whose = listed.all.iter().map(|case| case.sent.trainee).collect();
        audit::listed(call, role, Want::SeeCase.code(), whose).await?;
    }
    Ok(listed)
}

/// What an officer looks for who types this. A national number stands in no address: it is looked up, and goes no further.
pub async fn sought(call: &Call, typed: &str) -> Result<Which> {
    let (asked, words, unlabelled) = (call.clone(), typed.to_owned(), unlabelled(typed).to_owned());
    let read = call.portal.db.read(move |c| {
        Box::pin(async move {
            let (portal, grants) = (&asked.portal, people::grants_of(c, asked.actor, asked.today).await?);
            let handled = handled(&asked, &grants);
            let schemes = handled.iter().filter_map(|code| portal.schemes.get(code));
            let kinds = schemes.flat_map(|scheme| &scheme.identifiers);
            let people = identifiers::holders(c, &portal.identifiers, kinds, &unlabelled).await?;
            // Nobody's here, of another country, or mistyped: it stands in no address all the same.
            let people = people.or_else(|| is_numberlike(&words).then(Vec::new));
            // A case's number is looked for without the word before it; a name has none in it.
            Ok::<_, Error>(people.map_or(Which::Fits(unlabelled), Which::Of))
        })
    });
    read.await
}

/// What follows a word for what it is: of `CPR: 020257-5002` or `Sag 2026-0001` the number.
fn unlabelled(typed: &str) -> &str {
    let from = typed.find(|letter: char| letter.is_ascii_digit()).unwrap_or_default();
    let (label, number) = typed.split_at(from);
    if label.ends_with(|letter: char| letter.is_whitespace() || letter == ':') { number } else { typed }
}

/// As many digits as no case's number has.
const DIGITS: usize = 9;

/// Whether this is, or was to be, a national number.
pub fn is_numberlike(words: &str) -> bool {
    holds_national_id(words) || words.chars().filter(char::is_ascii_digit).count() >= DIGITS
}

/// How many cases wait in the schemes that the caller handles, by whose turn it is. They are numbers, and nobody's record.
pub async fn turns(c: &mut Conn, call: &Call) -> Result<store::Turns> {
    let grants = people::grants_of(c, call.actor, call.today).await?;
    let mut all = store::Turns::default();
    for scheme in handled(call, &grants) {
        let here = store::turns(c, &scheme, call.actor).await?;
        all = store::Turns { ours: all.ours + here.ours, theirs: all.theirs + here.theirs };
    }
    Ok(all)
}

async fn page(
    c: &mut Conn,
    call: &Call,
    which: &Which,
    after: Option<Place>,
    limit: usize,
) -> Result<(Listed, Option<Role>)> {
    let grants = people::grants_of(c, call.actor, call.today).await?;
    let many = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut sent = Vec::new();
    for scheme in handled(call, &grants) {
        sent.extend(match which {
            Which::Waiting => store::waiting(c, &scheme, after.unwrap_or(FIRST), many).await?,
            Which::Ours => store::ours(c, &scheme, after.unwrap_or(FIRST), many).await?,
            Which::Decided => store::decided(c, &scheme, after.unwrap_or(LAST), many).await?,
            Which::Fits(words) => store::found(c, &scheme, words, after.unwrap_or(LAST), many).await?,
            Which::Of(people) => store::of_people(c, &scheme, people, after.unwrap_or(LAST), many).await?,
        });
    }
    match which {
        Which::Waiting | Which::Ours => sent.sort_by_key(place),
        Which::Decided | Which::Fits(_) | Which::Of(_) => sent.sort_by_key(|one| Reverse(place(one))),
    }
    let more = sent.len() > limit;
    sent.truncate(limit);
    let next = sent.last().filter(|_| more).map(place);
    let programmes: Vec<ProgrammeId> = sent.iter().map(|one| one.programme).collect();
    let among = access::among(c, call.actor, call.today, &programmes).await?;
    let mut role = None;
    sent.retain(|one| {
        let subject = Subject::Case { scheme: &one.scheme, trainee: one.trainee };
        let standings = among.at(At { programme: one.programme, requirement: None });
        let permit = call.portal.policies.decide(call.actor, Want::SeeCase, &subject, &standings);
        role = role.or(permit.as_ref().ok().map(Permit::role));
        permit.is_ok()
    });
    Ok((Listed { all: with_events(c, &call.portal, sent).await?, next }, role))
}

fn place(one: &store::Sent) -> Place {
    (one.sent_at, one.id)
}

const FIRST: Place = (Moment::from_micros(i64::MIN), CaseId::from_uuid(uuid::Uuid::nil()));
const LAST: Place = (Moment::from_micros(i64::MAX), CaseId::from_uuid(uuid::Uuid::max()));
