//! Every component on one sheet, served with the front that the portal has: `cargo run -p web --example sheet`.

use axum::{Router, http::HeaderMap, response::IntoResponse, routing::get};
use maud::{Markup, html};
use web::{
    Fields, Form, Icon, Lang,
    cookie::{Cookie, Token},
    front,
    page::{self, Ask, NavItem, QuickLink, Shell, ShellWords, Width},
    parts::{self, Choice, Field, Place, Row, State, Weight},
};

const PLACES: [Place<'static>; 2] = [
    Place { href: "/", title: "Anestesiologi · LIS3", detail: "Nordvik sykehus · ANE 2019", here: true },
    Place { href: "/login", title: "Felles kompetansemål · LIS3", detail: "FKM 2025", here: false },
];

fn shell<'a>(title: &'a str, width: Width, nav: &'a [NavItem<'a>]) -> Shell<'a> {
    Shell {
        lang: Lang::Nb,
        title,
        words: ShellWords {
            skip: "Hopp til innhold",
            menu: "Hovedmeny",
            home: "Attest, til forsiden",
            offline: "Ingen nett",
        },
        width,
        nav,
        switcher: Some(parts::switcher(
            "Anestesiologi · LIS3",
            "Nordvik sykehus · ANE 2019",
            "Bytt plan",
            &PLACES,
        )),
        quick: &[
            QuickLink { href: "/", icon: Icon::Search, name: "Søk", wide_only: false },
            QuickLink { href: "/", icon: Icon::Person, name: "Min side", wide_only: true },
        ],
        banner: None,
    }
}

fn sheet(fields: &Fields, state: &str) -> Markup {
    let counts = [
        (State::Attested, 64),
        (State::Requested, 4),
        (State::Returned, 1),
        (State::Progress, 21),
        (State::Open, 45),
    ];
    html! {
        div class="two" {
            div class="stack" data-gap="7" {
                section class="stack" {
                    (parts::h1("To ting trenger deg"))
                    (parts::rows(&[
                        Row::new("Spinalanestesi er returnert").to("/").state(State::Returned).line(html! { "«Skriv hvorfor tolv er nok.»" }).detail("Torunn Vik, leder · torsdag"),
                        Row::new("Mottak av traumepasienter").to("/").state(State::Attested).detail("ANE-038").word(State::Attested, "Godkjent"),
                        Row::new("Uten lenke").icon(Icon::Calendar).detail("1. desember – 31. mai"),
                    ]))
                }
                (parts::alert(parts::Tone::Warning, "Torunn Vik sendte målet tilbake", html! { p { "«Fint arbeid.»" } }))
                (parts::section("Tilstander", html! { p class="line" {
                    @for state in [State::Open, State::Progress, State::Requested, State::Returned, State::Attested, State::Annulled, State::Verified, State::Missing] { (state.said(state.name())) }
                } p { (State::Returned.tag("Returnert")) } }))
                (parts::section("Historikk", parts::timeline(&[
                    parts::Event { state: State::Requested, what: "Sendt til deg", who_when: "Ingrid Solbakken · 23. nov. 2026 kl. 10.42", comment: None },
                    parts::Event { state: State::Returned, what: "Returnert", who_when: "Du, leder · 19. nov. 2026 kl. 16.20", comment: Some("Skriv hvorfor tolv er nok.") },
                ])))
                (parts::group("t0", "Basiskompetanse", "24 av 33", parts::bar("Basiskompetanse", "24 godkjent", 33, &[(State::Attested, 24), (State::Progress, 4)], false), true,
                    parts::rows(&[Row::new("Det akutt syke barnet").to("/").state(State::Progress).detail("ANE-022 · 3 av 6").word(State::Progress, "I gang")])))
                (parts::heat(&parts::Heat { caption: "Fremdrift", columns: vec!["Lege", "Basis", "Akutt"], end: None, rows: vec![
                    parts::HeatRow { name: "Ingrid Solbakken", href: Some("/"), end: None, cells: vec![parts::HeatCell { text: "24".into(), percent: Some(73) }, parts::HeatCell { text: "2".into(), percent: Some(12) }] },
                    parts::HeatRow { name: "Amir Rahimi", href: None, end: None, cells: vec![parts::HeatCell { text: "33".into(), percent: Some(100) }, parts::HeatCell { text: "–".into(), percent: None }] },
                ] }))
            }
            div class="stack" {
                p { span class="big-num" { "64" } " av 135 godkjent" }
                (parts::bar("Fremdrift i ANE 2019", "64 godkjent, 4 sendt", 135, &counts, true))
                (parts::legend(&counts.map(|(state, n)| (state, format!("{n} {}", state.name())))))
                (parts::chips("Filtrer på status", &[
                    parts::chip("/?state=returned", Some(State::Returned), "Returnert", "1", state == "returned"),
                    parts::chip("/?state=open", Some(State::Open), "Ikke begynt", "45", state == "open"),
                ]))
                form class="stack" hx-get="/" hx-target="#main" hx-swap="outerMorph" hx-push-url="true" hx-trigger="change, input delay:300ms" data-test="filter" {
                    (parts::search(Field::new("q", "Søk i planen"), fields.value("q")))
                    (parts::select(Field::new("state", "Tilstand"), fields, Some("Alle"), &[Choice { value: "open".into(), label: "Ikke begynt".into() }, Choice { value: "returned".into(), label: "Returnert".into() }]))
                    noscript { (parts::button(Weight::Secondary, "Vis")) }
                }
                @if state == "returned" { p id="only" { (Icon::Star.beside()) " Bare returnerte" } }
                form class="stack" method="post" action="/" {
                    (parts::error_summary("Rett dette, så blir det lagret", fields, &[], |_| None))
                    (parts::input(Field::new("on_date", "Dato").placeholder("dd.mm.åååå").hint("I dag eller tidligere").required(), fields))
                    (parts::textarea(Field::new("comment", "Kommentar"), fields))
                    (parts::choices("kind", "Hva", fields, &[Choice { value: "a".into(), label: "Selvstendig".into() }, Choice { value: "b".into(), label: "Med hjelp".into() }]))
                    (parts::check("ids-1", "ids", "1", true, html! { b { "Freja" } }))
                    (parts::check("ids-2", "ids", "2", false, html! { b { "Oliver" } }))
                    (parts::act(Some("En godkjenning kan ikke angres."), html! {
                        (parts::button_counting("ids", 1, ["Velg noe", "Godkjenn 1 valgt", "Godkjenn # valgte"]))
                        (parts::button_named(Weight::Secondary, "do", "return", "Returner"))
                    }))
                }
                (parts::more("Tallene som tabell", parts::facts(&[("Godkjent", html! { "64" })])))
                p { (parts::link_alone("/none", "Finnes ikke")) " " button class="ds-button" data-variant="tertiary" hx-get="/panic" data-test="panic" { "Feil" } }
            }
        }
    }
}

const NAV: [NavItem<'static>; 3] = [
    NavItem { href: "/", icon: Icon::Home, name: "Hjem", here: true },
    NavItem { href: "/", icon: Icon::Plan, name: "Plan", here: false },
    NavItem { href: "/", icon: Icon::Log, name: "Logg", here: false },
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let show = |ask: Ask, uri: axum::http::Uri| async move {
        let fields = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default().fields();
        let state = fields.value("state").to_owned();
        page::answer(
            axum::http::StatusCode::OK,
            shell("Alt på ett ark", Width::Wide, &NAV).page(ask, sheet(&fields, &state)),
        )
    };
    let take = |ask: Ask, form: Form| async move {
        let mut fields = form.fields();
        if let Err(wrong) = fields.form().day("on_date") {
            fields.mark("on_date", wrong.code());
        }
        let status = if fields.has_errors() {
            axum::http::StatusCode::UNPROCESSABLE_ENTITY
        } else {
            axum::http::StatusCode::OK
        };
        page::answer(status, shell("Alt på ett ark", Width::Wide, &NAV).page(ask, sheet(&fields, "")))
    };
    let cookie = |headers: HeaderMap| async move {
        let carried = Cookie::Guarded.read(&headers).is_some();
        let set = [(axum::http::header::SET_COOKIE, Cookie::Guarded.set(&Token::new([7; 32]), 3600))];
        (set, page::answer(axum::http::StatusCode::OK, html! { (if carried { "carried" } else { "new" }) }))
            .into_response()
    };
    let router = Router::new().route("/", get(show).post(take)).route("/cookie", get(cookie)).route(
        "/panic",
        get(|| async {
            if true {
                panic!("shown on the sheet")
            }
        }),
    );
    let settings = front::Settings::new(|error| {
        let body = html! { (parts::h1(&error.problem.refusal)) p { (error.problem.reference.as_deref().unwrap_or_default()) } (parts::link_alone("/", "Hjem")) };
        shell("Feil", Width::Reading, &NAV).page(error.ask, body)
    });
    let listener =
        tokio::net::TcpListener::bind(std::env::args().nth(1).as_deref().unwrap_or("127.0.0.1:8095")).await?;
    axum::serve(listener, front::wrap(router, settings)).await
}
