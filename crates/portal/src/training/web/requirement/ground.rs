//! What a requirement's page rests on, read on one connection, and what it says of it.

use base::{EntryId, PlanId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Permit, Role, Standing, StandingKind, Subject},
    curriculum::Attesters,
    refusal::Refusal,
    signoff::State,
};

use super::Typed;
use crate::{
    access,
    audit::{Act, What},
    documents::{self, Document, Stands, called},
    error::Result,
    forms, logging, people,
    portal::Call,
    show::{EntryLine, Happened, Happening, Official, Say, Who},
    signoff::{self, Case},
    training::{
        self,
        pages::requirement::{
            Annulment, Approver, Approvers, Attested, Did, How, Reading, Receipt, Requirement, Returned,
            Served, Supported, Waiting, When,
        },
        reading::{self, Acts},
    },
};

/// The most entries listed on a requirement's page.
const ENTRIES_MAX: i64 = 50;

/// All that the page rests on.
pub(super) struct Ground {
    pub(super) call: Call,
    pub(super) case: Case,
    pub(super) header: training::Header,
    pub(super) overview: training::Overview,
    pub(super) place: usize,
    official: Official,
    pub(super) standings: Vec<Standing>,
    pub(super) acts: Acts,
    pub(super) advice: Vec<signoff::Given>,
    pub(super) awaited: Vec<Role>,
    advisers: Vec<access::Approver>,
    pub(super) approvers: Vec<access::Approver>,
    pub(super) request: Option<signoff::Boxed>,
    pub(super) served: Option<training::store::Served>,
    pub(super) entries: Vec<logging::Line>,
    /// Those that nobody has signed and no request rests on.
    pub(super) unsigned: Vec<EntryId>,
    /// The entry that was just made, of this requirement or of an activity under it.
    pub(super) made: Option<logging::Line>,
    pub(super) activities: Vec<crate::show::Activity>,
    pub(super) leader: Option<String>,
    /// The documents on which it rests, or can rest, if it was achieved before; none where the scheme has no such thing.
    pub(super) credited_on: Option<Vec<Document>>,
    /// What was said last of the paper on which it is attested.
    paper: Option<Stands>,
}

impl Ground {
    pub(super) async fn read(
        c: &mut Conn,
        call: Call,
        plan: PlanId,
        code: &str,
        made: Option<EntryId>,
    ) -> Result<Self> {
        let mut case = signoff::case(c, &call, plan, code).await?;
        let header = training::header(c, plan, call.today).await?.ok_or(Refusal::NotFound)?;
        let overview = training::overview(c, &call, &header).await?;
        let place = overview.published.place_of(case.requirement).ok_or(Refusal::NotFound)?;
        if overview.is_on_paper(place) {
            case.standing.state = State::Attested;
        }
        let paper = match case.asked.kind {
            Kind::Time => {
                let named = (&*overview.published.curriculum.code, code);
                documents::of_paper(c, (case.trainee, header.programme), named).await?
            }
            Kind::Goal | Kind::Activity | Kind::Course | Kind::Research => None,
        };
        let official = reading::official(c, &overview.published, place).await?;
        let standings = access::standings(c, call.actor, call.today, case.at()).await?;
        let acts = Acts::read(c, plan, case.requirement).await?;
        let advice = signoff::advice(c, &case).await?;
        let done = case.standing.state == State::Attested;
        // What is attested waits for nobody's word, whether or not it was heard.
        let awaited = if done { Vec::new() } else { signoff::awaited_advice(c, &call, &case).await? };
        let advisers = reading::advisers(c, &call, &case, &awaited).await?;
        let who = call.portal.policies.who(Want::Attest, &case.subject());
        let approvers = if done {
            Vec::new()
        } else {
            access::approvers(c, call.today, case.at(), who, case.trainee).await?
        };
        let request = match case.sign_off {
            Some(id) => Some(signoff::boxed(c, id).await?),
            None => None,
        };
        let served = match case.asked.kind {
            Kind::Time => training::store::served(c, plan)
                .await?
                .into_iter()
                .find(|one| one.requirement == case.requirement),
            Kind::Goal | Kind::Activity | Kind::Course | Kind::Research => None,
        };
        let entries = logging::of_requirement(c, plan, case.requirement, ENTRIES_MAX).await?;
        let unsigned = logging::unsigned(c, plan, case.requirement).await?;
        let unsigned = unsigned.into_iter().map(|one| one.id).collect();
        let made = match made {
            Some(entry) => logging::find(c, plan, entry).await?,
            None => None,
        };
        let activities = reading::activities(c, &overview, plan, place).await?;
        let policies = &call.portal.policies;
        let leader = match policies.decide(call.actor, Want::Attest, &case.subject(), &standings) {
            Ok(permit) => match permit.on_behalf_of() {
                Some(leader) => people::find(c, leader).await?.map(|one| one.name),
                None => None,
            },
            Err(_) => None,
        };
        let credited_on = signoff::creditable(c, &call, &case).await?;
        Ok(Self {
            call,
            case,
            header,
            overview,
            place,
            official,
            standings,
            acts,
            advice,
            awaited,
            advisers,
            approvers,
            request,
            served,
            entries,
            unsigned,
            made,
            activities,
            leader,
            credited_on,
            paper,
        })
    }

    pub(super) fn may(&self, want: Want) -> Option<Permit> {
        self.call.portal.policies.decide(self.call.actor, want, &self.case.subject(), &self.standings).ok()
    }

    pub(super) fn own(&self) -> bool {
        self.case.trainee == self.call.actor
    }

    pub(super) fn view(&self, say: &Say<'_>, typed: Typed) -> Requirement {
        let book = &self.overview.published;
        let of = book.at(self.place);
        let standing = self.overview.standing(self.place);
        let did = self.did(&typed);
        let refused = typed.refused.clone();
        let words = refused.as_ref().and_then(|_| typed.words());
        let forms = self.forms(say, typed);
        Requirement {
            plan: self.case.plan,
            reading: self.reading(),
            code: of.code.clone(),
            kind: of.kind,
            title: of.title.clone(),
            theme: of.theme.clone(),
            arena: of.arena.clone(),
            state: standing.state,
            official: self.official.clone(),
            evidence: of.evidence.clone(),
            supports: book.goals_of(self.place).iter().map(|at| supported(say, book.at(*at))).collect(),
            counted: of.required_count.map(|required| (standing.registered, standing.signed, required)),
            served: self.served.as_ref().map(|one| Served {
                from: one.from,
                until: one.until,
                percent: one.percent,
                place: one.place.clone(),
            }),
            returned: self.returned(),
            waiting: self.waiting(),
            attested: self.attested(say),
            annulments: self.annulments(),
            activities: self.activities.clone(),
            entries: self.entries.iter().map(|one| self.entry(one)).collect(),
            advice: reading::advice(
                say.scheme,
                of.kind,
                self.advice.iter().cloned(),
                &self.awaited,
                Some(&self.advisers),
            ),
            approvers: self.approvers(),
            history: self.history(),
            did,
            refused,
            unsent: words.filter(|words| !forms.hold(words)),
            forms,
            key: forms::new_key(&self.call),
        }
    }

    /// What happened, newest first; that the paper was seen, too.
    fn history(&self) -> Vec<Happening> {
        let mut all = self.acts.happenings(self.call.actor);
        all.extend(self.paper.iter().filter_map(|stands| {
            let (what, sight) = match stands {
                Stands::Verified(sight) => (Happened::Verified, sight),
                Stands::Unverified(sight) => (Happened::Unverified, sight),
                Stands::Claimed | Stands::Withdrawn { .. } => return None,
            };
            let who = Who::new(sight.name.clone(), sight.role.parse().ok()?);
            Some(Happening { what, who, at: sight.at, comment: sight.comment.clone() })
        }));
        all.sort_by_key(|one| std::cmp::Reverse(one.at));
        all
    }

    fn reading(&self) -> Option<Reading> {
        if self.own() {
            return None;
        }
        let plan = Subject::Plan {
            scheme: &self.case.scheme,
            setting: &self.case.setting,
            trainee: self.case.trainee,
        };
        let policies = &self.call.portal.policies;
        let sees_plan = policies.decide(self.call.actor, Want::SeePlan, &plan, &self.standings).is_ok();
        let role = self.may(Want::SeeRequirement).map_or(Role::Supervisor, |permit| permit.role());
        Some(Reading { trainee: self.header.name.clone(), role, sees_plan })
    }

    fn returned(&self) -> Option<Returned> {
        if self.case.standing.state != State::Returned {
            return None;
        }
        let act = self.acts.last(What::Returned)?;
        Some(Returned {
            who: self.acts.who(act),
            at: act.at,
            comment: act.comment.clone().unwrap_or_default(),
        })
    }

    fn waiting(&self) -> Option<Waiting> {
        let request = self.request.as_ref().filter(|_| self.case.standing.state == State::Requested)?;
        Some(Waiting {
            sign_off: request.id,
            to: request.to_name.clone(),
            since: request.requested_at,
            recalls: self.own() && !self.case.archived,
            decides: !self.own() && self.may(Want::Attest).is_some(),
            mine: request.to == self.call.actor,
            gone: !self.approvers.iter().any(|one| one.person == request.to),
        })
    }

    fn attested(&self, say: &Say<'_>) -> Option<Attested> {
        if let Some(Stands::Verified(sight)) =
            self.paper.as_ref().filter(|_| self.overview.is_on_paper(self.place))
        {
            let who = Who::new(sight.name.clone(), sight.role.parse().ok()?);
            return Some(Attested { who, at: sight.at, how: How::OnPaper, annul: None, shows: None });
        }
        let id = self.case.attestation.filter(|_| self.case.standing.state == State::Attested)?.id;
        let act = self
            .acts
            .acts
            .iter()
            .rev()
            .find(|act| act.attestation == Some(id) && act.what.gives_attestation())?;
        let proposed = self.acts.acts.iter().any(|act| {
            act.what == What::AnnulmentProposed && act.attestation == Some(id) && !self.is_dropped(act)
        });
        let annul = (!proposed && self.may(Want::ProposeAnnulment).is_some()).then_some(id);
        let how = match act.what {
            What::Marked => How::Marked,
            What::Credited => How::Credited { on: act.on?, document: self.document_of(say, act) },
            _ => How::Vouched,
        };
        let shows = self.own().then_some(id);
        Some(Attested { who: self.acts.who(act), at: act.at, how, annul, shows })
    }

    /// The document on which it rests: its name for whoever may open it, what it is for the others.
    fn document_of(&self, say: &Say<'_>, act: &Act) -> String {
        let document = self.credited_on.iter().flatten().find(|one| Some(one.id) == act.document);
        let opens = self.own() || self.may(Want::Credit).is_some();
        document.map_or_else(String::new, |one| if opens { one.name.clone() } else { called(say, &one.kind) })
    }

    /// Whether the proposal was declined or withdrawn: then it is history.
    fn is_dropped(&self, proposed: &Act) -> bool {
        let dropped = |act: &&Act| matches!(act.what, What::AnnulmentDeclined | What::AnnulmentWithdrawn);
        self.acts.acts.iter().filter(dropped).any(|act| act.annulment == proposed.annulment)
    }

    /// Annulments, newest first; each proposal with its confirmation.
    fn annulments(&self) -> Vec<Annulment> {
        let of = |what: What| self.acts.acts.iter().rev().filter(move |act: &&Act| act.what == what);
        of(What::AnnulmentProposed)
            .filter(|proposed| !self.is_dropped(proposed))
            .map(|proposed| Annulment {
                proposed_by: self.acts.who(proposed),
                proposed_at: proposed.at,
                reason: proposed.comment.clone().unwrap_or_default(),
                confirmed: of(What::Annulled)
                    .find(|act| act.annulment == proposed.annulment)
                    .map(|act| (self.acts.who(act), act.at)),
            })
            .collect()
    }

    fn approvers(&self) -> Approvers {
        let people = self.approvers.iter().filter_map(|one| {
            let kind: StandingKind = one.standing.parse().ok()?;
            Some(Approver { name: one.name.clone(), role: kind.role(), deputy_until: one.deputy_until })
        });
        let when = match self.case.opens {
            Some(opens) => When::From(opens),
            None if !self.awaited.is_empty() => When::AfterAdvice(self.awaited.clone()),
            None => When::Any,
        };
        Approvers {
            people: people.collect(),
            roles: self.case.roles.clone(),
            when,
            self_registered: self.overview.published.at(self.place).attested_by == Attesters::NoSignature,
        }
    }

    fn entry(&self, one: &logging::Line) -> EntryLine {
        let left = self.case.standing.registered.saturating_sub(self.case.standing.signed);
        let undone =
            self.own() && !self.case.archived && self.unsigned.contains(&one.id) && one.count <= left;
        EntryLine {
            on: one.on,
            count: one.count,
            comment: one.comment.clone(),
            undo: undone.then_some(one.id),
            withdrawn: one.withdrawn_at.is_some(),
        }
    }

    /// What was just done, as far as it is so: an address can say anything.
    fn did(&self, typed: &Typed) -> Option<Did> {
        let mine = |what: What| self.acts.last(what).is_some_and(|act| act.actor == Some(self.call.actor));
        match typed.did.as_str() {
            "registered" => self.receipt().map(Did::Registered),
            "withdrawn" => mine(What::Withdrawn).then_some(Did::Withdrawn),
            "sent" => {
                let request =
                    self.request.as_ref().filter(|_| self.case.standing.state == State::Requested)?;
                Some(Did::Sent { to: request.to_name.clone(), completed_on: request.completed_on })
            }
            "recalled" => mine(What::Recalled).then_some(Did::Recalled),
            "advised" => mine(What::Advised).then_some(Did::Advised),
            "attested" => mine(What::Attested).then_some(Did::Attested),
            "marked" => mine(What::Marked).then_some(Did::Marked),
            "credited" => mine(What::Credited).then_some(Did::Credited),
            _ => None,
        }
    }

    /// The entry that was just made, as it was understood.
    fn receipt(&self) -> Option<Receipt> {
        let made = self.made.as_ref().filter(|one| self.own() && one.withdrawn_at.is_none())?;
        let of = self.overview.published.requirement(made.requirement)?;
        let other = made.requirement != self.case.requirement;
        let begun = self.header.from;
        Some(Receipt {
            title: other.then(|| of.title.clone()),
            on: made.on,
            count: made.count,
            undo: (other || self.unsigned.contains(&made.id)).then_some(made.id),
            before: (made.on < begun).then_some(begun),
        })
    }
}

fn supported(say: &Say<'_>, goal: &domain::curriculum::Requirement) -> Supported {
    Supported {
        code: goal.code.clone(),
        shown_code: goal.shown_code().to_owned(),
        title: say.title(&goal.title, &goal.code, goal.kind),
    }
}
