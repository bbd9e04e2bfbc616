//! Credentials as they are presented: what is not in the ledger yet, what this portal never gave, what a key of the past signed.

use base::{AttestationId, Moment, PersonId};
use credential::{Competence, Curriculum, Holder, Key, Signer, badge, transcript};
use db::{Db, testing::each_engine};
use domain::access::{Kind, Role};
use portal::migrations;
use serde_json::json;
use uuid::Uuid;

use super::Api;
use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_is_not_given_out_while_a_part_of_it_waits_for_the_ledger() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.settled().await;
        let before = api.get("no-done", "/credentials/record").await.is(200);
        let before = api.strangers_view(&before).await.competences.len();
        let plan = api.plan("no-done", "ANE").await;
        let code = api.codes("no-done", &plan, "activity", "open").await.remove(0);
        let given = api
            .post(
                "no-leader",
                "/attestations",
                json!({ "plan": plan, "requirement": code, "comment": "Sett hos oss." }),
            )
            .await
            .is(201)
            .id();

        // Nobody extends the ledger here: what was given a moment ago is told of, and not left out in silence.
        let badge = format!("/attestations/{given}/credential");
        for path in ["/credentials/record", "/credentials/record?form=transcript", &badge] {
            let said = api.get("no-done", path).await.is(503);
            assert_eq!(said.headers["retry-after"], "1", "{path}");
        }
        api.settled().await;
        let record = api.get("no-done", "/credentials/record").await.is(200);
        assert_eq!(api.strangers_view(&record).await.competences.len(), before + 1);
        api.get("no-done", &badge).await.is(200);
    })
    .await;
}

/// An attestation that never was.
fn invented() -> Competence {
    Competence {
        id: AttestationId::from_uuid(Uuid::from_u128(7)),
        curriculum: Curriculum {
            scheme: "dk".to_owned(),
            code: "KBU".to_owned(),
            version: "2017".to_owned(),
            title: "KBU".to_owned(),
        },
        code: "1".to_owned(),
        title: "Mål 1".to_owned(),
        kind: Kind::Goal,
        times: None,
        required: None,
        completed_on: None,
        credited: false,
        marked: false,
        by: Signer { name: "Sofie Lund".to_owned(), role: Role::Tutor, on_behalf_of: None },
        at: Moment::from_micros(1_790_000_000_000_000),
        place: 0,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_signature_alone_is_not_an_attestation() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let issuing = &api.demo.app.issuing;
        let holder = Holder { id: PersonId::from_uuid(Uuid::from_u128(8)), name: "Emil Thorsen".to_owned() };
        let nobody = Browser::of_nobody(&api.demo);

        // Whoever has stolen the key can sign, and the portal knows better.
        let stolen = badge(&issuing.issuer, &holder, &invented(), &issuing.key);
        let said = api.verified(stolen.as_bytes()).await;
        assert_eq!((&said["genuine"], &said["holder"]), (&json!(false), &json!(null)));
        assert_eq!(said["why"], "this portal holds no such attestation");
        let page = nobody.post_file("/verify?lang=da", &[], ("badge.jwt", stolen.as_bytes())).await;
        assert!(!page.html.contains("Emil Thorsen"), "{}", page.html);

        // Nor does it believe more of a real one than it holds; what people and things are called may change.
        api.settled().await;
        let genuine = api.get("no-done", "/credentials/record").await.is(200);
        let genuine = api.strangers_view(&genuine).await;
        let resigned = async |change: fn(&mut Competence)| {
            let mut one = genuine.competences[0].clone();
            change(&mut one);
            let file = badge(&issuing.issuer, &genuine.holder, &one, &issuing.key);
            api.verified(file.as_bytes()).await["genuine"].clone()
        };
        assert_eq!(resigned(|_| ()).await, true);
        assert_eq!(resigned(|one| one.by.name = "Ingrid Vik".to_owned()).await, true);
        let changes: [fn(&mut Competence); 11] = [
            |one| one.code = "ANE-999".to_owned(),
            |one| one.times = Some(500),
            |one| one.curriculum.version = "1999".to_owned(),
            |one| one.at = one.at.plus_seconds(-86_400),
            |one| one.completed_on = Some(base::Day::new(2001, 1, 1).unwrap()),
            |one| one.curriculum.scheme = "dk".to_owned(),
            |one| one.required = Some(1),
            |one| one.credited = !one.credited,
            |one| one.marked = !one.marked,
            |one| one.by.on_behalf_of = Some("Ingrid Vik".to_owned()),
            |one| one.place += 1,
        ];
        for (number, change) in changes.into_iter().enumerate() {
            assert_eq!(resigned(change).await, false, "change {number}");
        }
        let role = async |role: Role| {
            let mut one = genuine.competences[0].clone();
            one.by.role = role;
            let file = badge(&issuing.issuer, &genuine.holder, &one, &issuing.key);
            api.verified(file.as_bytes()).await["genuine"].clone()
        };
        let roles = [Role::Leader, Role::Supervisor, Role::Mentor];
        for other in roles.into_iter().filter(|role| *role != genuine.competences[0].by.role) {
            assert_eq!(role(other).await, false, "{other:?}");
        }
        let mut nothing = genuine.clone();
        nothing.competences.clear();
        let empty = transcript(&issuing.issuer, &nothing.holder, &[], nothing.at, &issuing.key);
        assert_eq!(api.verified(empty.as_bytes()).await["genuine"], false);

        // A key that is not published signs nothing here.
        let unknown = badge(&issuing.issuer, &holder, &invented(), &Key::from_seed(&[3; 32]).unwrap());
        let said = api.verified(unknown.as_bytes()).await;
        assert_eq!(said["genuine"], false);
        assert_ne!(said["why"], "this portal holds no such attestation");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_strangers_check_with_is_open_to_any_page_and_nothing_else_is() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.settled().await;
        let key = format!("/api/v1/credentials/keys/{}", api.demo.app.issuing.key.public().thumbprint());
        let open = [
            "/api/v1/keys",
            &key,
            "/api/v1/credentials/status/0",
            "/api/v1/credentials/status/0/token",
            "/.well-known/jwt-vc-issuer",
            "/.well-known/oauth-authorization-server",
        ];
        for path in open {
            let headers = api.open(path).await.is(200).headers;
            assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
            assert_eq!(headers["cross-origin-resource-policy"], "cross-origin", "{path}");
            assert_eq!(headers["cache-control"], "public, max-age=300", "{path}");
        }
        for path in ["/credentials", "/credentials/record", "/me"] {
            let headers = api.get("dk-basic", path).await.is(200).headers;
            assert!(!headers.contains_key("access-control-allow-origin"), "{path}");
            assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{path}");
            assert_eq!(headers["cache-control"], "no-store", "{path}");
        }
    })
    .await;
}
