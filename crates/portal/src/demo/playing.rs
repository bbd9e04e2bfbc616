//! What the people of the demo world did, step by step, through the verbs that everyone uses.

use anyhow::Context as _;
use base::{Moment, PlanId};
use db::{Conn, Work as _};
use domain::{
    access::Kind,
    curriculum::{Attesters, Requirement},
    text::Comment,
};

use super::{
    Making,
    history::{Deed, Item, Script, Step},
};
use crate::{error::Result, signoff};

/// The script's words, which are fit to be said.
fn words(text: Option<&str>) -> Option<Comment> {
    text.map(|text| Comment::required(text).expect("the script's words are fit to be said"))
}

impl Making<'_> {
    pub(super) fn script(&self) -> Vec<Step> {
        let mut script = Script::new(self.today, self.now);
        script.orthopaedics(&self.items("ORTO-I"));
        script.basic();
        let ane = self.items("ANE");
        script.anaesthesia("no-lis", 26, &[72, 66, 61, 8, 33, 33], 4, &ane, true);
        script.returned();
        script.anaesthesia("no.haakon", 33, &[55, 47, 38, 6, 13, 0], 3, &ane, false);
        script.anaesthesia("no.sara", 34, &[70, 60, 50, 34, 27, 33], 6, &ane, false);
        script.anaesthesia("no.jo", 5, &[12, 7, 3, 0, 0, 0], 3, &ane, false);
        script.anaesthesia("no.thea", 18, &[42, 33, 29, 3, 20, 0], 4, &ane, false);
        script.anaesthesia("no.kristin", 50, &[97, 93, 94, 86, 80, 67], 5, &ane, false);
        script.anaesthesia("no.eirik", 40, &[85, 80, 71, 57, 47, 33], 5, &ane, false);
        let common = self.items("FKM");
        for (who, done) in [
            ("no-lis", 9),
            ("no.haakon", 6),
            ("no.sara", 8),
            ("no.thea", 4),
            ("no.kristin", 13),
            ("no.eirik", 11),
        ] {
            script.all_done(who, "FKM", &common[..done], &[]);
        }
        script.all_done("no-done", "ANE", &ane, &self.times("ANE"));
        script.all_done("no-done", "FKM", &common, &self.times("FKM"));
        script.general_practice(&self.items("ALM"));
        script.played()
    }

    fn items(&self, code: &str) -> Vec<Item> {
        let item = |one: &Requirement| Item {
            code: one.code.clone(),
            theme: one.theme.clone().unwrap_or_default(),
            required: one.required_count.unwrap_or(1),
            needs_signature: one.attested_by != Attesters::NoSignature,
            is_goal: one.kind == Kind::Goal,
            supports: one.supports.clone(),
        };
        let all = self.books[code].requirements().map(|(_, one)| one);
        all.filter(|one| matches!(one.kind, Kind::Goal | Kind::Activity)).map(item).collect()
    }

    fn times(&self, code: &str) -> Vec<String> {
        let all = self.books[code].requirements();
        all.filter(|(_, one)| one.kind == Kind::Time).map(|(_, one)| one.code.clone()).collect()
    }

    pub(super) async fn play(&mut self, c: &mut Conn, step: &Step) -> Result<()> {
        let plan = self.plans[&(step.trainee, step.curriculum)];
        match &step.deed {
            Deed::Register { count, comment } => {
                let (call, code) = (self.call(step.trainee, step.at), step.code.clone());
                let on = call.today;
                let register =
                    signoff::Register { call, plan, code, on, count: *count, comment: words(*comment) };
                register.run(c).await.map(drop)
            }
            Deed::Request { to, comment } => self.request(c, step, plan, (to, *comment)).await,
            Deed::Advise { by, comment } => {
                let (call, codes, comment) =
                    (self.call(by, step.at), vec![step.code.clone()], words(*comment));
                let advise =
                    signoff::Advise { call, plan, codes, recommends: true, comment, meeting_on: None };
                advise.run(c).await.map(drop)
            }
            Deed::Attest { by, comment } => {
                self.attest(c, (plan, &step.code), (by, step.at), words(*comment)).await
            }
            Deed::Return { by, comment } => {
                let waits = self.waiting.remove(&(plan, step.code.clone()));
                let request = waits.context("nothing waits")?;
                let comment = words(Some(comment)).expect("a return says why");
                signoff::Return { call: self.call(by, step.at), request, comment }.run(c).await.map(drop)
            }
        }
    }

    async fn request(
        &mut self,
        c: &mut Conn,
        step: &Step,
        plan: PlanId,
        (to, comment): (&str, Option<&str>),
    ) -> Result<()> {
        let call = self.call(step.trainee, step.at);
        let request = signoff::Request {
            completed_on: Some(call.today),
            call,
            plan,
            code: step.code.clone(),
            to: self.people[to],
            entries: Vec::new(),
            comment: words(comment),
        };
        let made = request.run(c).await?;
        self.waiting.insert((plan, step.code.clone()), made.id);
        Ok(())
    }

    async fn attest(
        &mut self,
        c: &mut Conn,
        (plan, code): (PlanId, &str),
        (by, at): (&str, Moment),
        comment: Option<Comment>,
    ) -> Result<()> {
        let (call, code) = (self.call(by, at), code.to_owned());
        match self.waiting.remove(&(plan, code.clone())) {
            Some(request) => signoff::Attest { call, request, comment }.run(c).await.map(drop),
            None => signoff::AttestUnasked { call, plan, code, count: None, comment }.run(c).await.map(drop),
        }
    }
}
