//! The mail that says that something waits, as a post office gets it.

use std::sync::{Arc, Mutex};

use db::{Db, testing::each_engine};
use portal::migrations;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

use super::{Away, DELIVERED, FAILED, HOUR, NOTHING, share};

/// A post office: whom each mail was for, and what stood in it. The first is not taken, for it is busy.
#[derive(Default)]
struct Office {
    got: Mutex<Vec<String>>,
}

impl Office {
    async fn open() -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let office = Arc::new(Self::default());
        let own = office.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                own.serve(stream).await;
            }
        });
        (office, address)
    }

    /// One conversation (RFC 5321), as far as it is needed.
    async fn serve(&self, stream: TcpStream) -> Option<()> {
        let mut stream = BufReader::new(stream);
        let mut mail = String::new();
        let mut data = false;
        stream.write_all(b"220 office\r\n").await.ok()?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            mail.push_str(&line);
            let answer = match line.trim_end() {
                "." if data => {
                    data = false;
                    let mut got = self.got.lock().unwrap();
                    got.push(mail.clone());
                    if got.len() == 1 { "451 busy\r\n" } else { "250 taken\r\n" }
                }
                _ if data => continue,
                "DATA" => {
                    data = true;
                    "354 go on\r\n"
                }
                "QUIT" => "221 bye\r\n",
                _ => "250 yes\r\n",
            };
            stream.write_all(answer.as_bytes()).await.ok()?;
        }
    }
}

fn header<'a>(mail: &'a str, name: &str) -> &'a str {
    let line = mail.lines().find(|line| line.starts_with(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("no {name} in {mail}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_says_that_something_waits_and_not_what() {
    each_engine(migrations::ALL, async |db: Db| {
        let (office, address) = Office::open().await;
        let (_folder, way) = share();
        let settings = format!(
            "{way}notice = \"Post <post@authority.example>\"\n\
             [mail]\nsmtp = \"smtp://{address}\"\nfrom = \"attest@portal.example\"\n"
        );
        let away = Away::new(&db, &settings).await;
        let receipt = away.sends().await;
        let done = away.round(0).await;
        assert_eq!((done.delivered, done.failed), (1, 1), "the dossier is there, the post office was busy");
        assert_eq!(away.reasons().await, ["not_now"]);
        assert_eq!(away.round(0).await, NOTHING);
        assert_eq!(away.round(HOUR).await, DELIVERED);
        let got = office.got.lock().unwrap().clone();
        assert_eq!(got.len(), 2);
        assert_eq!(
            header(&got[0], "Message-ID"),
            header(&got[1], "Message-ID"),
            "whoever reads both sees one"
        );
        let mail = &got[1];
        assert!(mail.starts_with("EHLO [127.0.0.1]\r\n"), "{mail}");
        assert!(mail.contains("RCPT TO:<post@authority.example>"), "{mail}");
        assert!(header(mail, "Auto-Submitted").ends_with("auto-generated"));
        let link = format!("{}/cases", away.api.demo.app.issuing.issuer.url);
        assert!(mail.contains(&link), "{mail}");
        assert!(mail.contains("Noget venter") && mail.contains("Something waits"), "{mail}");
        assert!(!mail.contains("\r\n--"), "no part of it is a signature, which readers hide: {mail}");
        let case = receipt["case"].as_str().unwrap();
        for part in [
            "Emil",
            "Thorsen",
            receipt["number"].as_str().unwrap(),
            case,
            &case.replace('-', ""),
            "Tilladelse",
        ] {
            assert!(!mail.contains(part), "{part} in {mail}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_goes_out_where_the_desk_is_the_only_way_and_none_when_it_was_taken_back() {
    each_engine(migrations::ALL, async |db: Db| {
        let settings = "notice = \"post@authority.example\"\n[mail]\nsmtp = \"smtp://127.0.0.1:1\"\nfrom = \"a@b.example\"\n";
        let away = Away::desk(&db, settings).await;
        let receipt = away.sends().await;
        assert!(receipt.get("delivering_since").is_none(), "it waits on the desk: {receipt}");
        assert_eq!(away.round(0).await, FAILED);
        assert_eq!(away.reasons().await, ["unreachable"]);
        away.does("withdraw", serde_json::json!({})).await.is(204);
        assert_eq!(away.round(HOUR).await, NOTHING);
    })
    .await;
}
