//! A PDF with a dossier in it: signed as a whole, believed as the dossier is, refused when any byte is another.

use base::{Day, Moment};
use lopdf::{Document, Object, dictionary};
use sealed::{Certificate, Checked, KeyList, PaperKey, Words, Wrong, bind, check, demo_paper_key};

use super::kept;

const WORDS: Words<'_> = Words { attached: "Dokumentationen", signature: "Portalens signatur" };

/// The smallest PDF that has a page.
fn plain() -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let page = pdf.add_object(dictionary! { "Type" => "Page", "Parent" => pages });
    let all = dictionary! {
        "Type" => "Pages", "Count" => 1, "Kids" => vec![page.into()],
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    pdf.objects.insert(pages, Object::Dictionary(all));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("a plain PDF can be written");
    bytes
}

fn at() -> Moment {
    check(&kept(), &KeyList::demo()).expect("it is genuine").payload.at
}

fn bound(key: &PaperKey) -> Vec<u8> {
    bind(&plain(), &kept(), at(), &WORDS, key).expect("a plain PDF can be signed")
}

fn other(seed: u8, until: i16) -> PaperKey {
    let day = |year| Day::new(year, 1, 1).expect("a new year's day");
    PaperKey::self_signed("elsewhere.example, \"A\"", &[seed; 32], day(2020), day(until)).expect("a key")
}

#[test]
fn a_paper_is_believed_as_the_dossier_in_it_is() {
    let file = bound(&demo_paper_key());
    let Checked { payload, paper, .. } = check(&file, &KeyList::demo()).expect("it is genuine");
    assert_eq!(payload, check(&kept(), &KeyList::demo()).unwrap().payload);
    assert_eq!(paper.as_deref(), Some("CN=demo.attest.invalid/dossiers"));
    assert_eq!(file, bound(&demo_paper_key()), "the same input gives the same bytes");
    let read = Document::load_mem(&file).expect("other readers read it too");
    assert_eq!(read.get_pages().len(), 1);
}

#[test]
fn one_other_byte_anywhere_is_found() {
    let file = bound(&demo_paper_key());
    let keys = KeyList::demo();
    let signature = file.windows(10).rposition(|window| window == b"/Contents<").unwrap();
    let all =
        (0..file.len()).step_by(997).chain(signature..signature + 1600).chain(file.len() - 400..file.len());
    for place in all {
        for bit in [0x01, 0x20, 0x80] {
            let mut other = file.clone();
            other[place] ^= bit;
            assert!(check(&other, &keys).is_err(), "byte {place} with {bit:#x}");
        }
    }
    let mut longer = file.clone();
    longer.push(b'\n');
    assert!(check(&longer, &keys).is_err(), "nothing follows");
    assert!(check(&file[..file.len() - 1], &keys).is_err(), "nothing is cut off");
}

#[test]
fn only_known_certificates_are_believed_while_they_are_valid() {
    let keys = KeyList::demo();
    let strange = check(&bound(&other(7, 2090)), &keys).map(drop);
    assert_eq!(strange, Err(Wrong::UnknownIssuer("CN=elsewhere.example\\, \\\"A\\\"".to_owned())));
    // A real portal's certificate over the demo's dossier.
    let known = KeyList { papers: vec![other(7, 2090).certificate().clone()], ..KeyList::demo() };
    assert_eq!(check(&bound(&other(7, 2090)), &known).map(drop), Err(Wrong::Demo));
    // One that had ended is not, and one that began after the dossier is: papers of old dossiers are made with new keys.
    let ended = other(7, 2021);
    assert!(ended.certificate().until() < at() && ended.certificate().since() < at());
}

#[test]
fn what_is_crafted_neither_panics_nor_takes_long() {
    let keys = KeyList::demo();
    let file = bound(&demo_paper_key());
    let range = file.windows(12).rposition(|window| window == b"/ByteRange[0").unwrap();
    for numbers in [
        "18446744073709551615 18446744073709551615 1",
        "         0          0          0",
        "9999999999 9999999999 9999999999",
        "         1          0 9999999999",
        "-1 -1 -1",
        "",
    ] {
        for file in [&file[..], &file[..range + 40], &b"%PDF-1.7 "[..]] {
            let mut crafted = file.to_vec();
            crafted.extend_from_slice(format!("/ByteRange[0 {numbers}]").as_bytes());
            assert!(check(&crafted, &keys).is_err());
            crafted.extend_from_slice(&[b'<'; 40]);
            assert!(check(&crafted, &keys).is_err());
        }
    }
    // A signature of millions of bytes is not read: none is as long.
    let mut long = b"%PDF-1.7 /ByteRange[0 ".to_vec();
    let (from, gap) = (long.len() + 33, 8_000_000);
    long.extend_from_slice(format!("{from:>10} {:>10} {:>10}]<", from + gap, 1).as_bytes());
    long.extend(std::iter::repeat_n(b'3', gap - 2));
    long.extend_from_slice(b">!");
    assert_eq!(check(&long, &keys).map(drop), Err(Wrong::NoDossier));
}

#[test]
fn keys_and_certificates_are_read_as_they_were_written() {
    let key = other(9, 2090);
    let (secret, strange) = (key.to_secret_pem(), other(8, 2090).certificate().to_pem());
    let read = PaperKey::from_pem(&(secret.clone() + &strange)).unwrap();
    assert_eq!(read.certificate(), key.certificate());
    let alone = secret.split("-----BEGIN CERTIFICATE-----").next().unwrap();
    assert!(PaperKey::from_pem(&(alone.to_owned() + &strange)).is_err(), "of another key");
    for broken in ["", alone, &secret[..secret.len() / 2], &strange] {
        assert!(PaperKey::from_pem(broken).is_err());
    }
    assert_eq!(Certificate::all_from_pem(" \n"), Ok(Vec::new()));
    assert!(Certificate::all_from_pem("-----BEGIN CERTIFICATE-----").is_err());
    let list = KeyList { papers: vec![key.certificate().clone()], ..KeyList::demo() };
    assert_eq!(KeyList::read(&list.text()), Ok(list));
}
