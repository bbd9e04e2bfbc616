//! The page of roles: found by name, said before it is stored, and gone when it is ended.

use axum::http::StatusCode;
use db::{Db, testing::each_engine};
use portal::migrations;

use crate::{browser::Browser, world::Demo};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leader_gives_a_role_to_somebody_found_by_name_and_ends_it() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (torunn, gunnar) =
            (Browser::of(&demo, "no-leader").await, Browser::of(&demo, "no-stranger").await);
        assert!(torunn.get("/").await.html.contains("href=\"/roles\""), "the navigation leads there");
        let page = torunn.get("/roles").await;
        assert!(page.html.contains("Jonas Eide") && !page.html.contains("Gunnar Aas"), "{}", page.html);
        // She stands in the list as well as in the choices.
        let choice = page.html.rsplit("<option").find(|one| one.contains("Ingrid Solbakken")).unwrap();
        let of = choice.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let at = page.value("at");
        let asked =
            |role: &str, of: &str, who: &str| format!("/roles/new?at={at}&role={role}&of={of}&who={who}");
        let several = torunn.get(&asked("supervisor", "", "a")).await;
        assert!(several.html.contains("Marit Haugland") && several.html.contains("Gunnar Aas"));
        let [field, first] = ["name=\"who\"", "<b>Amir Rahimi</b>"].map(|one| several.html.find(one));
        assert!(field.is_some() && field < first, "one looks again above what was found: {}", several.html);
        for (name, what) in [
            ("Ingrid Solbakken", "LIS · Anestesiavdelingen, Nordvik sykehus"),
            ("Freja Lindholm", "Uddannelseslæge"),
        ] {
            let said = format!("<b>{name}</b><small>{what}</small>");
            assert!(several.html.contains(&said), "where is said of those here alone: {}", several.html);
        }
        let nobody = torunn.get(&asked("supervisor", "", "xyzzy")).await;
        assert_eq!((nobody.status, nobody.value("who").as_str()), (StatusCode::OK, "xyzzy"));
        let back = torunn.get(&asked("mentor", "", "gunnar")).await;
        assert!(back.html.contains("href=\"#of\""), "a mentor is somebody's: {}", back.html);

        let sure = torunn.get(&asked("mentor", &of, "gunnar%20AAS")).await;
        assert!(
            sure.html.contains("Gunnar Aas") && sure.html.contains("Ingrid Solbakken"),
            "said before it is stored: {}",
            sure.html
        );
        let fields = ["at", "of", "role", "person", "key", "from"].map(|name| (name, sure.value(name)));
        let mut typed: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        typed.push(("until", "31.2.2099"));
        let back = torunn.post("/roles", &typed).await;
        assert_eq!(
            (back.status, back.value("until").as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "31.2.2099")
        );
        typed.pop();
        assert_eq!(gunnar.post("/roles", &typed).await.status, StatusCode::FORBIDDEN);
        for _ in 0..2 {
            let given = torunn.post_and_follow("/roles", &typed).await;
            assert!(given.html.contains("data-color=\"success\""), "{}", given.html);
            assert_eq!(
                given.html.matches("<b>Gunnar Aas</b>").count(),
                1,
                "a press that came twice gave one"
            );
        }
        assert!(gunnar.get("/trainees").await.html.contains("Ingrid Solbakken"));

        let page = torunn.get("/roles").await;
        let rest = page.html.split("<b>Gunnar Aas</b>").nth(1).unwrap();
        let end = rest.split_once("href=\"").unwrap().1.split('"').next().unwrap().to_owned();
        assert!(torunn.get(&end).await.html.contains("Gunnar Aas"), "said before it is stored");
        let late = torunn.post(&end, &[("last", "1.1.2001")]).await;
        assert_eq!(
            (late.status, late.value("last").as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, "1.1.2001")
        );
        let ended = torunn.post_and_follow(&end, &[("last", "")]).await;
        assert!(ended.html.contains("data-color=\"success\"") && !ended.html.contains("<b>Gunnar Aas</b>"));
        assert!(!gunnar.get("/trainees").await.html.contains("Ingrid Solbakken"), "it gives nothing at once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_gives_a_role_over_the_courses_of_a_specialty() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let admin = Browser::of(&demo, "admin").await;
        let scheme = admin.get("/roles?at=scheme-dk").await;
        assert!(scheme.html.contains("specialty-dk.ortopaedisk-kirurgi"), "{}", scheme.html);
        let there = "/roles?at=specialty-dk.ortopaedisk-kirurgi";
        let page = admin.get(there).await;
        assert!(
            page.html.contains("Ortopædisk kirurgi") && page.html.contains("<b>Jens Rask</b>"),
            "{}",
            page.html
        );
        let sure = admin
            .get("/roles/new?at=specialty-dk.ortopaedisk-kirurgi&role=sub_course_leader&who=birgitte%20holm")
            .await;
        let fields = ["at", "of", "role", "person", "key", "from"].map(|name| (name, sure.value(name)));
        let typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let given = admin.post_and_follow("/roles", &typed).await;
        assert!(
            given.html.contains("data-color=\"success\"") && given.html.contains("<b>Birgitte Holm</b>"),
            "{}",
            given.html
        );
        let rest = given.html.split("<b>Birgitte Holm</b>").nth(1).unwrap();
        let end = rest.split_once("href=\"").unwrap().1.split('"').next().unwrap().to_owned();
        assert!(admin.get(&end).await.html.contains("Ortopædisk kirurgi"), "over what, by name");
        let ended = admin.post_and_follow(&end, &[("last", "")]).await;
        assert!(
            ended.html.contains("data-color=\"success\"") && !ended.html.contains("<b>Birgitte Holm</b>")
        );
        let none = admin.get("/roles?at=scheme-no").await;
        assert!(!none.html.contains("specialty-no."), "nobody leads courses there");
        let secretariat = Browser::of(&demo, "dk-secretariat").await;
        assert_eq!(secretariat.get(there).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_of_roles_is_for_those_who_give_them() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        for (persona, status) in [
            ("no-leader", StatusCode::OK),
            ("dk-uao", StatusCode::OK),
            ("dk-tutor", StatusCode::OK),
            ("dk-secretariat", StatusCode::OK),
            ("admin", StatusCode::OK),
            ("no-lis", StatusCode::FORBIDDEN),
            ("no-supervisor", StatusCode::FORBIDDEN),
            ("no-delegate", StatusCode::FORBIDDEN),
        ] {
            let reader = Browser::of(&demo, persona).await;
            let page = reader.get("/roles").await;
            assert_eq!(page.status, status, "{persona}");
            let linked = reader.get("/").await.html.contains("href=\"/roles\"");
            assert_eq!(linked, status == StatusCode::OK, "{persona} is led there");
        }
        let admin = Browser::of(&demo, "admin").await;
        let places = admin.get("/roles").await;
        for at in places.html.split("href=\"/roles?at=").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert_eq!(admin.get(&format!("/roles?at={at}")).await.status, StatusCode::OK, "{at}");
        }
    })
    .await;
}
