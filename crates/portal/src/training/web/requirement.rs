//! A requirement's page, for the trainee and for everybody else with a right to see it.

use axum::{
    extract::{Path, State as Shared},
    http::{StatusCode, Uri},
    response::Response,
};
use base::PlanId;
use db::Conn;
use domain::{
    access::{Act as Want, Kind, Permit, Role, Standing, StandingKind, Subject},
    curriculum::Attesters,
    refusal::Refusal,
    signoff::State,
};
use web::{Fields, Form, page::Ask, parts::Choice};

use crate::{
    access,
    audit::{Act, What},
    desk::Desk,
    door::Caller,
    error::Result,
    forms, logging, people,
    portal::{App, Call},
    show::{EntryLine, Say},
    signoff::{self, Case},
    training::{
        self,
        pages::requirement::{
            Annulment, Approver, Approvers, Attest, Attested, Did, Forms, Reading, Requirement, Returned,
            Send, Served, Waiting, When, register_fields, requirement, send_fields,
        },
        reading::{self, Acts},
    },
};

/// The most entries listed on a requirement's page.
const ENTRIES_MAX: i64 = 50;

/// `GET /plans/{plan}/requirements/{code}`.
pub async fn show(
    Shared(_): Shared<App>,
    caller: Caller,
    ask: Ask,
    Path((plan, code)): Path<(PlanId, String)>,
    uri: Uri,
) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let typed =
        Typed { did: query.value("did").to_owned(), to: query.value("to").to_owned(), ..Typed::default() };
    answer(&desk, ask, plan, &code, StatusCode::OK, typed).await
}

/// What was typed into one of the page's forms, and what came of it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) register: Option<Fields>,
    pub(super) send: Option<Fields>,
    pub(super) attest: Option<Fields>,
    pub(super) advise: Option<Fields>,
    pub(super) mark: Option<Fields>,
    pub(super) refused: Option<Refusal>,
    pub(super) did: String,
    pub(super) to: String,
}

pub(super) async fn answer(
    desk: &Desk,
    ask: Ask,
    plan: PlanId,
    code: &str,
    status: StatusCode,
    typed: Typed,
) -> Result<Response> {
    let call = desk.caller.call.clone();
    let code = code.to_owned();
    let own = desk.plans.iter().any(|one| one.id == plan);
    if !own {
        signoff::open(&call, plan, &code).await?;
    }
    let app = call.portal.clone();
    let ground =
        app.db.read(move |c| Box::pin(async move { Ground::read(c, call, plan, &code).await })).await?;
    let say = desk.say_of(&ground.case.scheme);
    let view = ground.view(&say, typed);
    Ok(desk.page_with(status, &say, ask, own.then_some(plan), requirement(&say, &view)))
}

/// All that the page rests on.
struct Ground {
    call: Call,
    case: Case,
    header: training::Header,
    overview: training::Overview,
    place: usize,
    standings: Vec<Standing>,
    acts: Acts,
    advice: Vec<signoff::Given>,
    awaited: Vec<Role>,
    approvers: Vec<access::Approver>,
    request: Option<signoff::Boxed>,
    served: Option<training::store::Served>,
    entries: Vec<logging::Line>,
    activities: Vec<crate::show::Activity>,
    leader: Option<String>,
}

impl Ground {
    async fn read(c: &mut Conn, call: Call, plan: PlanId, code: &str) -> Result<Self> {
        let case = signoff::case(c, &call, plan, code).await?;
        let header = training::header(c, plan, call.today).await?.ok_or(Refusal::NotFound)?;
        let overview = training::overview(c, &call, &header).await?;
        let place = overview.published.place_of(case.requirement).ok_or(Refusal::NotFound)?;
        let standings = access::standings(c, call.actor, call.today, case.at()).await?;
        let acts = Acts::read(c, plan, case.requirement).await?;
        let advice = signoff::advice(c, &case).await?;
        let awaited = signoff::awaited_advice(c, &call, &case).await?;
        let who = call.portal.policies.who(Want::Attest, &case.subject());
        let done = case.standing.state == State::Attested;
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
        let activities = reading::activities(c, &overview, plan, place).await?;
        let policies = &call.portal.policies;
        let leader = match policies.decide(call.actor, Want::Attest, &case.subject(), &standings) {
            Ok(permit) => match permit.on_behalf_of() {
                Some(leader) => people::find(c, leader).await?.map(|one| one.name),
                None => None,
            },
            Err(_) => None,
        };
        Ok(Self {
            call,
            case,
            header,
            overview,
            place,
            standings,
            acts,
            advice,
            awaited,
            approvers,
            request,
            served,
            entries,
            activities,
            leader,
        })
    }

    fn may(&self, want: Want) -> Option<Permit> {
        self.call.portal.policies.decide(self.call.actor, want, &self.case.subject(), &self.standings).ok()
    }

    fn own(&self) -> bool {
        self.case.trainee == self.call.actor
    }

    fn view(&self, say: &Say<'_>, typed: Typed) -> Requirement {
        let book = &self.overview.published;
        let of = book.at(self.place);
        let standing = self.overview.standing(self.place);
        Requirement {
            plan: self.case.plan,
            reading: self.reading(),
            code: of.code.clone(),
            kind: of.kind,
            title: of.title.clone(),
            theme: of.theme.clone(),
            arena: of.arena.clone(),
            state: standing.state,
            official: reading::official(book, self.place),
            evidence: of.evidence.clone(),
            supports: book
                .goals_of(self.place)
                .iter()
                .map(|at| (book.at(*at).code.clone(), book.at(*at).title.clone()))
                .collect(),
            counted: of.required_count.map(|required| (standing.registered, standing.signed, required)),
            served: self.served.as_ref().map(|one| Served {
                from: one.from,
                until: one.until,
                percent: one.percent,
                place: one.place.clone(),
            }),
            returned: self.returned(),
            waiting: self.waiting(),
            attested: self.attested(),
            annulments: self.annulments(),
            activities: self.activities.clone(),
            entries: self
                .entries
                .iter()
                .map(|one| EntryLine { on: one.on, count: one.count, comment: one.comment.clone() })
                .collect(),
            advice: reading::advice(say.scheme, of.kind, self.advice.iter().cloned(), &self.awaited),
            approvers: self.approvers(),
            history: self.acts.happenings(self.call.actor),
            did: did(&typed),
            refused: typed.refused.clone(),
            forms: self.forms(say, typed),
            key: forms::new_key(&self.call),
        }
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
        })
    }

    fn attested(&self) -> Option<Attested> {
        let id = self.case.attestation.filter(|_| self.case.standing.state == State::Attested)?;
        let act =
            self.acts.acts.iter().rev().find(|act| {
                act.attestation == Some(id) && matches!(act.what, What::Attested | What::Marked)
            })?;
        let proposed = self
            .acts
            .acts
            .iter()
            .any(|act| act.what == What::AnnulmentProposed && act.attestation == Some(id));
        let annul = (!proposed && self.may(Want::ProposeAnnulment).is_some()).then_some(id);
        Some(Attested { who: self.acts.who(act), at: act.at, annul })
    }

    /// Annulments, newest first; each proposal with its confirmation.
    fn annulments(&self) -> Vec<Annulment> {
        let of = |what: What| self.acts.acts.iter().rev().filter(move |act: &&Act| act.what == what);
        of(What::AnnulmentProposed)
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
        let when = match self.case.opens.filter(|opens| self.call.today < *opens) {
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

    fn forms(&self, say: &Say<'_>, typed: Typed) -> Forms {
        let state = self.case.standing.state;
        let live = !self.case.archived;
        let open = live && !matches!(state, State::Attested | State::Requested);
        if self.own() {
            let asks = open && self.case.asked.signed_by_somebody && self.not_too_early();
            return Forms {
                register: (live && state != State::Attested)
                    .then(|| typed.register.unwrap_or_else(|| register_fields(say.today))),
                send: asks.then(|| self.send(say, typed.send)),
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
            ..Forms::default()
        }
    }

    fn not_too_early(&self) -> bool {
        self.case.opens.is_none_or(|opens| opens <= self.call.today)
    }

    fn send(&self, say: &Say<'_>, typed: Option<Fields>) -> Send {
        let label = |one: &access::Approver| {
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
        Send { fields: typed.unwrap_or_else(|| send_fields(say.today, prefer.as_deref())), to }
    }

    fn attest(&self, permit: &Permit, typed: Option<Fields>) -> Attest {
        let scheme = self.call.portal.schemes.get(&self.case.scheme);
        let goal = self.case.asked.kind == Kind::Goal;
        let asks = scheme.is_some_and(|scheme| scheme.approval.comment_when_activities_missing);
        let missing = self.activities.iter().filter(|one| !one.state.is_end()).count();
        let time = self.case.asked.kind == Kind::Time;
        let blocked = match self.case.opens.filter(|opens| self.call.today < *opens) {
            Some(opens) => Some(Refusal::TooEarly { opens }),
            None if !self.awaited.is_empty() => Some(Refusal::AwaitingAdvice {
                missing: self.awaited.iter().map(|role| role.code()).collect(),
            }),
            None => None,
        };
        Attest {
            role: Some(permit.role()),
            on_behalf_of: self.leader.clone(),
            missing: if goal && asks { u32::try_from(missing).unwrap_or(u32::MAX) } else { 0 },
            absence_percent: scheme
                .and_then(|scheme| scheme.time.certifies_absence_below_percent)
                .filter(|_| time),
            blocked,
            fields: typed.unwrap_or_default(),
        }
    }
}

fn did(typed: &Typed) -> Option<Did> {
    match typed.did.as_str() {
        "registered" => Some(Did::Registered),
        "sent" => Some(Did::Sent(typed.to.chars().take(200).collect())),
        "recalled" => Some(Did::Recalled),
        "advised" => Some(Did::Advised),
        "attested" => Some(Did::Attested),
        "marked" => Some(Did::Marked),
        _ => None,
    }
}
