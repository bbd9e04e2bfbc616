//! Another key: whoever moves one away and starts again has a new one, and what the old one signed is believed as before.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use credential::{Issuer, Key, Status};
use sealed::KeyList;

use crate::killed::{ATTEST, call};

/// A real portal that answers; it ends with this.
struct Portal {
    child: Child,
    address: String,
}

impl Portal {
    fn start(data: &Path) -> Self {
        let mut command = Command::new(ATTEST);
        command.env_clear().args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.current_dir(data.parent().unwrap());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = lines.map_while(Result::ok);
        let address = said.find_map(|line| line.split_once("http://").map(|(_, at)| at.to_owned()));
        Self { child, address: address.expect("attest serve answers") }
    }

    fn keys(&self) -> KeyList {
        let (status, said) = call(&self.address, "", "GET", "/api/v1/keys", None).unwrap();
        assert_eq!(status, 200);
        KeyList::read(&said.to_string()).unwrap()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_key_is_exchanged_and_the_one_before_is_still_believed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    let before = Portal::start(&folder).keys();
    let old = Key::from_pem(&fs::read_to_string(folder.join("credential.key")).unwrap()).unwrap();
    let issuer = Issuer { url: "https://portal.example".to_owned(), demo: false };
    let at = portal::world::World::real().now();
    let list = Status::new(&issuer, 0, [7], at).as_credential(&old);

    for stem in ["dossier", "paper", "credential"] {
        fs::remove_file(folder.join(format!("{stem}.key"))).unwrap();
    }
    let after = Portal::start(&folder).keys();
    assert_eq!(after.ledger, before.ledger, "the ledger's was not touched");
    assert_eq!((after.dossiers.len(), after.papers.len(), after.credentials.len()), (2, 2, 2));
    assert_eq!(after.dossiers[1], before.dossiers[0]);
    assert_eq!(after.papers[1], before.papers[0]);
    assert_eq!(after.credentials[1], before.credentials[0]);
    assert_ne!(after.dossiers[0], before.dossiers[0]);
    assert_ne!(after.papers[0], before.papers[0]);
    assert_ne!(after.credentials[0], before.credentials[0]);
    // What was signed before is read with the list of today, and what is signed today not with that of before.
    assert_eq!(Status::read(&list, &after.credentials).unwrap().is_annulled(7), Some(true));
    let new = Key::from_pem(&fs::read_to_string(folder.join("credential.key")).unwrap()).unwrap();
    let list = Status::new(&issuer, 0, [7], at).as_credential(&new);
    assert!(Status::read(&list, &before.credentials).is_err());
    // Started once more, nothing changes.
    assert_eq!(Portal::start(&folder).keys(), after);
}
