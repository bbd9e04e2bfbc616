//! Why something may not be done: facts, no sentences. The page and the API each find their own words.

use std::borrow::Cow;

use base::Day;

/// What stands in the way. `code()` is its machine-readable name in the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is logged in.
    NotLoggedIn,
    /// It does not exist, or is not the actor's to know of.
    NotFound,
    /// The actor may know of it and yet not do this.
    NotEntitled,
    /// The actor came by a door that only reads.
    ReadsOnly,
    /// The window has not opened.
    TooEarly {
        /// The first day on which it may be done.
        opens: Day,
    },
    /// It is attested already.
    AlreadyAttested,
    /// A request waits already.
    AlreadyRequested,
    /// The advice that must come first is missing.
    AwaitingAdvice {
        /// Roles whose recommendation is missing, as codes.
        missing: Vec<&'static str>,
    },
    /// Something that must come first is missing.
    NotReady,
    /// Something is missing on the record that an application asks for.
    RecordNotReady,
    /// Something that a sealed dossier rests on was taken back since.
    NoLongerStands,
    /// It is not in a state in which this can be done.
    WrongState(Instead),
    /// Two different persons are needed, and this is the first one again.
    SamePerson,
    /// The same idempotency key came with another body.
    KeyReused,
    /// A request with this idempotency key is still being answered.
    InFlight,
    /// Too many tries.
    TooMany {
        /// Seconds until the next try is worth it.
        retry_after: u32,
    },
}

impl Refusal {
    /// The machine-readable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotLoggedIn => "not_logged_in",
            Self::NotFound => "not_found",
            Self::NotEntitled | Self::ReadsOnly => "not_entitled",
            Self::TooEarly { .. } => "too_early",
            Self::AlreadyAttested => "already_attested",
            Self::AlreadyRequested => "already_requested",
            Self::AwaitingAdvice { .. } => "awaiting_advice",
            Self::NotReady | Self::RecordNotReady | Self::NoLongerStands => "not_ready",
            Self::WrongState(_) => "wrong_state",
            Self::SamePerson => "same_person",
            Self::KeyReused => "key_reused",
            Self::InFlight => "in_flight",
            Self::TooMany { .. } => "too_many",
        }
    }

    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotLoggedIn => 401,
            Self::NotEntitled | Self::ReadsOnly => 403,
            Self::NotFound => 404,
            Self::KeyReused => 422,
            Self::TooMany { .. } => 429,
            Self::TooEarly { .. }
            | Self::AlreadyAttested
            | Self::AlreadyRequested
            | Self::AwaitingAdvice { .. }
            | Self::NotReady
            | Self::RecordNotReady
            | Self::NoLongerStands
            | Self::WrongState(_)
            | Self::SamePerson
            | Self::InFlight => 409,
        }
    }
}

/// What is the case instead, where something cannot be done as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// Something else than whoever acts thought: it has changed meanwhile.
    Changed,
    /// The request was taken back.
    Recalled,
    /// The request was returned.
    Returned,
    /// The plan is archived.
    Archived,
    /// Something is recorded in the plan.
    Begun,
    /// Nothing is recorded in the plan.
    NotBegun,
    /// The trainee has a plan on that version.
    Assigned,
    /// Nobody needs to sign it.
    NeedsNoSignature,
    /// A request rests on the entry, or somebody has signed it.
    InUse,
    /// It is proposed already to take the attestation back.
    Proposed,
    /// The attestation was taken back.
    Annulled,
    /// The proposal was withdrawn or declined.
    GivenUp,
    /// Somebody has seen the document's original.
    Verified,
    /// The document was taken back.
    Withdrawn,
    /// A dossier of this kind was sent, and its case is under way.
    Sent,
    /// The dossier was not sent, or was taken back.
    NotSent,
    /// The authority has opened the case.
    Opened,
    /// The authority has decided.
    Decided,
    /// The authority has granted it.
    Granted,
    /// The dossier's file is being made.
    Sealing,
    /// The time after the decision is over in which the authority opens what was sent.
    Shut,
    /// What was sent is on its way to the authority, or may have come there.
    Delivering,
    /// The key that sealed the dossier was taken out of those that are believed.
    KeyEnded,
    /// The paper is of a day before what it attests could be attested.
    DatedEarly,
}

impl Instead {
    /// Every one.
    pub const ALL: [Self; 24] = [
        Self::Changed,
        Self::Recalled,
        Self::Returned,
        Self::Archived,
        Self::Begun,
        Self::NotBegun,
        Self::Assigned,
        Self::NeedsNoSignature,
        Self::InUse,
        Self::Proposed,
        Self::Annulled,
        Self::GivenUp,
        Self::Verified,
        Self::Withdrawn,
        Self::Sent,
        Self::NotSent,
        Self::Opened,
        Self::Decided,
        Self::Granted,
        Self::Sealing,
        Self::Shut,
        Self::Delivering,
        Self::KeyEnded,
        Self::DatedEarly,
    ];

    /// The machine-readable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Recalled => "recalled",
            Self::Returned => "returned",
            Self::Archived => "archived",
            Self::Begun => "begun",
            Self::NotBegun => "not_begun",
            Self::Assigned => "assigned",
            Self::NeedsNoSignature => "needs_no_signature",
            Self::InUse => "in_use",
            Self::Proposed => "proposed",
            Self::Annulled => "annulled",
            Self::GivenUp => "given_up",
            Self::Verified => "verified",
            Self::Withdrawn => "withdrawn",
            Self::Sent => "sent",
            Self::NotSent => "not_sent",
            Self::Opened => "opened",
            Self::Decided => "decided",
            Self::Granted => "granted",
            Self::Sealing => "sealing",
            Self::Shut => "shut",
            Self::Delivering => "delivering",
            Self::KeyEnded => "key_ended",
            Self::DatedEarly => "dated_early",
        }
    }

    /// The one with this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What is wrong with one field of a form: facts, no sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// More than so many characters.
    TooLong {
        /// The limit in characters.
        max: usize,
    },
    /// Not a day that exists.
    NotADay,
    /// A day after today.
    InFuture,
    /// A day before anything could have happened.
    TooLongAgo,
    /// The last day comes before the first.
    EndsBeforeStart,
    /// Not a whole number.
    NotANumber,
    /// A number outside these bounds.
    OutOfRange {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// Holds a national identity number.
    NationalId,
    /// Holds characters that are not text.
    NotText,
    /// Nothing has this code, name or id.
    Unknown,
    /// A person who may not receive it.
    NotApprover,
    /// Not of the scheme of the programme.
    DoesNotFit,
    /// Not held for one person alone.
    NotForOne,
    /// They hold it already.
    AlreadyHeld,
    /// A day after the one on which it ends anyway.
    AfterItsEnd,
    /// A day after the one that the document bears on which it rests.
    AfterDocument,
    /// Advice is given on goals, and this is none.
    NotAGoal,
    /// A period of more than so many days.
    TooManyDays {
        /// The limit in days.
        max: i64,
    },
    /// A file that is neither PDF nor JPEG nor PNG.
    NotADocument,
    /// A file that did not arrive whole.
    CutOff,
    /// A file of more than so many bytes.
    TooLarge {
        /// The limit in bytes.
        max: u64,
    },
    /// As many are there as there may be.
    TooMany {
        /// The limit.
        max: i64,
    },
}

impl Problem {
    /// The machine-readable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::NotADay => "not_a_day",
            Self::InFuture => "in_future",
            Self::TooLongAgo => "too_long_ago",
            Self::EndsBeforeStart => "ends_before_start",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NationalId => "national_id",
            Self::NotText => "not_text",
            Self::Unknown => "unknown",
            Self::NotApprover => "not_approver",
            Self::DoesNotFit => "does_not_fit",
            Self::NotForOne => "not_for_one",
            Self::AlreadyHeld => "already_held",
            Self::AfterItsEnd => "after_its_end",
            Self::AfterDocument => "after_document",
            Self::NotAGoal => "not_a_goal",
            Self::TooManyDays { .. } => "too_many_days",
            Self::NotADocument => "not_a_document",
            Self::CutOff => "cut_off",
            Self::TooLarge { .. } => "too_large",
            Self::TooMany { .. } => "too_many",
        }
    }
}

/// The fields that cannot be taken, each with its problem, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(Cow<'static, str>, Problem)>);

impl FieldErrors {
    /// One field, one problem.
    pub fn one(field: impl Into<Cow<'static, str>>, problem: Problem) -> Self {
        Self(vec![(field.into(), problem)])
    }
    /// Notes one more.
    pub fn note(&mut self, field: impl Into<Cow<'static, str>>, problem: Problem) {
        self.0.push((field.into(), problem));
    }
    /// Takes what `result` holds, or notes its problem under `field`.
    pub fn take<T>(&mut self, field: &'static str, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.note(field, problem)).ok()
    }
    /// Nothing noted: go on.
    pub fn or_ok(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
    /// Each field with its problem.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(field, problem)| (field.as_ref(), problem))
    }
    /// The problem noted under `field`.
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| problem)
    }
}

impl<F: Into<Cow<'static, str>>> FromIterator<(F, Problem)> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = (F, Problem)>>(all: I) -> Self {
        Self(all.into_iter().map(|(field, problem)| (field.into(), problem)).collect())
    }
}
