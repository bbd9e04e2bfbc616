//! The form that puts a document on record: what it offers is taken.

use axum::http::StatusCode;
use base::{PersonId, PlacementId, PlanId, ProgrammeId};
use db::{Conn, Db, Fault, Work, args, sql, testing::each_engine};
use portal::{
    documents::{AddDocument, Filed, Media},
    error::Error,
    migrations, mint,
    portal::App,
    training::{self, Placement, Programme},
};

use crate::{browser::Browser, world::Demo};

const PDF: &[u8] = b"%PDF-1.4\n% tid\n%%EOF\n";

/// The kinds and time elements on offer, by their values.
fn offered(html: &str, select: &str) -> Vec<String> {
    let Some((_, rest)) = html.split_once(&format!("name=\"{select}\"")) else { return Vec::new() };
    let list = rest.split("</select>").next().unwrap();
    let values =
        list.split("<option").skip(1).filter_map(|option| option.split_once("value=\"")?.1.split('"').next());
    values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_that_is_offered_can_be_filed_by_who_has_nothing_to_apply_for_too() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let mads = Browser::of(&demo, "dk-trainee").await;
        let form = mads.get("/dossiers").await;
        let (kinds, times) = (offered(&form.html, "kind"), offered(&form.html, "requirement"));
        assert!(kinds.contains(&"time_on_paper".to_owned()), "{kinds:?}");
        assert!(times.len() == 1 && times[0].ends_with("/tid"), "{times:?}");
        for kind in &kinds {
            let time = if kind == "time_on_paper" { times[0].as_str() } else { "" };
            let fields = [("key", kind.as_str()), ("kind", kind), ("requirement", time)];
            let done = mads.post_file("/documents", &fields, ("a.pdf", PDF)).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{kind}: {}", done.html);
        }
        let bad = [("key", "k"), ("kind", "time_on_paper"), ("requirement", "tid")];
        assert_eq!(
            mads.post_file("/documents", &bad, ("a.pdf", PDF)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        // Whoever never trained has no record, and is offered nothing that would be refused.
        let other = Browser::of(&demo, "dk-stranger").await.get("/dossiers").await;
        assert_eq!((other.status, offered(&other.html, "kind").len()), (StatusCode::OK, 0));
    })
    .await;
}

/// A plan turns out to be of an earlier programme of its trainee.
struct Earlier {
    app: App,
    trainee: PersonId,
    curriculum: &'static str,
}

impl Work for Earlier {
    type Done = (PlanId, ProgrammeId);
    type Error = Error;

    async fn run(&self, c: &mut Conn) -> Result<(PlanId, ProgrammeId), Error> {
        let (world, today) = (&self.app.world, self.app.world.today());
        let spot = training::spots(c, self.trainee, today).await?.remove(0);
        let latest = training::placements_of(c, spot.programme).await?.remove(0);
        let (from, until) = (latest.from.plus_days(-400), latest.from.plus_days(-1));
        let programme = Programme {
            id: mint!(world, ProgrammeId),
            trainee: self.trainee,
            scheme: spot.scheme,
            code: "LIS2-1".to_owned(),
            stage: "lis2".to_owned(),
            specialty: spot.specialty,
            title: "Anestesiologi".to_owned(),
            from,
            until,
        };
        training::enrol(c, &programme, world.now()).await?;
        let id = mint!(world, PlacementId);
        training::place(c, &Placement { id, programme: programme.id, from, until, ..latest }).await?;
        let select = sql!(
            "SELECT p.id FROM plan p JOIN curriculum k ON k.id = p.curriculum_id WHERE p.trainee_id = $1 AND k.code = $2"
        );
        let plan: Option<(PlanId,)> = c.first(select, &args![self.trainee, self.curriculum]).await?;
        let (plan,) = plan.expect("the demo has it");
        let moved: Result<u64, Fault> = c
            .execute(sql!("UPDATE plan SET programme_id = $2 WHERE id = $1"), &args![plan, programme.id])
            .await;
        moved?;
        Ok((plan, programme.id))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn time_of_an_earlier_programme_is_offered_and_taken() {
    each_engine(migrations::ALL, async |db: Db| {
        let demo = Demo::new(&db).await;
        let (app, trainee) = (demo.app.clone(), demo.person("no-lis"));
        let (plan, programme) = demo.app.does(Earlier { app, trainee, curriculum: "ANE" }).await.unwrap();
        let ingrid = Browser::of(&demo, "no-lis").await;
        let form = ingrid.get("/dossiers?kind=no-spesialist").await;
        let chosen = format!("{plan}/tjenestetid");
        assert_eq!(offered(&form.html, "requirement"), std::slice::from_ref(&chosen));
        let present = form.value("programme");
        assert_ne!(present, programme.to_string(), "the form is that of the present programme");
        let fields = [
            ("application", "no-spesialist"),
            ("programme", &present),
            ("key", &form.value("key")),
            ("kind", "service_on_paper"),
            ("requirement", &chosen),
        ];
        let done = ingrid.post_file("/documents", &fields, ("a.pdf", PDF)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        let select = sql!("SELECT programme_id FROM document WHERE trainee_id = $1");
        let filed = db.read(move |c| Box::pin(async move { c.first(select, &args![trainee]).await }));
        assert_eq!(filed.await.unwrap(), Some((programme,)));
        // Where nobody says in which plan, it is found in all; where a programme is said, in its plans alone.
        let add = |programme| AddDocument {
            call: demo.call("no-lis"),
            programme,
            kind: "service_on_paper".to_owned(),
            requirement: Some("tjenestetid".to_owned()),
            plan: None,
            name: "b.pdf".to_owned(),
            on: None,
            filed: Filed { digest: [9; 32], bytes: 9, media: Media::Pdf },
        };
        let id = demo.app.does(add(None)).await.unwrap();
        let select = sql!("SELECT programme_id FROM document WHERE id = $1");
        let filed = db.read(move |c| Box::pin(async move { c.first(select, &args![id]).await }));
        assert_eq!(filed.await.unwrap(), Some((programme,)));
        let refused = demo.app.does(add(Some(present.parse().unwrap()))).await.unwrap_err();
        assert!(
            matches!(&refused, Error::Fields(errors) if errors.of("requirement").is_some()),
            "{refused:?}"
        );
        // Whoever else's plan it is, it is no choice.
        let other = Browser::of(&demo, "no-done").await;
        let stolen = other.post_file("/documents", &fields, ("a.pdf", PDF)).await;
        assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
