//! Ways in and out: passwords, links, sessions and tokens that end when they should, and delegations that only a leader gives.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use base::{Moment, PersonId, TokenId};
use db::{Conn, Db, Work, testing::each_engine};
use domain::refusal::{Problem, Refusal};
use portal::{
    config::Config,
    error::Error,
    migrations, mint,
    people::{
        self, Email, EndDelegation, EndSession, EndToken, LendApproval, Logins, MakeToken, NewPerson, Scope,
        SetPassword, Typed, UseLink, Via,
    },
    serving,
    world::World,
};
use tower::ServiceExt as _;
use web::cookie::Token;

use crate::world::Demo;

pub(crate) const SECRET: &str = "korrekt hest batteri";

pub(crate) fn clock(minutes: i64) -> World {
    let start = Moment::start_of("2026-11-23".parse().unwrap());
    World::at(start.plus_seconds(8 * 3600 + minutes * 60))
}

struct Make(NewPerson);
impl Work for Make {
    type Done = PersonId;
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<PersonId, Error> {
        people::create(c, &clock(0), &self.0).await
    }
}

struct Link(PersonId, Token, Moment);
impl Work for Link {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        people::make_link(c, self.0, &self.1, self.2).await
    }
}

pub(crate) async fn ane(db: &Db) -> PersonId {
    let world = clock(0);
    let id = mint!(world, PersonId);
    let email = Email::read("ane@hospital.example");
    db.write(Make(NewPerson { id, name: "Ane Bech".into(), email, language: None, at: world.now() }))
        .await
        .unwrap()
}

pub(crate) async fn with_password(db: &Db, person: PersonId) {
    let via = Via::Token(mint!(clock(0), TokenId));
    let set = SetPassword { person, current: String::new(), new: SECRET.into(), via };
    set.run(db, &clock(0), &Logins::default()).await.unwrap();
}

fn typed(email: &str, password: &str) -> Typed {
    Typed { email: email.into(), password: password.into() }
}

async fn actor(db: &Db, token: &Token, minutes: i64) -> Option<people::Actor> {
    let (digest, now) = (token.digest(), clock(minutes).now());
    db.read(move |c| Box::pin(async move { people::actor_of_session(c, &digest, now).await }))
        .await
        .unwrap()
        .map(|(actor, _)| actor)
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_unused_after_twelve_hours_and_at_log_out() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        with_password(&db, person).await;
        let (logins, start) = (Logins::default(), clock(0));
        let log_in = || {
            let from = ("10.0.0.1", Some("Firefox, Windows".to_owned()));
            people::log_in(&db, &start, &logins, typed(" Ane@Hospital.example", SECRET), from)
        };
        let token = log_in().await.unwrap();
        let sessions =
            db.read(move |c| Box::pin(people::sessions_of(c, person, clock(1).now()))).await.unwrap();
        assert_eq!(sessions[0].device.as_deref(), Some("Firefox, Windows"), "its owner knows it again");
        assert_eq!(actor(&db, &token, 29).await.unwrap().person, person);
        assert_eq!(actor(&db, &token, 30).await, None, "idle");

        let token = log_in().await.unwrap();
        for minutes in (20..12 * 60).step_by(20) {
            assert!(actor(&db, &token, minutes).await.is_some(), "in use after {minutes} minutes");
            db.write(people::Touch { session: token.digest(), at: clock(minutes).now() }).await.unwrap();
        }
        assert_eq!(actor(&db, &token, 12 * 60).await, None, "twelve hours");

        let (token, other) = (log_in().await.unwrap(), log_in().await.unwrap());
        assert_ne!(token, other, "each log-in has a session of its own");
        db.write(EndSession { person, session: token.digest() }).await.unwrap();
        assert_eq!(actor(&db, &token, 1).await, None, "logged out");
        let stranger = mint!(clock(0), PersonId);
        db.write(EndSession { person: stranger, session: other.digest() }).await.unwrap();
        assert!(actor(&db, &other, 1).await.is_some(), "nobody ends another's session");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_no_password_answer_alike() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        let (logins, start) = (Logins::default(), clock(0));
        let try_in = |email: &'static str, password: &'static str| {
            people::log_in(&db, &start, &logins, typed(email, password), ("10.0.0.2", None))
        };
        let wrong = |outcome: Result<Token, Error>| match outcome {
            Err(Error::Fields(fields)) => assert_eq!(fields.of("password"), Some(&Problem::Unknown)),
            other => panic!("{other:?}"),
        };
        wrong(try_in("ane@hospital.example", "").await);
        with_password(&db, person).await;
        wrong(try_in("ane@hospital.example", "korrekt hest").await);
        wrong(try_in("nobody@hospital.example", SECRET).await);
        wrong(try_in("no address", SECRET).await);
        assert!(try_in("ane@hospital.example", SECRET).await.is_ok());
        for _ in 0..9 {
            let _ = try_in("guess@hospital.example", "x").await;
        }
        let tenth = try_in("guess@hospital.example", "x").await;
        wrong(tenth);
        let limited = try_in("guess@hospital.example", "x").await;
        assert!(matches!(limited, Err(Error::Refused(Refusal::TooMany { .. }))), "{limited:?}");
        assert!(try_in("ane@hospital.example", SECRET).await.is_ok(), "others are not held back");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        with_password(&db, person).await;
        let (logins, start) = (Logins::default(), clock(0));
        let log_in = |secret: &'static str| {
            people::log_in(&db, &start, &logins, typed("ane@hospital.example", secret), ("10.0.0.3", None))
        };
        let (here, there) = (log_in(SECRET).await.unwrap(), log_in(SECRET).await.unwrap());
        let set = |current: &str, new: &str| SetPassword {
            person,
            current: current.into(),
            new: new.into(),
            via: Via::Session(here.digest()),
        };
        for (current, new, field) in [("guess", "en helt ny sætning", "current"), (SECRET, "kort", "new")] {
            match set(current, new).run(&db, &clock(1), &logins).await {
                Err(Error::Fields(fields)) => assert!(fields.of(field).is_some(), "{field}"),
                other => panic!("{other:?}"),
            }
        }
        set(SECRET, "en helt ny sætning").run(&db, &clock(1), &logins).await.unwrap();
        assert!(actor(&db, &here, 2).await.is_some());
        assert_eq!(actor(&db, &there, 2).await, None);
        // The same press twice is one wish; another one is still asked for the password in force.
        set(SECRET, "en helt ny sætning").run(&db, &clock(1), &logins).await.unwrap();
        match set(SECRET, "en helt anden sætning").run(&db, &clock(1), &logins).await {
            Err(Error::Fields(fields)) => assert!(fields.of("current").is_some()),
            other => panic!("{other:?}"),
        }
        assert!(log_in(SECRET).await.is_err());
        assert!(log_in("en helt ny sætning").await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_uses_up_another_persons_changes_of_password() {
    each_engine(migrations::ALL, async |db| {
        let (person, logins) = (ane(&db).await, Logins::default());
        with_password(&db, person).await;
        let via = Via::Token(mint!(clock(0), TokenId));
        let set = |person, new: &str| SetPassword { person, current: SECRET.into(), new: new.into(), via };
        // One after the other, as many as a bucket shared by everybody would hold, none of them Ane.
        for n in 0..400 {
            let stranger = mint!(World::seeded(clock(0).now(), n), PersonId);
            let _ = logins.take_change(stranger);
        }
        set(person, "en helt ny sætning").run(&db, &clock(1), &logins).await.unwrap();
        let left = (0..20).take_while(|_| logins.take_change(person).is_ok()).count();
        assert_eq!(left, 9, "one of her ten went on the change");
        match set(person, "endnu en sætning").run(&db, &clock(1), &logins).await {
            Err(Error::Refused(Refusal::TooMany { retry_after })) => assert!((1..=90).contains(&retry_after)),
            other => panic!("her own run out: {other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_link_logs_in_once_and_grows_old() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        let (link, old) = (Token::new([1; 32]), Token::new([2; 32]));
        db.write(Link(person, link.clone(), clock(0).now())).await.unwrap();
        let mut tokens = (10..20).map(|n| Token::new([n; 32]));
        let mut enter = async |link: &Token, minutes| {
            let session = tokens.next().unwrap();
            let (link, at) = (link.digest(), clock(minutes).now());
            let work = UseLink { link, session: session.digest(), device: None, at };
            db.write(work).await.map(|_| session)
        };
        let session = enter(&link, 1).await.unwrap();
        assert_eq!(actor(&db, &session, 2).await.unwrap().name, "Ane Bech");
        assert!(matches!(enter(&link, 2).await, Err(Error::Refused(Refusal::NotFound))), "used");
        db.write(Link(person, old.clone(), clock(0).now())).await.unwrap();
        assert!(matches!(enter(&old, 24 * 60).await, Err(Error::Refused(Refusal::NotFound))), "too old");
        assert!(
            matches!(enter(&Token::new([3; 32]), 1).await, Err(Error::Refused(Refusal::NotFound))),
            "never ours"
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_link_ends_the_earlier_one() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        let (first, second) = (Token::new([1; 32]), Token::new([2; 32]));
        db.write(Link(person, first.clone(), clock(0).now())).await.unwrap();
        db.write(Link(person, second.clone(), clock(1).now())).await.unwrap();
        let enter = |link: &Token, session| UseLink {
            link: link.digest(),
            session: Token::new([session; 32]).digest(),
            device: None,
            at: clock(2).now(),
        };
        assert!(matches!(db.write(enter(&first, 8)).await, Err(Error::Refused(Refusal::NotFound))));
        assert_eq!(db.write(enter(&second, 9)).await.unwrap(), person);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_was_ended_opens_nothing_and_a_new_password_ends_all_but_the_one_it_came_through() {
    each_engine(migrations::ALL, async |db| {
        let person = ane(&db).await;
        let make = async |n: u8| {
            let (token, id) = (Token::new([n; 32]), mint!(World::seeded(clock(0).now(), n.into()), TokenId));
            let made = MakeToken {
                id,
                token: token.digest(),
                person,
                scope: Scope::Write,
                days: 9,
                at: clock(0).now(),
            };
            db.write(made).await.unwrap();
            (id, token)
        };
        let lets_through = async |token: &Token| {
            let (digest, now) = (token.digest(), clock(1).now());
            let read =
                db.read(move |c| Box::pin(async move { people::actor_of_token(c, &digest, now).await }));
            read.await.unwrap().is_some()
        };
        let ((first, one), (_, two), (kept, three)) = (make(1).await, make(2).await, make(3).await);
        let stranger = mint!(clock(0), PersonId);
        for (whose, ended) in [(stranger, 0), (person, 1), (person, 0)] {
            let end = EndToken { person: whose, token: Some(first), at: clock(1).now() };
            assert_eq!(db.write(end).await.unwrap(), ended);
        }
        assert!(!lets_through(&one).await && lets_through(&two).await);
        let set = SetPassword { person, current: String::new(), new: SECRET.into(), via: Via::Token(kept) };
        set.run(&db, &clock(1), &Logins::default()).await.unwrap();
        assert!(!lets_through(&two).await && lets_through(&three).await);
        let listed =
            db.read(move |c| Box::pin(async move { people::tokens_of(c, person, clock(1).now()).await }));
        assert_eq!(listed.await.unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [kept]);
    })
    .await;
}

async fn asked(demo: &Demo, request: Request<Body>) -> Response {
    serving::web::service(&demo.app, &Config::default()).oneshot(request).await.unwrap()
}

fn request(method: &str, path: &str, headers: &[(header::HeaderName, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.body(Body::empty()).unwrap()
}

fn header_of(response: &Response, name: header::HeaderName) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn doors_open_for_a_session_and_close_at_log_out_and_a_reading_token_only_reads() {
    each_engine(migrations::ALL, async |db| {
        let demo = Demo::new(&db).await;
        let response = asked(&demo, request("GET", "/me", &[])).await;
        assert_eq!(header_of(&response, header::LOCATION), "/login?next=%2Fme", "led to log in, and back");
        let response = asked(&demo, request("POST", "/login/persona/no-leader", &[])).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let cookie = header_of(&response, header::SET_COOKIE);
        let cookie = cookie.split(';').next().unwrap();
        let with = |method, path| request(method, path, &[(header::COOKIE, cookie)]);
        assert_eq!(asked(&demo, with("GET", "/me")).await.status(), StatusCode::OK);
        assert_eq!(asked(&demo, with("GET", "/me/sessions")).await.status(), StatusCode::OK);
        assert_eq!(header_of(&asked(&demo, with("GET", "/login")).await, header::LOCATION), "/");
        let response = asked(&demo, with("POST", "/logout")).await;
        assert!(header_of(&response, header::SET_COOKIE).contains("Max-Age=0"));
        assert_eq!(
            asked(&demo, with("GET", "/me")).await.status(),
            StatusCode::SEE_OTHER,
            "the old cookie opens nothing"
        );

        let token = Token::new([9; 32]);
        let made = MakeToken {
            id: mint!(demo.app.world, TokenId),
            token: token.digest(),
            person: demo.person("no-leader"),
            scope: Scope::Read,
            days: 1,
            at: demo.app.world.now(),
        };
        db.write(made).await.unwrap();
        let bearer = format!("Bearer {}", token.text());
        let with = |method, path| request(method, path, &[(header::AUTHORIZATION, bearer.as_str())]);
        assert_eq!(asked(&demo, with("GET", "/api/v1/plans")).await.status(), StatusCode::OK);
        assert_eq!(
            asked(&demo, with("POST", "/me/sessions/end-others")).await.status(),
            StatusCode::FORBIDDEN
        );
        let wrong = request("GET", "/api/v1/plans", &[(header::AUTHORIZATION, "Bearer nonsense")]);
        assert_eq!(asked(&demo, wrong).await.status(), StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn only_a_leader_lends_and_what_was_lent_is_not_lent_on() {
    each_engine(migrations::ALL, async |db| {
        let demo = Demo::new(&db).await;
        let (leader, today) = (demo.person("no-leader"), demo.app.world.today());
        let held = db
            .read(move |c| Box::pin(async move { people::grants_of(c, leader, today).await }))
            .await
            .unwrap();
        let over = held.iter().find_map(|grant| match grant.over {
            people::Over::Organisation(unit) => Some(unit),
            _ => None,
        });
        let over = over.expect("the leader leads a unit");
        let lend = |who: &str, to: &str, days: i32| LendApproval {
            call: demo.call(who),
            to: demo.person(to),
            over,
            from: today,
            until: today.plus_days(days),
        };
        let delegation = db.write(lend("no-leader", "no-mentor", 30)).await.unwrap();
        for who in ["no-supervisor", "no-delegate", "no-mentor", "no-uao", "no-stranger", "admin", "no-lis"] {
            let outcome = db.write(lend(who, "dk-uao", 30)).await;
            assert!(matches!(outcome, Err(Error::Refused(Refusal::NotEntitled))), "{who}: {outcome:?}");
        }
        for (to, days, field) in [
            ("no-leader", 3, "to"),
            ("no-lis", 3, "to"),
            ("no-mentor", -1, "until"),
            ("no-mentor", 366, "until"),
        ] {
            match db.write(lend("no-leader", to, days)).await {
                Err(Error::Fields(fields)) => assert!(fields.of(field).is_some(), "{field}"),
                other => panic!("{other:?}"),
            }
        }
        let end = |who: &str| EndDelegation { call: demo.call(who), id: delegation };
        assert!(matches!(db.write(end("no-uao")).await, Err(Error::Refused(Refusal::NotFound))));
        db.write(end("no-leader")).await.unwrap();
        db.write(end("no-leader")).await.unwrap();
        let left = db
            .read(move |c| Box::pin(async move { people::delegations_of(c, leader, today).await }))
            .await
            .unwrap();
        assert!(left.iter().all(|one| one.id != delegation));
    })
    .await;
}
