//! What the reader can do with a requirement: which forms stand on its page, and with what in them.

use domain::{
    access::{Act as Want, Kind, Permit, StandingKind},
    signoff::{State, may_be_approved},
};
use web::{Fields, format, parts::Choice};

use super::{Typed, ground::Ground};
use crate::{
    access,
    audit::{Act, What},
    documents::{Document, Stands, called},
    show::{Say, dotted},
    training::pages::requirement::{
        Attest, Credit, Forms, Send, attest_fields, register_fields, send_fields,
    },
    words,
};

impl Ground {
    /// The forms of the page, with what was typed into them.
    pub(super) fn forms(&self, say: &Say<'_>, typed: Typed) -> Forms {
        let state = self.case.standing.state;
        let live = !self.case.archived;
        let open = live && !matches!(state, State::Attested | State::Requested);
        if self.own() {
            // What is counted is registered first; a form that came back stays, with why.
            let rests = !self.case.standing.rests_on_nothing(self.case.asked) || typed.send.is_some();
            let asks = open && self.case.asked.signed_by_somebody && self.not_too_early();
            return Forms {
                register: (live && state != State::Attested && self.is_registered())
                    .then(|| typed.register.unwrap_or_else(|| register_fields(say.today))),
                registers_first: asks && !rests,
                send: (asks && rests).then(|| self.send(say, typed.send)),
                ..Forms::default()
            };
        }
        let attest = live && !matches!(state, State::Attested | State::Requested | State::Registered);
        let permit = self.may(Want::Attest);
        Forms {
            attest: permit.filter(|_| attest).map(|permit| self.attest(&permit, typed.attest)),
            advise: (live && state != State::Attested && self.may(Want::Advise).is_some())
                .then(|| typed.advise.unwrap_or_default()),
            mark: (attest && self.may(Want::MarkFulfilled).is_some()).then(|| typed.mark.unwrap_or_default()),
            credit: self
                .credited_on
                .as_ref()
                .filter(|_| live && state != State::Attested && self.may(Want::Credit).is_some())
                .map(|documents| self.credit(say, documents, typed.credit)),
            ..Forms::default()
        }
    }

    /// Goals and activities are registered as they are done. Time, courses and research are not counted: they are sent.
    const fn is_registered(&self) -> bool {
        matches!(self.case.asked.kind, Kind::Goal | Kind::Activity)
    }

    fn not_too_early(&self) -> bool {
        self.case.opens.is_none_or(|opens| opens <= self.call.today)
    }

    fn send(&self, say: &Say<'_>, typed: Option<Fields>) -> Send {
        let label = |one: &access::Approver| {
            // A deputy is no leader: who chooses one is told until when the delegation runs.
            if let Some(until) = one.deputy_until {
                return words::show_delegate_until(say.lang, say.date(until), &one.name);
            }
            let role = one.standing.parse::<StandingKind>().map(StandingKind::role);
            role.map_or_else(|_| one.name.clone(), |role| format!("{}, {}", one.name, say.role(role)))
        };
        let to: Vec<Choice> = self
            .approvers
            .iter()
            .map(|one| Choice { value: one.person.to_string(), label: label(one) })
            .collect();
        let last = self.request.as_ref().map(|request| request.to.to_string());
        let prefer = last.or_else(|| (to.len() == 1).then(|| to[0].value.clone()));
        let fields =
            typed.or_else(|| self.recalled()).unwrap_or_else(|| send_fields(say.today, prefer.as_deref()));
        Send { fields, to }
    }

    /// What stood in the request that was taken back, when that was the last thing to happen: to be corrected and sent again.
    fn recalled(&self) -> Option<Fields> {
        let told = [What::Requested, What::Recalled, What::Returned];
        let is_told = |act: &&Act| told.contains(&act.what) || act.what.gives_attestation();
        let last = self.acts.acts.iter().rev().find(is_told)?;
        let request = self.acts.last(What::Requested).filter(|_| last.what == What::Recalled)?;
        let day = request.on.map(format::numeric).unwrap_or_default();
        let to = request.to.map(|to| to.to_string()).unwrap_or_default();
        let comment = request.comment.as_deref().unwrap_or_default();
        Some(Fields::with(&[("to", &to), ("completed_on", &day), ("comment", comment)]))
    }

    fn credit(&self, say: &Say<'_>, documents: &[Document], typed: Option<Fields>) -> Credit {
        let rules = say.scheme.credit.as_ref();
        let name = |one: &Document| dotted(&[format::capitalised(&called(say, &one.kind)), one.name.clone()]);
        let seen = |one: &&Document| matches!(one.stands, Stands::Verified(_));
        let choice = |one: &Document| {
            let unseen = if seen(&one) { "" } else { words::dossiers_line_unseen(say.lang) };
            Choice { value: one.id.to_string(), label: dotted(&[name(one).as_str(), unseen]) }
        };
        Credit {
            documents: documents.iter().map(choice).collect(),
            unseen: documents.iter().filter(|one| !seen(one)).map(name).collect(),
            kinds: rules.iter().flat_map(|rules| &rules.documents).map(|kind| called(say, kind)).collect(),
            post_months_min: rules.and_then(|rules| rules.post_months_min),
            listed_at: format!("/trainees/{}/documents", self.case.trainee),
            fields: typed.unwrap_or_default(),
        }
    }

    fn attest(&self, permit: &Permit, typed: Option<Fields>) -> Attest {
        let scheme = self.call.portal.schemes.get(&self.case.scheme);
        let missing = self.activities.iter().filter(|one| !one.state.is_end()).count();
        let asks = scheme.is_some_and(|of| of.approval.needs_reason(self.case.asked.kind, missing));
        let blocked = may_be_approved(self.case.opens, self.call.today, &self.awaited).err();
        Attest {
            role: Some(permit.role()),
            on_behalf_of: self.leader.clone(),
            missing: if asks { u32::try_from(missing).unwrap_or(u32::MAX) } else { 0 },
            absence_percent: scheme.and_then(|scheme| scheme.absence_certified(self.case.asked.kind)),
            blocked,
            fields: typed.unwrap_or_else(|| {
                let standing = self.case.standing;
                attest_fields(standing.registered.saturating_sub(standing.signed))
            }),
        }
    }
}
