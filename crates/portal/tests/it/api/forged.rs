//! Dossiers that were tampered with: by whoever has the file, and by whoever has even the keys that seal it.

use base::{ActId, AttestationId, Day, DossierId, Moment};
use db::{Db, Engine, testing::each_engine};
use domain::act::{Act, What};
use ledger::{Checkpoint, Hash, Key, commitment, leaf_hash, node_hash};
use portal::{dossiers, migrations};
use sealed::{Content, Identifier, KeyList, LedgerPlace, PaperKey, Payload, SealedAct, Words, Wrong};

use super::{Api, sealing::KBU};

/// Files that are tried.
const MUTATIONS: usize = 10_000;
/// How often a file is made.
const RUNS: usize = 1_000;

/// Root of a tree, and of each leaf the hashes beside its way there (RFC 6962 § 2.1).
fn tree(leaves: &[Hash]) -> (Hash, Vec<Vec<Hash>>) {
    if let [leaf] = leaves {
        return (leaf_hash(leaf), vec![Vec::new()]);
    }
    let half = leaves.len().next_power_of_two() / 2;
    let ((left, mut paths), (right, others)) = (tree(&leaves[..half]), tree(&leaves[half..]));
    paths.iter_mut().for_each(|path| path.push(right));
    paths.extend(others.into_iter().map(|mut path| {
        path.push(left);
        path
    }));
    (node_hash(&left, &right), paths)
}

/// Whoever has both keys writes a ledger of their own, and a seal, around whatever they want.
pub(super) struct Forger {
    payload: Payload,
    dossier: Key,
    ledger: Key,
}

impl Forger {
    pub(super) fn keys(&self) -> KeyList {
        KeyList {
            dossiers: vec![self.dossier.verifier().clone()],
            ledger: vec![self.ledger.verifier().clone()],
            papers: Vec::new(),
            credentials: Vec::new(),
        }
    }

    /// A file with this change, its seal and its ledger made to fit.
    pub(super) fn file(&self, change: impl FnOnce(&mut Payload)) -> Vec<u8> {
        let mut payload = self.payload.clone();
        change(&mut payload);
        let mut act = payload.seal.read().unwrap();
        act.evidence = vec![payload.content.digest()];
        payload.seal.body = text(&act, payload.seal.id);
        self.written(payload)
    }

    fn written(&self, mut payload: Payload) -> Vec<u8> {
        let all = payload.content.acts.iter().chain([&payload.seal]);
        let leaf = |act: &SealedAct| {
            commitment(&hex::decode(&act.salt).unwrap().try_into().unwrap(), act.body.as_bytes())
        };
        let leaves: Vec<Hash> = all.map(leaf).collect();
        let (root, paths) = tree(&leaves);
        payload.checkpoint = Checkpoint::sign(leaves.len() as u64, root, &self.ledger);
        let place = |(index, path): (usize, Vec<Hash>)| LedgerPlace {
            index: index as u64,
            path: path.iter().map(hex::encode).collect(),
        };
        payload.places = paths.into_iter().enumerate().map(place).collect();
        sealed::seal(&payload, &self.dossier)
    }

    fn wrong(&self, change: impl FnOnce(&mut Payload)) -> Wrong {
        sealed::check(&self.file(change), &self.keys()).expect_err("it was tampered with")
    }

    /// The same, of a change to the content alone.
    pub(super) fn content(&self, change: impl FnOnce(&mut Content)) -> Wrong {
        self.wrong(|payload| change(&mut payload.content))
    }

    /// The same, of a change to every act that fits.
    pub(super) fn act(&self, is: impl Fn(&Act) -> bool, change: impl Fn(&mut Act)) -> Wrong {
        self.content(|content| {
            let mut all = content.acts.iter_mut().filter(|act| is(&act.read().unwrap())).peekable();
            assert!(all.peek().is_some(), "there is none to change");
            for one in all {
                let mut act = one.read().unwrap();
                change(&mut act);
                one.body = text(&act, one.id);
            }
        })
    }
}

fn text(act: &Act, id: ActId) -> String {
    String::from_utf8(act.canonical(id)).unwrap()
}

impl Forger {
    /// A believed dossier in the hands of somebody with keys that are believed.
    pub(super) fn of(file: &[u8], keys: &KeyList) -> Self {
        let payload = sealed::check(file, keys).unwrap().payload;
        Self { payload, dossier: sealed::demo_key(false), ledger: sealed::demo_key(true) }
    }
}

/// The dossier of the doctor in the last month, sealed; in the hands of somebody with keys that are believed.
async fn forger(api: &Api) -> (DossierId, Vec<u8>, Forger) {
    api.emil_is_ready().await;
    let dossier = api.sealed("dk-basic", KBU).await;
    let file = api.file("dk-basic", &dossier).await;
    let id = dossier["id"].as_str().unwrap().parse().unwrap();
    let forger = Forger::of(&file, api.keys());
    (id, file, forger)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_keys_alone_cannot_make_true_is_refused() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (_, _, forger) = forger(&api).await;
        let trainee = forger.payload.content.trainee.id;
        sealed::check(&forger.file(|_| ()), &forger.keys()).expect("whoever changes nothing is believed");
        let tutor =
            |act: &Act| act.what == What::Attested && act.role.is_some_and(|role| role.code() == "tutor");
        let granted = |act: &Act| act.what == What::RoleGranted;

        // What counts is what the acts say.
        assert_eq!(forger.content(|content| content.result.ready = false), Wrong::OtherResult);
        assert_eq!(forger.content(|content| content.result.lines[0].done = Some(15)), Wrong::OtherResult);
        let without = |what: What| {
            forger.content(|content| {
                content.acts.retain(|act| act.read().unwrap().what != what);
            })
        };
        assert_eq!(without(What::Attested), Wrong::OtherResult);
        assert_eq!(without(What::Verified), Wrong::OtherResult);
        assert!(matches!(without(What::DocumentAdded), Wrong::StrangeDocument(_)));
        assert_eq!(without(What::EmploymentsConfirmed), Wrong::OtherResult);
        assert!(matches!(without(What::RoleGranted), Wrong::NotEntitled(_)));
        assert!(matches!(without(What::PlanAssigned), Wrong::NoPlan(_)));
        assert_eq!(forger.content(|content| content.employments.clear()), Wrong::OtherResult);
        assert!(matches!(
            forger.content(|content| content.documents[0].sha256 = "0".repeat(64)),
            Wrong::StrangeDocument(_)
        ));
        assert_eq!(forger.content(|content| content.ends = None), Wrong::OtherResult);

        // A number is one that is asked for, written as such numbers are, and counted as there.
        let numbers = |change: fn(&mut Vec<Identifier>)| {
            forger.content(|content| change(&mut content.trainee.identifiers))
        };
        let strange: [fn(&mut Vec<Identifier>); 6] = [
            |all| all[0].value = "020257-5002".to_owned(),
            |all| all[0].value = "3202575002".to_owned(),
            |all| all[0].kind = "hpr".to_owned(),
            |all| all[0].salt.clear(),
            |all| all.swap(0, 1),
            |all| all.push(all[0].clone()),
        ];
        strange.into_iter().for_each(|change| assert_eq!(numbers(change), Wrong::StrangeIdentifier));
        assert_eq!(numbers(Vec::clear), Wrong::OtherResult);

        // What vouches is named after its act: an act that names none, or another's, vouches for nothing.
        assert!(matches!(forger.act(tutor, |act| act.attestation = None), Wrong::StrangeAct(_)));
        let honest = forger.payload.content.result.requirements[0].attested[0];
        let others = move |act: &mut Act| act.attestation = Some(AttestationId::from_uuid(honest.uuid()));
        assert!(matches!(forger.act(tutor, others), Wrong::StrangeAct(_)));

        // Nobody judges themselves; who attests had the role on that day, and the rules let them.
        assert!(matches!(forger.act(tutor, |act| act.actor = Some(trainee)), Wrong::NotEntitled(_)));
        assert!(matches!(forger.act(tutor, |act| act.role = "mentor".parse().ok()), Wrong::NotEntitled(_)));
        assert!(matches!(forger.act(tutor, |act| act.under.clear()), Wrong::NotEntitled(_)));
        assert!(matches!(forger.act(granted, |act| act.to = Some(trainee)), Wrong::NotEntitled(_)));
        let elsewhere =
            |act: &mut Act| act.over = act.over.take().map(|over| over.replacen(" dk ", " no ", 1));
        assert!(matches!(forger.act(granted, elsewhere), Wrong::NotEntitled(_)));
        let over = |act: &mut Act| act.over = act.over.take().map(|over| over.replace("/", "/2020-01-01"));
        assert!(matches!(forger.act(granted, over), Wrong::NotEntitled(_)));
        let late = |act: &mut Act| act.at = Moment::start_of("2030-01-01".parse().unwrap());
        assert!(matches!(forger.act(granted, late), Wrong::NotEntitled(_)));
        let policy = |content: &mut Content, policy: String| {
            _ = content.rules.files.insert("policy.cedar".into(), policy)
        };
        let lax = forger.payload.content.rules.files["policy.cedar"].replace("permit", "forbid");
        assert!(matches!(
            forger.content(|content| policy(content, lax)),
            Wrong::NotEntitled(_) | Wrong::Rules(_)
        ));

        // Everything is about this applicant, this application, this day.
        let other = "01a226d2-cfdc-7e67-bb76-92bb6da2df96".parse().ok();
        assert!(matches!(forger.act(tutor, |act| act.trainee = other), Wrong::StrangeAct(_)));
        assert!(matches!(
            forger.act(tutor, |act| act.of.as_mut().unwrap().version = "2008".into()),
            Wrong::StrangeAct(_)
        ));
        assert!(matches!(
            forger.act(tutor, |act| act.of.as_mut().unwrap().code = "KBU-99".into()),
            Wrong::StrangeAct(_)
        ));
        assert_eq!(forger.content(|content| content.on = content.on.plus_days(-1)), Wrong::OtherSeal);
        assert!(matches!(forger.content(|content| content.trainee.id = other.unwrap()), Wrong::NoPlan(_)));
        assert!(matches!(
            forger.content(|content| content.kind = "dk-speciallaege".into()),
            Wrong::OtherSeal
        ));
        assert_eq!(forger.content(|content| content.demo = false), Wrong::Demo);
        assert_eq!(forger.content(|content| content.acts.swap(0, 1)), Wrong::NotAsWritten);
        assert!(matches!(forger.content(|content| content.rules.scheme = "no".into()), Wrong::Rules(_)));
        assert_eq!(forger.content(|content| content.format = "attest-dossier/2".into()), Wrong::NoDossier);

        // What no honest record is like is not even read: everybody knows the demo's key.
        let deep = |content: &mut Content| {
            _ = content.rules.files.insert("words.da.ftl".into(), format!("k = {}", "{".repeat(100_000)));
        };
        assert_eq!(forger.content(deep), Wrong::TooLarge);

        // The act that sealed it speaks of this content, and stands in the ledger with all the others.
        let mut payload = forger.payload.clone();
        payload.content.trainee.name.push('x');
        assert_eq!(sealed::check(&forger.written(payload), &forger.keys()).unwrap_err(), Wrong::OtherSeal);
        let mut payload = forger.payload.clone();
        payload.content.acts[3].salt = "00".repeat(32);
        let file = sealed::seal(&payload, &forger.dossier);
        let keys = KeyList {
            dossiers: forger.keys().dossiers,
            ledger: api.keys().ledger.clone(),
            papers: Vec::new(),
            credentials: Vec::new(),
        };
        assert_eq!(sealed::check(&file, &keys).unwrap_err(), Wrong::NotInLedger(payload.content.acts[3].id));
        assert_eq!(sealed::check(&file, &forger.keys()).unwrap_err(), Wrong::UnknownLedger);
        let mut payload = forger.payload.clone();
        payload.places.pop();
        let file = sealed::seal(&payload, &forger.dossier);
        assert_eq!(sealed::check(&file, &keys).unwrap_err(), Wrong::NotAsWritten);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_is_not_believed_when_its_certificate_had_ended() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (id, _, forger) = forger(&api).await;
        let pdf = api.get("dk-basic", &format!("/dossiers/{id}.pdf")).await.is(200).raw;
        let key = |name: &str, seed: u8| Key::from_seed(name, &[seed; 32]).unwrap();
        let real = Forger { dossier: key("a.example", 1), ledger: key("b.example", 2), ..forger };
        let file = real.file(|payload| payload.content.demo = false);
        let (at, today) = (real.payload.at, api.demo.app.world.today());
        let signed = |until: Day| {
            let from = today.plus_days(-400);
            let key = PaperKey::self_signed("a.example", &[3; 32], from, until).unwrap();
            let words = Words { attached: "fil", signature: "underskrift" };
            let paper = sealed::bind(&pdf, &file, at, &words, &key).unwrap();
            sealed::check(&paper, &KeyList { papers: vec![key.certificate().clone()], ..real.keys() })
        };
        assert!(signed(today.plus_days(30)).is_ok());
        assert!(matches!(signed(today.plus_days(-30)), Err(Wrong::Expired(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_the_same_however_often_it_is_made_and_one_flipped_bit_anywhere_is_seen() {
    each_engine(migrations::ALL, async |db: Db| {
        let api = Api::new(&db).await;
        let (id, file, _) = forger(&api).await;
        let app = &api.demo.app;
        // Once is enough for this: the bytes are no engine's. The other engine makes the same of its own rows.
        let (runs, mutations) =
            if db.engine() == Engine::Postgres { (RUNS / 50, MUTATIONS / 50) } else { (RUNS, MUTATIONS) };
        for run in 0..runs {
            if run % 10 == 0 {
                // The ledger goes on growing.
                let key = portal::audit::NameKey {
                    world: app.world.clone(),
                    key: run.to_string(),
                    at: app.world.now(),
                };
                app.db.write(key).await.unwrap();
                app.ledger.drain(|| app.world.now()).await.unwrap();
            }
            let (_, again) = dossiers::made(app, id).await.unwrap().unwrap();
            assert!(again == file, "run {run}");
        }
        let keys = api.keys();
        for run in 0..mutations {
            // Every place is as likely, whatever the run.
            let at = run.wrapping_mul(2_654_435_761) % file.len();
            let mut changed = file.clone();
            changed[at] ^= 1 << (run % 8);
            assert!(sealed::check(&changed, keys).is_err(), "byte {at}, bit {}", run % 8);
        }
        for cut in [0, 1, file.len() / 2, file.len() - 1] {
            assert_eq!(sealed::check(&file[..cut], keys).unwrap_err(), Wrong::NoDossier);
        }
        let spaced = [&file[..1], b" ", &file[1..]].concat();
        assert_eq!(sealed::check(&spaced, keys).unwrap_err(), Wrong::NotAsWritten);
        let twice = [&file[..], b"\n"].concat();
        assert_eq!(sealed::check(&twice, keys).unwrap_err(), Wrong::NotAsWritten);
    })
    .await;
}
