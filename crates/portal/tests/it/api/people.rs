//! Persons over the API: found by name whatever the letters.

use base::PersonId;
use db::{Conn, Work, testing::each_engine};
use portal::{error::Error, migrations::ALL, people};

use super::Api;

struct Rename(PersonId, &'static str);
impl Work for Rename {
    type Done = ();
    type Error = Error;
    async fn run(&self, c: &mut Conn) -> Result<(), Error> {
        Ok(people::rename(c, self.0, self.1).await?)
    }
}

#[tokio::test]
async fn a_name_is_found_however_its_letters_are_written() {
    each_engine(ALL, async |db| {
        let api = Api::new(&db).await;
        db.write(Rename(api.demo.person("no-lis"), "Åse Søren Østby")).await.unwrap();
        // åse, ÅSE, Øst, SØREN, å and Å in two pieces; and as a keyboard or passport without these letters has them
        for words in [
            "%C3%A5se",
            "%C3%85SE",
            "%C3%98st",
            "S%C3%98REN",
            "a%CC%8Ase",
            "A%CC%8ASE",
            "ase",
            "Aase",
            "ostby",
            "soeren",
            "osa",
        ] {
            let found = api.get("no-leader", &format!("/trainees?q={words}")).await.is(200);
            let there = found.items().iter().any(|one| one.to_string().contains("Åse Søren Østby"));
            assert_eq!(there, words != "osa", "{words}: {}", found.body);
        }
    })
    .await;
}
