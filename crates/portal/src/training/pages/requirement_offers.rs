//! What the reader can do with a requirement: which forms stand on its page, and with what in them.

use domain::{access::Role, refusal::Refusal};
use web::{Fields, parts::Choice};

/// What the reader can do: a form each, with what was typed.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// Register it: `on_date`, `count`, `comment`.
    pub register: Option<Fields>,
    /// Send it: `to`, `completed_on`, `comment`.
    pub send: Option<Send>,
    /// It is sent once something is registered.
    pub registers_first: bool,
    /// Attest it unasked.
    pub attest: Option<Attest>,
    /// Advise on it: `recommends` (`yes`, `no`), `comment`, `meeting_on`.
    pub advise: Option<Fields>,
    /// Mark it fulfilled: `comment`.
    pub mark: Option<Fields>,
    /// Register that it was achieved before.
    pub credit: Option<Credit>,
}

impl Forms {
    /// Whether one of them stands there with these words in it.
    pub fn hold(&self, words: &str) -> bool {
        let send = self.send.as_ref().filter(|one| !one.to.is_empty()).map(|one| &one.fields);
        let attest = self.attest.as_ref().filter(|one| one.blocked.is_none()).map(|one| &one.fields);
        let all = [self.register.as_ref(), send, attest, self.advise.as_ref(), self.mark.as_ref()];
        let credit = self.credit.as_ref().map(|credit| &credit.fields);
        all.into_iter().flatten().chain(credit).any(|fields| fields.value("comment").trim() == words)
    }
}

/// Sending it to somebody.
#[derive(Debug, Clone, Default)]
pub struct Send {
    /// Those who may receive it; empty says so.
    pub to: Vec<Choice>,
    /// What was typed.
    pub fields: Fields,
}

/// Attesting it unasked.
#[derive(Debug, Clone, Default)]
pub struct Attest {
    /// In which role.
    pub role: Option<Role>,
    /// For which leader.
    pub on_behalf_of: Option<String>,
    /// How many recommended activities are missing: then a reason is needed.
    pub missing: u32,
    /// Absence that is certified to be under so many percent.
    pub absence_percent: Option<u8>,
    /// What stands in the way.
    pub blocked: Option<Refusal>,
    /// What was typed: `comment`.
    pub fields: Fields,
}

/// Registering that it was achieved before.
#[derive(Debug, Clone, Default)]
pub struct Credit {
    /// The trainee's documents on which it can rest; empty says so.
    pub documents: Vec<Choice>,
    /// Those of them whose original nobody has seen, by name.
    pub unseen: Vec<String>,
    /// Which kinds of document those are, in words.
    pub kinds: Vec<String>,
    /// Only posts of at least so many months count.
    pub post_months_min: Option<u8>,
    /// Where the trainee's documents are listed.
    pub listed_at: String,
    /// What was typed: `document`, `completed_on`, `comment`.
    pub fields: Fields,
}
