//! A machine of the authority fetches what a doctor sent: it signs who it is, gets a token for minutes, and the doctor reads who came.

use axum::http::Method;
use base::PersonId;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Db, testing::each_engine};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use portal::{
    machines::{AddMachine, ChangeKey, Changed, ForgetAssertions},
    migrations,
};
use serde_json::{Value, json};

use super::{Api, Said};

const TOKEN: &str = "/api/v1/oauth/token";

/// The machine's side, as any library of OAuth does it.
struct Machine {
    id: PersonId,
    key: SigningKey,
}

impl Machine {
    fn public(&self) -> credential::PublicKey {
        let point = self.key.verifying_key().to_encoded_point(false);
        let part = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
        let (x, y) = (part(point.x().unwrap()), part(point.y().unwrap()));
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y }).to_string();
        credential::PublicKey::from_text(&jwk).unwrap()
    }

    /// An assertion good for a minute, and changed in this way.
    fn assertion(&self, api: &Api, change: impl FnOnce(&mut Value)) -> String {
        let now = api.demo.app.world.now().micros() / 1_000_000;
        let aud = format!("{}{TOKEN}", api.demo.app.issuing.issuer.url);
        let mut claims =
            json!({ "iss": self.id, "sub": self.id, "aud": aud, "jti": "1", "iat": now, "exp": now + 60 });
        change(&mut claims);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed =
            format!("{}.{}", part(&json!({ "alg": "ES256", "typ": "JWT", "kid": "theirs" })), part(&claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

impl Api {
    async fn machine(&self, scheme: &str) -> Machine {
        let key = SigningKey::from_slice(&[11; 32]).unwrap();
        let mut machine = Machine { id: PersonId::from_uuid(uuid::Uuid::nil()), key };
        let (name, scheme) = ("STPS, sagssystem".to_owned(), scheme.to_owned());
        let world = self.demo.app.world.clone();
        let work = AddMachine { world, name, scheme, key: machine.public() };
        machine.id = self.demo.app.does(work).await.unwrap();
        machine
    }

    async fn asks(&self, assertion: &str) -> Said {
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let body = format!(
            "grant_type=client_credentials&client_assertion_type={kind}&client_assertion={assertion}"
        );
        let form = [("content-type", "application/x-www-form-urlencoded")];
        self.send(None, Method::POST, TOKEN, &form, body.into_bytes()).await
    }

    async fn as_machine(&self, token: &str, path: &str) -> Said {
        self.send(Some(token), Method::GET, &format!("/api/v1{path}"), &[], Vec::new()).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_fetches_what_was_sent_and_the_doctor_reads_that_it_did() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        let machine = api.machine("no").await;
        let said = api.asks(&machine.assertion(&api, |_| ())).await.is(200);
        assert_eq!((&said.body["token_type"], &said.body["expires_in"]), (&json!("Bearer"), &json!(600)));
        assert_eq!(said.headers["cache-control"], "no-store");
        let token = said.body["access_token"].as_str().unwrap().to_owned();

        // Nothing was sent: nothing is there, and nobody's record is open to it.
        assert!(api.as_machine(&token, "/cases").await.is(200).items().is_empty());
        let plan = api.plan("no-done", "ANE").await;
        api.as_machine(&token, &format!("/plans/{plan}")).await.refused(404, "not_found");
        assert!(api.as_machine(&token, "/trainees").await.is(200).items().is_empty());

        let id = dossier["id"].as_str().unwrap();
        let sent = api.post("no-done", &format!("/dossiers/{id}/send"), json!({})).await.is(200).body;
        let case = sent["case"].as_str().unwrap();
        let pulled = async |in_a_list: bool| {
            let looks = api.look_ups("no-done").await;
            let by_it = |look: &&Value| {
                (&look["who"], &look["what"], &look["in_a_list"])
                    == (&json!("STPS, sagssystem"), &json!("see_case"), &json!(in_a_list))
            };
            looks.iter().filter(by_it).count()
        };
        assert_eq!((pulled(true).await, pulled(false).await), (0, 0));
        let waiting = api.as_machine(&token, "/cases").await.is(200);
        assert_eq!(waiting.items()[0]["id"], case);
        assert_eq!(
            (pulled(true).await, pulled(false).await),
            (1, 0),
            "a list is one look, and opens nothing"
        );
        let file = api.as_machine(&token, &format!("/cases/{case}/dossiers/{id}.json")).await.is(200).raw;
        assert_eq!(sealed::digest(&file), sent["digest"]);
        sealed::check(&file, api.keys()).unwrap();
        // Each pull is in the log, under the name that people know the machine by.
        assert_eq!((pulled(true).await, pulled(false).await), (1, 1));
        api.as_machine(&token, &format!("/cases/{case}/dossiers/{id}.pdf")).await.is(200);
        assert_eq!(pulled(false).await, 2);
        // What an officer could also do is not for it: it is nobody who confirms or reads.
        assert!(api.as_machine(&token, "/annulments").await.is(200).items().is_empty());
        assert!(api.as_machine(&token, "/credentials").await.is(200).items().is_empty());
        let roles = api.as_machine(&token, "/me").await.is(200).body["grants"].clone();
        assert_eq!(roles[0]["role"], "machine", "{roles}");
        // It sees, and a person asks and decides.
        let today = api.demo.app.world.today();
        let headers = [("content-type", "application/json")];
        for (what, body) in [
            ("decision", json!({ "granted": true, "on": today.to_string() })),
            ("question", json!({ "comment": "Hvor?" })),
        ] {
            let path = format!("/api/v1/cases/{case}/{what}");
            let tried = api.send(Some(&token), Method::POST, &path, &headers, body.to_string().into_bytes());
            tried.await.refused(403, "not_entitled");
        }
        // Nor does it set itself a password.
        let path = "/api/v1/me/password";
        let tried = api.send(Some(&token), Method::POST, path, &headers, b"{}".to_vec());
        tried.await.refused(403, "not_entitled");
        // It never becomes an officer, and nobody a machine.
        for (person, role) in [(machine.id, "authority"), (api.demo.person("no-stranger"), "machine")] {
            let grant =
                json!({ "person": person, "role": role, "over": { "kind": "scheme", "id": "no" }, "from": today.to_string() });
            api.post("admin", "/grants", grant).await.field("person", "does_not_fit");
        }
        // It has been fetched: it is not taken back any more.
        api.post("no-done", &format!("/dossiers/{id}/withdraw"), json!({})).await.refused(409, "wrong_state");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_fresh_assertion_of_its_own_key_lets_a_machine_in() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let machine = api.machine("dk").await;
        let app = &api.demo.app;
        let now = app.world.now().micros() / 1_000_000;
        let refused = async |change: fn(&mut Value, i64)| {
            let text = machine.assertion(&api, |claims| change(claims, now));
            let said = api.asks(&text).await.is(401);
            assert_eq!(said.body["error"], "invalid_client");
        };
        refused(|claims, _| claims["aud"] = json!("https://elsewhere.example")).await;
        refused(|claims, now| claims["exp"] = json!(now - 60)).await;
        refused(|claims, now| claims["exp"] = json!(now + 86_400)).await;
        refused(|claims, now| claims["nbf"] = json!(now + 120)).await;
        refused(|claims, _| claims["iss"] = json!("somebody")).await;
        refused(|claims, _| claims["sub"] = json!(PersonId::from_uuid(uuid::Uuid::from_u128(7)))).await;
        refused(|claims, _| claims["jti"] = json!("")).await;
        let good = machine.assertion(&api, |claims| claims["jti"] = json!("once"));
        let mut forged = good.clone().into_bytes();
        forged[120] ^= 1;
        api.asks(&String::from_utf8(forged).unwrap()).await.is(401);
        // Whoever overheard it comes too late, also when both come at once.
        let (one, two) = tokio::join!(api.asks(&good), api.asks(&good));
        let mut both = [one.status, two.status];
        both.sort_unstable();
        assert_eq!(both, [200, 401]);
        api.asks(&good).await.is(401);
        let bare = api
            .send(
                None,
                Method::POST,
                TOKEN,
                &[("content-type", "application/x-www-form-urlencoded")],
                b"grant_type=password".to_vec(),
            )
            .await;
        assert_eq!(bare.is(400).body["error"], "unsupported_grant_type");

        // Another key beside it, then the first one ended.
        let next = Machine { id: machine.id, key: SigningKey::from_slice(&[12; 32]).unwrap() };
        let change = |key, ends| ChangeKey { machine: machine.id, key, ends, at: app.world.now() };
        api.asks(&next.assertion(&api, |claims| claims["jti"] = json!("n1"))).await.is(401);
        assert_eq!(app.db.write(change(next.public(), false)).await.unwrap(), Changed::Done);
        let said = api.asks(&next.assertion(&api, |claims| claims["jti"] = json!("n2"))).await.is(200);
        let token = said.body["access_token"].as_str().unwrap();
        api.as_machine(token, "/cases").await.is(200);
        assert_eq!(app.db.write(change(machine.public(), true)).await.unwrap(), Changed::Done);
        // With a key go all the tokens, for nobody knows which of them a thief has; its own machine fetches another.
        api.as_machine(token, "/cases").await.is(401);
        assert_eq!(app.db.write(change(machine.public(), true)).await.unwrap(), Changed::NoKey);
        assert_eq!(app.db.write(change(machine.public(), false)).await.unwrap(), Changed::Ended);
        api.asks(&machine.assertion(&api, |claims| claims["jti"] = json!("o1"))).await.is(401);
        api.asks(&next.assertion(&api, |claims| claims["jti"] = json!("n3"))).await.is(200);
        // When its last key is ended it is a machine still, and gets another.
        assert_eq!(app.db.write(change(next.public(), true)).await.unwrap(), Changed::Done);
        let third = Machine { id: machine.id, key: SigningKey::from_slice(&[13; 32]).unwrap() };
        assert_eq!(app.db.write(change(third.public(), false)).await.unwrap(), Changed::Done);
        api.asks(&third.assertion(&api, |claims| claims["jti"] = json!("n4"))).await.is(200);
        let stranger =
            ChangeKey { machine: api.demo.person("dk-authority"), ..change(third.public(), false) };
        assert_eq!(app.db.write(stranger).await.unwrap(), Changed::NoMachine);
        // What would not be good any more need not be remembered.
        let later = app.world.now().plus_seconds(3600);
        assert_eq!(app.db.write(ForgetAssertions { now: later, limit: 500 }).await.unwrap(), 4);
        let known =
            api.send(None, Method::GET, "/.well-known/oauth-authorization-server", &[], Vec::new()).await;
        assert!(known.is(200).body["token_endpoint"].as_str().unwrap().ends_with(TOKEN));
    })
    .await;
}
