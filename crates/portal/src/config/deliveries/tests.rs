//! Settings that cannot be taken, each with its one sentence.

use std::path::Path;

use super::*;
use crate::config::{Config, Flags};

const MACHINE: &str = "machine = \"0197a000-0000-7000-8000-000000000001\"\n";

fn read(text: &str) -> Result<Config, String> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    Config::read(Some(file.path()), &Flags::default()).map_err(|error| error.to_string())
}

#[test]
fn each_scheme_has_one_way_and_perhaps_a_notice() {
    let config = read(&format!(
        "[deliveries.xx]\n{MACHINE}folder = \"/srv/xx\"\nnotice = \"post@authority.example\"\n\
         [deliveries.yy]\n{MACHINE}push = \"https://authority.example/in\"\n\
         [deliveries.zz]\n{MACHINE}s3 = \"s3://bucket/a/b/\"\ns3_endpoint = \"http://127.0.0.1:9000\"\n\
         [mail]\nsmtp = \"smtps://u:hush@mail.example\"\nfrom = \"Attest <attest@portal.example>\"\n"
    ))
    .unwrap();
    let way = |scheme: &str| config.deliveries[scheme].way(scheme).unwrap().unwrap().1;
    assert_eq!(way("xx"), Way::Folder(Path::new("/srv/xx").to_owned()));
    assert_eq!(way("yy"), Way::Push(Url::parse("https://authority.example/in").unwrap()));
    assert!(matches!(way("zz"), Way::S3 { bucket, prefix, .. } if bucket == "bucket" && prefix == "a/b"));
    assert!(!format!("{config:?}").contains("hush"), "a password is never shown");
}

#[test]
fn what_cannot_be_taken_is_said_in_one_sentence() {
    let cases = [
        ("folder = \"/a\"\npush = \"https://b.example\"\n", "several ways"),
        ("folder = \"a\"\n", "from the root"),
        ("s3 = \"bucket\"\n", "s3://bucket/prefix"),
        ("s3 = \"s3://\"\n", "s3://bucket/prefix"),
        ("s3 = \"s3://a\"\ns3_endpoint = \"http://elsewhere.example\"\n", "s3_endpoint"),
        ("push = \"http://authority.example\"\n", "http only to this machine"),
        ("push = \"https://u:p@authority.example\"\n", "without user"),
        ("push = \"https://authority.example?a=b\"\n", "without user"),
        ("", "machine says nothing"),
        ("push = \"https://a.example\"\ns3_region = \"eu\"\n", "without s3"),
        ("folder = \"/a\"\nnotice = \"post@authority.example\"\n", "no [mail]"),
        ("folder = \"/a\"\nnotice = \"post\"\n", "notice is no address"),
        ("holder = \"/a\"\n", "holder"),
    ];
    for (text, part) in cases {
        let why = read(&format!("[deliveries.xx]\n{MACHINE}{text}")).unwrap_err();
        assert!(why.contains(part) && !why.contains('\n'), "{text}: {why}");
    }
    let why = read("[deliveries.xx]\nfolder = \"/a\"\n").unwrap_err();
    assert!(why.contains("attest machine create"), "{why}");
    let both =
        format!("[deliveries.xx]\n{MACHINE}folder = \"/a\"\n[deliveries.yy]\n{MACHINE}folder = \"/a\"\n");
    assert!(read(&both).unwrap_err().contains("another scheme"));
    for (smtp, part) in [
        ("mail.example", "no address"),
        ("smtp://u:p@mail.example", "in the open"),
        ("smtp://mail.example?tls=perhaps", "no address"),
    ] {
        let why = read(&format!("[mail]\nsmtp = \"{smtp}\"\nfrom = \"a@b.example\"\n")).unwrap_err();
        assert!(why.contains(part), "{smtp}: {why}");
    }
    let from = read("[mail]\nsmtp = \"smtp://mail.example\"\nfrom = \"nobody\"\n").unwrap_err();
    assert!(from.contains("from is no address"), "{from}");
}
