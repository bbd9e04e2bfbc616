//! Credentials: what was approved is the doctor's to take along, a stranger checks it, and an annulment shows for ever.

use axum::http::{Method, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use credential::{Form, Presented, Status};
use db::{Db, testing::each_engine};
use portal::migrations;
use sealed::KeyList;
use serde_json::{Value, json};

use super::{Api, Said};
use crate::browser::Browser;

/// Every text in what is said, however deep.
fn collect(said: &Value, found: &mut impl FnMut(&str)) {
    match said {
        Value::String(text) => found(text),
        Value::Array(all) => all.iter().for_each(|one| collect(one, found)),
        Value::Object(all) => all.values().for_each(|one| collect(one, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Api {
    /// The ledger takes in all that was written.
    pub(super) async fn settled(&self) {
        self.demo.app.ledger.drain(|| self.demo.app.world.now()).await.expect("the ledger grows");
    }

    pub(super) async fn open(&self, path: &str) -> Said {
        self.send(None, Method::GET, path, &[], Vec::new()).await
    }

    /// What a stranger with the published keys makes of a file.
    pub(super) async fn strangers_view(&self, file: &Said) -> credential::Checked {
        let keys = self.open("/api/v1/keys").await.is(200).raw;
        let keys = KeyList::read(std::str::from_utf8(&keys).unwrap()).unwrap();
        credential::check(&file.raw, &keys.credentials)
            .unwrap_or_else(|wrong| panic!("{}: {wrong}", file.what))
    }

    /// What the portal's own check says of it.
    pub(super) async fn verified(&self, file: &[u8]) -> Value {
        self.send(None, Method::POST, "/api/v1/dossiers/verify", &[], file.to_vec()).await.is(200).body
    }

    async fn first_credential(&self, who: &str) -> Value {
        self.get(who, "/credentials?limit=1").await.is(200).items()[0].clone()
    }

    /// Both lists of what was annulled, as a stranger reads them.
    async fn lists(&self) -> [Status; 2] {
        let keys = &self.demo.app.sealing.keys.credentials;
        let read = |said: Said| Status::read(std::str::from_utf8(&said.raw).unwrap(), keys).unwrap();
        let list = self.open("/api/v1/credentials/status/0").await.is(200);
        assert_eq!(list.headers[header::CONTENT_TYPE], "application/vc+jwt");
        let token = self.open("/api/v1/credentials/status/0/token").await.is(200);
        assert_eq!(token.headers[header::CONTENT_TYPE], "application/statuslist+jwt");
        [read(list), read(token)]
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_approval_is_taken_along_and_checked_by_a_stranger() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.settled().await;
        let one = api.first_credential("no-done").await;
        let path = format!("/attestations/{}/credential", one["id"].as_str().unwrap());
        let badge = api.get("no-done", &path).await.is(200);
        assert_eq!(badge.headers[header::CONTENT_TYPE], "application/vc+jwt");
        let named = badge.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(named.starts_with("attachment") && named.contains(".jwt"), "{named}");
        let checked = api.strangers_view(&badge).await;
        let shown = &checked.competences[0];
        assert_eq!(
            (checked.form, json!(shown.code), json!(shown.by.name), json!(shown.at)),
            (Form::Badge, one["code"].clone(), one["by"].clone(), one["at"].clone())
        );
        assert!(checked.issuer.demo, "a demonstration says that it is one");
        let said = api.verified(&badge.raw).await;
        assert_eq!(
            (&said["genuine"], &said["credential"], &said["demo"]),
            (&json!(true), &json!("badge"), &json!(true))
        );
        assert_eq!(said["attestations"], json!([one]));
        let mut forged = badge.raw.clone();
        forged[300] ^= 1;
        let said = api.verified(&forged).await;
        assert_eq!((&said["genuine"], &said["holder"]), (&json!(false), &Value::Null));

        // It is the doctor's to give, and nobody else's: not their leader's, who may read it.
        for who in ["no-leader", "no-lis", "no-authority", "dk-basic", "admin"] {
            api.get(who, &path).await.refused(404, "not_found");
        }
        // Where it says that its requirement is described, it is.
        let payload = badge.raw.split(|byte| *byte == b'.').nth(1).unwrap();
        let payload: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
        let target =
            payload["credentialSubject"]["achievement"]["alignment"][0]["targetUrl"].as_str().unwrap();
        let (site, path) = target.split_once("/api/v1").unwrap();
        assert_eq!(site, payload["issuer"]["id"]);
        for said in [
            api.open(&format!("/api/v1{}", path.split('#').next().unwrap())).await.is(200),
            api.get("no-done", path.split('#').next().unwrap()).await.is(200),
        ] {
            let items = said.body["CFItems"].as_array().unwrap();
            assert!(items.iter().any(|item| item["humanCodingScheme"] == one["code"]), "{}", items[0]);
        }
        // Whoever follows any address of ours in it gets an answer, without being let in.
        let mut addresses = Vec::new();
        collect(&payload, &mut |text| addresses.extend(text.strip_prefix(site).map(str::to_owned)));
        assert!(addresses.len() > 4, "{addresses:?}");
        for address in addresses {
            let path = address.split('#').next().filter(|path| !path.is_empty());
            let said = api.open(path.unwrap_or("/")).await;
            // Whose portal it is leads to its log-in.
            assert_eq!(said.status, if path.is_some() { 200 } else { 303 }, "{}", said.what);
        }
        // And the key that signed it is where it says.
        let key = format!("/api/v1/credentials/keys/{}", checked.key.thumbprint());
        assert_eq!(api.open(&key).await.is(200).body, checked.key.jwk());
        api.open("/api/v1/credentials/keys/none").await.is(404);
        let issuer = api.open("/.well-known/jwt-vc-issuer").await.is(200).body;
        assert_eq!((&issuer["issuer"], &issuer["jwks"]["keys"][0]), (&payload["iss"], &checked.key.jwk()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn some_of_a_record_is_shown_and_the_rest_is_not() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        api.settled().await;
        let mut all = Vec::new();
        let mut path = "/credentials?limit=40".to_owned();
        loop {
            let page = api.get("dk-basic", &path).await.is(200);
            all.extend(page.items().to_vec());
            let Some(next) = page.body["next"].as_str() else { break };
            path = format!("/credentials?limit=40&after={next}");
        }
        let record = api.get("dk-basic", "/credentials/record").await.is(200);
        assert_eq!(record.headers[header::CONTENT_TYPE], "application/dc+sd-jwt");
        let whole = api.strangers_view(&record).await;
        assert_eq!(whole.competences.len(), all.len());
        let transcript = api.get("dk-basic", "/credentials/record?form=transcript").await.is(200);
        let checked = api.strangers_view(&transcript).await;
        assert_eq!((checked.form, checked.competences), (Form::Transcript, whole.competences.clone()));

        let chosen = [&all[1]["id"], &all[4]["id"]];
        let shown = api.post("dk-basic", "/credentials/selection", json!({ "attestations": chosen })).await;
        let checked = api.strangers_view(&shown.is(200)).await;
        let ids: Vec<Value> = checked.competences.iter().map(|one| json!(one.id)).collect();
        assert_eq!((checked.form, ids.iter().collect::<Vec<_>>()), (Form::Shown, chosen.to_vec()));
        // The same part is made without the portal, from the whole record.
        let code = whole.competences[1].code.clone();
        let keys = &api.demo.app.sealing.keys.credentials;
        let own = Presented::read(std::str::from_utf8(&record.raw).unwrap(), keys).unwrap();
        let said = api.verified(own.only(|one| one.code == code).text().as_bytes()).await;
        assert_eq!(said["attestations"][0]["code"], code);

        // What is somebody else's is not shown, and it is not said whether there is such a thing.
        let others = api.first_credential("no-done").await;
        for ids in [json!([others["id"]]), json!([all[1]["id"], others["id"]])] {
            let body = json!({ "attestations": ids });
            api.post("dk-basic", "/credentials/selection", body).await.refused(404, "not_found");
        }
        api.post("dk-basic", "/credentials/selection", json!({})).await.field("attestations", "required");
        // Whoever has nothing of their own has an empty record.
        assert!(api.get("no-leader", "/credentials").await.is(200).items().is_empty());

        let browser = Browser::of(&api.demo, "dk-basic").await;
        let page = browser.get("/credentials").await;
        assert_eq!(page.html.matches("name=\"attestations\"").count(), all.len());
        let none = browser.post("/credentials", &[]).await;
        assert_eq!(none.status.as_u16(), 422);
        let id = all[0]["id"].as_str().unwrap();
        let file = browser.post("/credentials", &[("attestations", id)]).await;
        assert_eq!(credential::check(file.html.as_bytes(), keys).unwrap().competences.len(), 1);
        let file = browser.post("/credentials", &[("what", "all")]).await;
        assert_eq!(credential::check(file.html.as_bytes(), keys).unwrap().competences.len(), all.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_annulled_shows_wherever_it_was_taken() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let dossier = api.sealed("no-done", "no-spesialist").await;
        api.settled().await;
        let sealed = api.file("no-done", &dossier).await;
        let plan = api.plan("no-done", "ANE").await;
        let goal = api.codes("no-done", &plan, "goal", "attested").await.remove(0);
        let attestation = api.requirement("no-done", &plan, &goal).await["attestation"].clone();
        let attestation = attestation.as_str().unwrap();
        let badge_at = format!("/attestations/{attestation}/credential");
        let badge = api.get("no-done", &badge_at).await.is(200);
        let record = api.get("no-done", "/credentials/record").await.is(200);
        let place = api.strangers_view(&badge).await.competences[0].place;
        let row = api.get("no-done", &format!("/attestations/{attestation}/proof")).await.is(200).body;
        assert_eq!(row["position"], place, "its place in the lists is that of its leaf");
        // With what stands beside it the proof is checked by anybody, and of another act it proves nothing.
        let text = |name: &str| row[name].as_str().unwrap();
        let salt: [u8; 32] = hex::decode(text("salt")).unwrap().try_into().unwrap();
        let proof: ledger::Proof = ledger::Proof::parse(text("proof")).unwrap();
        let keys = &api.keys().ledger;
        assert!(proof.verify(&ledger::commitment(&salt, text("act").as_bytes()), keys).is_ok());
        let other = text("act").replace("attested", "advised");
        assert!(proof.verify(&ledger::commitment(&salt, other.as_bytes()), keys).is_err());
        assert!(api.lists().await.iter().all(|list| list.is_annulled(place) == Some(false)));

        let path = format!("/attestations/{attestation}/annulment");
        let annulment = api.post("no-leader", &path, json!({ "reason": "Feil mål." })).await.is(202).id();
        // Proposed is not annulled.
        assert!(api.lists().await.iter().all(|list| list.is_annulled(place) == Some(false)));
        api.post("no-uao", &format!("/annulments/{annulment}/confirm"), json!({})).await.is(200);
        for list in api.lists().await {
            let annulled: Vec<u64> =
                (0..credential::LIST_LENGTH).filter(|leaf| list.is_annulled(*leaf) == Some(true)).collect();
            assert_eq!(annulled, [place], "it, and nothing else");
        }
        // What was taken before is genuine still, and the check says what has become of it.
        let said = api.verified(&badge.raw).await;
        assert_eq!(said["genuine"], true);
        assert!(said["attestations"][0]["annulled_at"].is_string(), "{said}");
        let said = api.verified(&record.raw).await;
        let annulled = |one: &&Value| !one["annulled_at"].is_null();
        let lines = said["attestations"].as_array().unwrap();
        assert_eq!(lines.iter().filter(annulled).count(), 1);
        let said = api.verified(&sealed).await;
        let requirement =
            said["requirements"].as_array().unwrap().iter().find(|one| one["code"] == goal).unwrap();
        assert_eq!(
            requirement["attested"].as_array().unwrap().iter().filter(annulled).count(),
            1,
            "{requirement}"
        );
        let nobody = Browser::of_nobody(&api.demo);
        for file in [("badge.jwt", &badge.raw), ("dossier.json", &sealed)] {
            let page = nobody.post_file("/verify?lang=nb", &[], (file.0, file.1)).await;
            assert!(page.html.contains("Annullert "), "{}: {}", file.0, page.html);
        }
        // It is not given out any more.
        api.get("no-done", &badge_at).await.refused(404, "not_found");
        let all = api.get("no-done", "/credentials?limit=200").await.is(200);
        assert!(all.items().iter().all(|one| one["id"] != attestation));
        // A list that the ledger does not reach is none.
        api.open("/api/v1/credentials/status/1").await.is(404);
        api.open("/api/v1/credentials/status/99999999999999999999").await.is(404);
    })
    .await;
}
