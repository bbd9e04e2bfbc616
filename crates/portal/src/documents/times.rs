//! The time elements that a document may attest: what a form offers is what the verb takes.

use base::{Day, PersonId, PlanId, ProgrammeId, RequirementId};
use db::Conn;
use domain::access::Kind;

use super::{
    look::on_file,
    store::{self, Document, Stands, papers::OnPaper},
};
use crate::{error::Result, portal::Call, training};

/// A time element of a plan.
#[derive(Debug, Clone)]
pub struct TimeElement {
    /// In which plan.
    pub plan: PlanId,
    /// To which programme the plan belongs.
    pub programme: ProgrammeId,
    /// The title of the plan's curriculum.
    pub curriculum: String,
    /// Which requirement.
    pub id: RequirementId,
    /// Its code: two plans may each have one of the same.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The first day on which anybody may attest it, on paper too; none: any day.
    pub opens: Option<Day>,
}

/// Those of a trainee's live plans in a scheme, of programmes that have begun, the latest one first.
pub async fn time_elements(
    c: &mut Conn,
    call: &Call,
    trainee: PersonId,
    scheme: &str,
) -> Result<Vec<TimeElement>> {
    let spots = training::spots(c, trainee, call.today).await?;
    let mut all = Vec::new();
    let plans = training::plans_of(c, trainee, call.today).await?;
    for plan in plans.iter().filter(|plan| plan.scheme == scheme && !plan.archived) {
        let Some(header) = training::header(c, plan.id, call.today).await? else { continue };
        if !spots.iter().any(|spot| spot.programme == header.programme) {
            continue;
        }
        let book = call.portal.shelf.get(c, plan.curriculum).await?;
        let rules = call.portal.scheme(scheme)?;
        let last_days = training::last_days(c, plan.id).await?;
        let times = book.requirements().filter(|(_, of)| of.kind == Kind::Time);
        all.extend(times.map(|(id, of)| TimeElement {
            plan: plan.id,
            programme: header.programme,
            curriculum: book.curriculum.title.clone(),
            id,
            code: of.code.clone(),
            title: of.title.clone(),
            opens: rules.opens(Kind::Time, last_days.get(&id).copied()),
        }));
    }
    Ok(all)
}

/// The time elements of these plans that are attested on paper, by a document whose original was seen: nothing more is asked of them.
pub async fn on_paper(c: &mut Conn, plans: &[PlanId]) -> Result<Vec<OnPaper>> {
    Ok(store::papers::on_paper(c, plans).await?)
}

/// What was said last of the original of a paper that attests a time element of a programme, named by the codes of its curriculum and its
/// own: that it was seen, before that this was taken back.
pub async fn of_paper(
    c: &mut Conn,
    (trainee, programme): (PersonId, ProgrammeId),
    (curriculum, code): (&str, &str),
) -> Result<Option<Stands>> {
    let on_file = on_file(c, trainee).await?.into_iter().filter(|one| one.programme == programme);
    let is_it = |one: &Document| {
        one.attests.as_ref().is_some_and(|of| (&*of.curriculum, &*of.code) == (curriculum, code))
    };
    let said = on_file.filter(is_it).map(|one| one.stands).filter(|stands| *stands != Stands::Claimed);
    let mut said: Vec<Stands> = said.collect();
    said.sort_by_key(|stands| !matches!(stands, Stands::Verified(_)));
    Ok(said.into_iter().next())
}
