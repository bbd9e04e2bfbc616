//! Giving a role: somebody is looked for, what will change is said, and then it is done.

use axum::{extract::State, http::Uri, response::Response};
use base::{GrantId, PersonId};
use domain::{
    access::Role,
    refusal::{FieldErrors, Problem, Refusal},
};
use web::{
    Fields, Form, format,
    page::{self, Ask as Wants},
};

use super::{Said, Seen, back, form_of, named, path, place_page, seen};
use crate::{
    desk::Desk,
    door::{self, Caller},
    error::Result,
    forms::{needed, new_key, wrong},
    people::{
        self, GiveRole, Grant, Over, Person,
        pages::roles::{Found, Giving, found, giving},
    },
    portal::{App, Call},
    repeats::{Answer, Key, Once},
    show::{self, Say, dotted},
    training::{self, Stage},
};

/// What `GET /roles/new` and `POST /roles` carry.
struct Wish {
    at: String,
    of: String,
    over: Over,
    scheme: String,
    role: Role,
}

impl Wish {
    /// What was asked for, if it can be: a mentor is somebody's, a leader nobody's alone.
    fn read(form: &Form) -> Result<Result<Self, FieldErrors>> {
        let (at, of) = (form.value("at").to_owned(), form.value("of").to_owned());
        let (over, scheme) = named(if of.is_empty() { &at } else { &of }).ok_or(Refusal::NotFound)?;
        let role = match needed(form.parsed::<Role>("role")) {
            Ok(role) => role,
            Err(problem) => return Ok(Err(FieldErrors::one("role", problem))),
        };
        if !over.fits(role) {
            let problem = if of.is_empty() { Problem::Required } else { Problem::NotForOne };
            return Ok(Err(FieldErrors::one("of", problem)));
        }
        Ok(Ok(Self { at, of, over, scheme, role }))
    }

    fn carried(&self) -> Vec<(&'static str, String)> {
        let role = self.role.code().to_owned();
        vec![("at", self.at.clone()), ("of", self.of.clone()), ("role", role)]
    }

    /// Where the page about one of those found stands.
    fn with(&self, person: PersonId) -> String {
        let Self { at, of, role, .. } = self;
        let at = show::encoded(at);
        format!("/roles/new?at={at}&of={of}&role={role}&person={person}")
    }
}

/// `GET /roles/new`: those who are found; of one, what the role will change.
pub async fn show_new(caller: Caller, ask: Wants, uri: Uri) -> Result<Response> {
    let query = Form::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let desk = Desk::of(caller).await?;
    let wish = match Wish::read(&query)? {
        Ok(wish) => wish,
        Err(errors) => {
            let mut typed = query.fields();
            show::mark_all(desk.caller.lang, &mut typed, &errors);
            let at = typed.value("at").to_owned();
            return place_page(&desk, ask, &at, (true, Said { typed, did: None })).await;
        }
    };
    let (call, lang, at) = (desk.caller.call.clone(), desk.caller.lang, wish.at.clone());
    let (who, one) = (query.value("who").to_owned(), query.parsed("person").ok().flatten());
    let app = call.portal.clone();
    let asked = call.clone();
    let (seen, found_here) = door::read(&app, move |c| {
        Box::pin(async move {
            let seen = seen(c, &asked, lang, &at).await?;
            let people: Vec<Person> = match one {
                Some(id) => people::find(c, id).await?.into_iter().collect(),
                None => people::search(c, &who).await?,
            };
            let mut all = Vec::with_capacity(people.len());
            for person in people {
                let held = people::grants_of(c, person.id, asked.today).await?;
                let stages = training::stages_of(c, person.id, asked.today).await?;
                let stage =
                    stages.into_iter().find(|one| one.from <= asked.today && asked.today <= one.until);
                all.push((person, held, stage));
            }
            Ok((seen, all))
        })
    })
    .await?;
    let say = desk.say_of(&seen.place.scheme);
    if let [(person, ..)] = found_here.as_slice() {
        let fields = Fields::with(&[("from", &format::numeric(say.today))]);
        let view = giving_of(&desk.caller.call, &say, (&wish, &seen), person, fields);
        return Ok(desk.page(&say, ask, None, giving(&say, &view)));
    }
    let line = |(person, held, stage): &(Person, Vec<Grant>, Option<Stage>)| {
        let mut what: Vec<String> = held.iter().map(|grant| at_work(&desk, grant)).collect();
        what.extend(stage.as_ref().map(|stage| in_training(&desk, &seen, stage)));
        what.dedup();
        (wish.with(person.id), person.name.clone(), format::capitalised(&what.join(", ")))
    };
    let view = Found {
        up: path(&wish.at),
        people: found_here.iter().map(line).collect(),
        ask: form_of(&call, &say, &wish.at, &seen, query.fields()),
    };
    Ok(desk.page(&say, ask, None, found(&say, &view)))
}

/// A role in its own scheme's words, and the unit: whose mentor somebody is stays between the two.
fn at_work(desk: &Desk, grant: &Grant) -> String {
    let unit = grant.over_name.as_deref().filter(|_| matches!(grant.over, Over::Organisation(_)));
    dotted(&[desk.say_of(&grant.scheme).role(grant.role), unit.unwrap_or_default()])
}

/// That somebody is in training; where is said of those here, whom the reader knows of.
fn in_training(desk: &Desk, seen: &Seen, stage: &Stage) -> String {
    let here = seen.trainees.iter().any(|one| one.trainee == stage.trainee);
    dotted(&[desk.say_of(&stage.scheme).role(Role::Trainee), if here { &stage.place } else { "" }])
}

fn giving_of(
    call: &Call,
    say: &Say<'_>,
    (wish, seen): (&Wish, &Seen),
    person: &Person,
    fields: Fields,
) -> Giving {
    let trainee = seen.trainees.iter().find(|one| wish.over == Over::Person(one.trainee));
    let mut carried = wish.carried();
    carried.push(("person", person.id.to_string()));
    carried.push(("key", new_key(call)));
    Giving {
        up: path(&wish.at),
        name: person.name.clone(),
        role: say.role(wish.role).to_owned(),
        place: trainee.map_or_else(|| seen.name.clone(), |one| one.name.clone()),
        carried,
        fields,
        refused: None,
    }
}

/// `POST /roles`.
pub async fn give(State(app): State<App>, caller: Caller, ask: Wants, form: Form) -> Result<Response> {
    let desk = Desk::of(caller).await?;
    let call = desk.caller.call.clone();
    let wish = Wish::read(&form)??;
    let body = ["at", "of", "role", "person", "from", "until"].map(|name| form.value(name)).join("\n");
    let key = form.filled("key").and_then(|key| Key::new(key, "/roles", body.as_bytes()));
    let done = match gift(&call, &wish, &form) {
        Ok(work) => {
            let answer = |id: GrantId| Answer { status: 303, body: id.to_string().into_bytes() };
            app.does(Once { call: call.clone(), key, work, answer }).await
        }
        Err(errors) => Err(errors.into()),
    };
    let error = match done {
        Ok(Answer { body, .. }) => {
            let id = String::from_utf8(body).unwrap_or_default();
            return Ok(page::see_other(&format!("{}&did=given&role={id}", path(&wish.at))));
        }
        Err(error) => error,
    };
    let person: PersonId = form.parsed("person").ok().flatten().ok_or(Refusal::NotFound)?;
    let (lang, at, asked) = (desk.caller.lang, wish.at.clone(), call.clone());
    let (seen, found) = door::read(&app, move |c| {
        Box::pin(async move {
            Ok((seen(c, &asked, lang, &at).await?, people::find(c, person).await?.ok_or(Refusal::NotFound)?))
        })
    })
    .await?;
    let say = desk.say_of(&seen.place.scheme);
    let (status, fields, refused) = back(lang, form.fields(), error)?;
    let view = Giving { refused, ..giving_of(&call, &say, (&wish, &seen), &found, fields) };
    Ok(desk.page_with(status, &say, ask, None, giving(&say, &view)))
}

fn gift(call: &Call, wish: &Wish, form: &Form) -> Result<GiveRole, FieldErrors> {
    let mut errors = FieldErrors::default();
    let person = errors.take("person", needed(form.parsed("person")));
    let from = errors.take("from", needed(form.day("from")));
    let until = errors.take("until", form.day("until").map_err(wrong));
    let (over, scheme) = (wish.over.clone(), wish.scheme.clone());
    match (person, from, until) {
        (Some(person), Some(from), Some(until)) => {
            Ok(GiveRole { call: call.clone(), person, role: wish.role, over, scheme, from, until })
        }
        _ => Err(errors),
    }
}
