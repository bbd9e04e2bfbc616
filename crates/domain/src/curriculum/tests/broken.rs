//! Files broken as people break them, and what they are told: where, and what would be right.

use super::*;

#[test]
fn what_is_wrong_is_said_so_that_a_secretary_can_mend_it() {
    let head = "scheme = \"no\"\ncode = \"X\"\nversion = \"1\"\ntitle = \"T\"\nvalid_from = 2020-01-01\nlanguage = \"nb\"\n\
                partial = false\nsource = \"unknown\"\nlicence = \"unknown\"\n\n";
    let quotes = "line 12: a text must stand between straight quotation marks: title = \"Sjokk\"";
    let rest = "\nkind = \"goal\"\ntitle = \"A\"\n";
    for (toml, told) in [
        (format!("{head}[[requirement]]\ncode = \"X-1{rest}"), quotes),
        (format!("{head}[[requirement]]\ncode = “X-1”{rest}"), quotes),
        (
            format!("{head}[[requirement]]\ncode = \"X-1\"{rest}title = \"B\"\n"),
            "line 15: this key stands here twice",
        ),
        (
            format!("{head}[[requirement]]\ncode = \"X-1\"{rest}text_source = \"A\"\n"),
            "line 15: `text_source` is said of a `text` that is not there",
        ),
        (
            format!("{head}[requirement]\ncode = \"X-1\"{rest}"),
            "line 11: requirements are a list: write [[requirement]]",
        ),
        (
            format!("{}[[requirement]]\ncode = \"X-1\"{rest}", head.replace("2020-01-01", "01.03.2020")),
            "line 5: neither a number nor a day: write 12, or 2019-03-01",
        ),
    ] {
        assert_eq!(read(Form::Toml, &toml).unwrap_err(), [told], "{toml}");
    }
    for (csv, told) in [
        (
            "code;title\nX-1;\"A\nX-2;B\n",
            "line 5, column title: `title` must stand on one line; is a quotation mark not closed?",
        ),
        ("code;title\n;A\n", "line 5, column code: `code` is empty"),
        (
            "code;title;months\nX;A;12,5\n",
            "line 5, column months: `months` (\"12,5\") must be a whole number from 1 to 120",
        ),
        ("code;name;text;sort\nX;A;B;C\n", "line 4: no column is called \"name\" or \"sort\"; there are: "),
    ] {
        let told_here =
            read(Form::Csv, &format!("# scheme = no\n# code = X\n# version = 1\n{csv}")).unwrap_err();
        assert!(told_here[0].starts_with(told), "{csv}: {told_here:?}");
    }
    for (case, told) in [
        ("[1]", "line 1: not a CASE package: a package is JSON and begins with {"),
        (
            "{\"CFDocument\": {},\n\"CFItems\": [",
            "line 2: not a CASE package: the file ends too early, it is not whole",
        ),
        ("PK\u{3}\u{4}", "this is a spreadsheet's own file and no text: save it as “CSV UTF-8”"),
    ] {
        assert_eq!(read(Form::Case, case).unwrap_err(), [told]);
    }
}

#[test]
fn a_table_may_come_from_a_nordic_spreadsheet() {
    let table = "# scheme = no\n# code = X\n# version = 1\nsep=;\nKode;Tittel;Type;Antall\nX-1;Mål;Læringsmål;\nX-2;Gjort;aktivitet;3\n";
    let read = read(Form::Csv, table).unwrap();
    assert_eq!(
        read.requirements.iter().map(|one| one.kind).collect::<Vec<_>>(),
        [Kind::Goal, Kind::Activity]
    );
    assert_eq!(read.requirements[1].required_count, Some(3));
}
