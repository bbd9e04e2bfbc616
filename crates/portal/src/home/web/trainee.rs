//! A trainee's first page: what needs them, what waits, what is new, what comes, and how far.

use axum::response::Response;
use base::{Day, PlanId};
use db::Conn;
use domain::{
    access::{Act as Want, Kind, StandingKind},
    pace,
    signoff::State,
};
use web::page::Ask;

use crate::{
    access,
    cases::{self, Case},
    desk::Desk,
    error::Result,
    home::pages::trainee::{
        self, Applied, Coming, Forecast, Need, Other, Progress, Theme, TraineeHome, Waiting,
    },
    portal::Call,
    show::{self, Say, Tally, Who},
    signoff::{self, Boxed},
    training::{self, Header, Overview, reading::Acts},
};

/// The most requests listed as waiting.
const WAITING_MAX: i64 = 20;
/// The most that came back and is named.
const RETURNED_MAX: usize = 10;
/// A new placement is news so many months ahead.
const AHEAD_MONTHS: i32 = 3;
/// Points of the curve of a forecast, at most.
const POINTS_MAX: usize = 36;

/// `GET /` of a trainee.
pub(super) async fn home(desk: &Desk, ask: Ask) -> Result<Response> {
    let plans: Vec<PlanId> =
        desk.plans.iter().filter(|plan| !plan.archived && !plan.over).map(|plan| plan.id).collect();
    let plans =
        if plans.is_empty() { desk.plans.iter().map(|plan| plan.id).take(1).collect() } else { plans };
    let call = desk.caller.call.clone();
    let app = call.portal.clone();
    let ground = app.db.read(move |c| Box::pin(async move { Ground::read(c, call, plans).await })).await?;
    let say = desk.say();
    let news = super::news(desk, None).await?;
    let to_decide = if desk.decides() { signoff::web::count(desk).await? } else { 0 };
    let decide = (to_decide > 0).then_some(Need::Decide(to_decide));
    let view = TraineeHome {
        needs: decide.into_iter().chain(ground.needs(desk)).collect(),
        applied: ground.applied(desk),
        waiting: ground.waiting(&say),
        since: news.last().map(|one| one.at.day_in(desk.caller.call.portal.world.zone())),
        news: news.into_iter().filter(|one| !is_a_need(one.kind)).collect(),
        coming: ground.coming(&say),
        progress: ground.books.first().map(|book| ground.progress(&say, book)),
        others: ground.books.iter().skip(1).map(|book| other(&say, book)).collect(),
        applies: desk.applies(),
    };
    let in_view = ground.books.first().map(|book| book.header.id);
    Ok(desk.page(&say, ask, in_view, trainee::home(&say, &view)))
}

/// What stands above, among what waits for the trainee, as long as it does.
fn is_a_need(kind: show::NewsKind) -> bool {
    matches!(kind, show::NewsKind::Returned | show::NewsKind::CaseAsked)
}

/// One plan of the trainee with where everything in it stands.
struct Book {
    header: Header,
    overview: Overview,
    reached: Vec<Day>,
}

/// A time element that nobody attested yet.
struct Unattested {
    title: String,
    href: String,
    opens: Option<Day>,
    open: bool,
    names: Vec<String>,
}

/// A request that came back.
struct Back {
    title: String,
    href: String,
    who: Who,
    at: base::Moment,
    comment: String,
}

struct Ground {
    call: Call,
    books: Vec<Book>,
    /// What waits, its code, and as what the one it was sent to can approve it; none: they can no more.
    sent: Vec<(Boxed, String, Option<StandingKind>)>,
    back: Vec<Back>,
    /// Cases that have not come to an end.
    cases: Vec<Case>,
    times: Vec<Unattested>,
    next: Option<training::NextPlace>,
}

impl Ground {
    async fn read(c: &mut Conn, call: Call, plans: Vec<PlanId>) -> Result<Self> {
        let mut books = Vec::new();
        for id in plans {
            let Some(header) = training::header(c, id, call.today).await? else { continue };
            let overview = training::overview(c, &call, &header).await?;
            let zone = call.portal.world.zone();
            let reached =
                signoff::reached(c, &[id]).await?.into_iter().map(|one| one.at.day_in(zone)).collect();
            books.push(Book { header, overview, reached });
        }
        let cases = cases::under_way(c, &call).await?;
        let mut ground =
            Self { books, sent: Vec::new(), back: Vec::new(), cases, times: Vec::new(), next: None, call };
        ground.read_sent(c).await?;
        ground.read_back(c).await?;
        ground.read_times(c).await?;
        ground.next = training::next_place(c, ground.call.actor, ground.call.today).await?;
        Ok(ground)
    }

    async fn read_sent(&mut self, c: &mut Conn) -> Result<()> {
        let mut sent = signoff::out_box(c, &self.call, State::Requested, WAITING_MAX).await?;
        sent.reverse();
        for one in sent {
            let book = self.call.portal.shelf.get(c, one.curriculum).await?;
            let Some(of) = book.requirement(one.requirement) else { continue };
            let at = access::At { programme: one.programme, requirement: Some(one.requirement) };
            let standings = access::standings(c, one.to, self.call.today, at).await?;
            let case = signoff::case_of(c, &self.call, one.plan, one.requirement).await?;
            let permit = self.call.portal.policies.decide(one.to, Want::Attest, &case.subject(), &standings);
            let standing = permit.ok().map(|permit| permit.standing());
            self.sent.push((one, of.code.clone(), standing));
        }
        Ok(())
    }

    async fn read_back(&mut self, c: &mut Conn) -> Result<()> {
        for book in &self.books {
            let published = &book.overview.published;
            let back = (0..published.len()).filter(|place| book.overview.state(*place) == State::Returned);
            for place in back.take(RETURNED_MAX) {
                let acts = Acts::read(c, book.header.id, published.id_at(place)).await?;
                let Some(act) = acts.last(crate::audit::What::Returned) else { continue };
                let of = published.at(place);
                self.back.push(Back {
                    title: of.title.clone(),
                    href: href(&book.header, &of.code),
                    who: acts.who(act),
                    at: act.at,
                    comment: act.comment.clone().unwrap_or_default(),
                });
            }
        }
        Ok(())
    }

    async fn read_times(&mut self, c: &mut Conn) -> Result<()> {
        for book in &self.books {
            let published = &book.overview.published;
            let open = book
                .overview
                .places(Kind::Time)
                .filter(|place| matches!(book.overview.state(*place), State::Open | State::InProgress));
            for place in open {
                let of = published.at(place);
                let case = signoff::case(c, &self.call, book.header.id, &of.code).await?;
                let who = self.call.portal.policies.who(Want::Attest, &case.subject());
                let all = access::approvers(c, self.call.today, case.at(), who, case.trainee).await?;
                self.times.push(Unattested {
                    title: of.title.clone(),
                    href: href(&book.header, &of.code),
                    open: case.opens.is_some_and(|opens| opens <= self.call.today),
                    opens: case.opens,
                    names: all.into_iter().map(|one| one.name).collect(),
                });
            }
        }
        Ok(())
    }

    fn needs(&self, desk: &Desk) -> Vec<Need> {
        let asked = self.cases.iter().filter(|case| case.state() == cases::State::Asked).filter_map(|case| {
            let question = case.question()?;
            Some(Need::Asked {
                kind: desk.say_of(&case.sent.scheme).applied_for(&case.sent.kind),
                comment: question.comment.clone().unwrap_or_default(),
                name: question.name.clone(),
                at: question.at,
                href: format!("/dossiers/{}", case.sent.dossier),
            })
        });
        let back = self.back.iter().map(|one| Need::Returned {
            title: one.title.clone(),
            comment: one.comment.clone(),
            who: one.who.clone(),
            at: one.at,
            href: one.href.clone(),
        });
        let times = self.times.iter().filter(|one| one.open).filter_map(|one| {
            let (title, names, href) = (one.title.clone(), one.names.clone(), one.href.clone());
            Some(Need::Time { title, opened: one.opens?, names, href })
        });
        asked.chain(back).chain(times).collect()
    }

    /// What lies with an authority; where it asks, that is a need.
    fn applied(&self, desk: &Desk) -> Vec<Applied> {
        let theirs = self.cases.iter().filter(|case| case.state() != cases::State::Asked);
        let one = |case: &Case| {
            let say = desk.say_of(&case.sent.scheme);
            let (state, word) = cases::told_in_short(&say, case);
            let when = say.when(case.events.last().map_or(case.sent.sent_at, |last| last.at));
            Applied {
                title: cases::told_at_length(&say, case.state(), case.delivering_since().is_some()),
                state,
                detail: show::dotted(&[say.applied_for(&case.sent.kind), word, when]),
                href: format!("/dossiers/{}", case.sent.dossier),
            }
        };
        theirs.map(one).collect()
    }

    fn waiting(&self, say: &Say<'_>) -> Vec<Waiting> {
        let one = |(request, code, standing): &(Boxed, String, Option<StandingKind>)| {
            let book = self.call.portal.shelf.ready(request.curriculum);
            let of = book.as_ref().and_then(|book| book.requirement(request.requirement));
            Waiting {
                title: of.map(|of| say.title(&of.title, &of.code, of.kind)).unwrap_or_default(),
                activity: of.is_some_and(|of| of.kind == Kind::Activity),
                name: request.to_name.clone(),
                as_what: standing.map(|standing| match standing {
                    StandingKind::Delegate => say.short("delegate").to_owned(),
                    other => say.role(other.role()).to_owned(),
                }),
                since: request.requested_at,
                href: format!("/plans/{}/requirements/{}", request.plan, show::encoded(code)),
            }
        };
        self.sent.iter().map(one).collect()
    }

    fn coming(&self, _: &Say<'_>) -> Vec<Coming> {
        let today = self.call.today;
        let mut coming: Vec<Coming> = self
            .times
            .iter()
            .filter(|one| !one.open)
            .filter_map(|one| {
                let (title, names, href) = (one.title.clone(), one.names.clone(), one.href.clone());
                Some(Coming::Time { title, opens: one.opens?, names, href })
            })
            .collect();
        if let Some(next) = self.next.as_ref().filter(|next| next.from <= today.plus_months(AHEAD_MONTHS)) {
            coming.push(Coming::Placement { place: next.place.clone(), from: next.from, until: next.until });
        }
        if let Some(book) =
            self.books.first().filter(|book| book.header.until <= today.plus_months(AHEAD_MONTHS))
        {
            let remaining = book.overview.progress().requirements.remaining();
            coming.push(Coming::End { title: book.header.title.clone(), day: book.header.until, remaining });
        }
        coming
    }

    fn progress(&self, say: &Say<'_>, book: &Book) -> Progress {
        let published = &book.overview.published;
        let tally = book.overview.progress().requirements;
        let themes = published.themes();
        let theme = |theme: &&str| {
            let mut tally = Tally::counting(tally.counts);
            for place in 0..published.len() {
                let of = published.at(place);
                if of.kind != Kind::Activity && of.theme.as_deref() == Some(*theme) {
                    tally.add(book.overview.state(place));
                }
            }
            let href = format!("/plans/{}?theme={}", book.header.id, show::encoded(theme));
            Theme { title: (*theme).to_owned(), href, tally }
        };
        // What stands under no theme stands by its kind, as in the plan: else the parts do not add up to the whole.
        let apart = [Kind::Goal, Kind::Course, Kind::Research, Kind::Time].map(|kind| {
            let mut tally = Tally::counting(tally.counts);
            for place in book.overview.places(kind).filter(|place| published.at(*place).theme.is_none()) {
                tally.add(book.overview.state(place));
            }
            Theme { title: say.theme(None, kind), href: format!("/plans/{}", book.header.id), tally }
        });
        Progress {
            plan: book.header.id,
            curriculum: format!(
                "{} {}",
                published.curriculum.code,
                say.version(&published.curriculum.version)
            ),
            tally,
            themes: themes.iter().map(theme).chain(apart).filter(|theme| theme.tally.total() > 0).collect(),
            forecast: forecast(&self.call, book),
        }
    }
}

fn href(header: &Header, code: &str) -> String {
    format!("/plans/{}/requirements/{}", header.id, show::encoded(code))
}

fn other(say: &Say<'_>, book: &Book) -> Other {
    let of = &book.overview.published.curriculum;
    Other {
        plan: book.header.id,
        title: format!("{} ({} {})", of.title, of.code, say.version(&of.version)),
        code: of.code.clone(),
        tally: book.overview.progress().requirements,
    }
}

fn forecast(call: &Call, book: &Book) -> Option<Forecast> {
    let goals = book.overview.places(Kind::Goal).count();
    let remaining = u32::try_from(goals.saturating_sub(book.reached.len())).ok()?;
    let done_by = pace::done_by(book.header.from, call.today, &book.reached, remaining)?;
    let mut points: Vec<(Day, u32)> = vec![(book.header.from, 0)];
    let step = book.reached.len().div_ceil(POINTS_MAX).max(1);
    for (nth, day) in book.reached.iter().enumerate().filter(|(nth, _)| (nth + 1) % step == 0) {
        points.push(((*day).max(book.header.from), u32::try_from(nth + 1).unwrap_or(u32::MAX)));
    }
    points.push((call.today, u32::try_from(book.reached.len()).unwrap_or(u32::MAX)));
    Some(Forecast { done_by, planned: book.header.until, points, slow: Vec::new() })
}
