//! From the table to Rust: a `match` on the language per message, strings pushed one after the other.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    LANGS,
    read::{Catalogue, Key, Kind, Piece, Style},
};

pub(crate) fn code(catalogue: &Catalogue) -> String {
    let mut out = String::from("use std::fmt::Display;\nuse web::{Lang, format};\n\n");
    let mut plain = Vec::new();
    for id in catalogue.ids() {
        let variables = catalogue.variables(id);
        if variables.is_empty() {
            plain.push(id.as_str());
            constant(&mut out, catalogue, id);
        } else {
            sentence(&mut out, catalogue, id, &variables);
        }
    }
    out.push_str("/// A text without variables by its id, for codes that become sentences.\n");
    out.push_str("pub fn text(lang: Lang, id: &str) -> Option<&'static str> {\n    match id {\n");
    for id in plain {
        let _ = writeln!(out, "        {id:?} => Some({}(lang)),", name(id));
    }
    out.push_str("        _ => None,\n    }\n}\n");
    out
}

/// `plan-hidden` as a Rust name.
fn name(id: &str) -> String {
    let name = id.replace('-', "_").to_lowercase();
    if matches!(name.as_str(), "type" | "for" | "from" | "in" | "as" | "ref" | "text" | "lang" | "out") {
        format!("{name}_")
    } else {
        name
    }
}

fn constant(out: &mut String, catalogue: &Catalogue, id: &str) {
    let texts = LANGS.map(|lang| match catalogue.resolved(lang, id).unwrap_or_default().first() {
        Some(Piece::Text(text)) => text.clone(),
        _ => String::new(),
    });
    let _ = writeln!(
        out,
        "/// {}\npub const fn {}(lang: Lang) -> &'static str {{\n    match lang {{",
        doc(&texts[0]),
        name(id)
    );
    for (lang, text) in LANGS.iter().zip(&texts) {
        let _ = writeln!(out, "        {} => {text:?},", variant(lang));
    }
    out.push_str("    }\n}\n");
}

fn sentence(out: &mut String, catalogue: &Catalogue, id: &str, variables: &BTreeMap<String, Kind>) {
    let da = catalogue.resolved(LANGS[0], id).unwrap_or_default();
    let _ = write!(out, "/// {}\npub fn {}(lang: Lang", doc(&shown(&da)), name(id));
    for (variable, kind) in variables {
        let kind = match kind {
            Kind::Number => "i64",
            Kind::Compared => "&str",
            Kind::Shown => "impl Display",
        };
        let _ = write!(out, ", {}: {kind}", name(variable));
    }
    out.push_str(") -> String {\n    let mut out_ = String::with_capacity(64);\n    match lang {\n");
    for lang in LANGS {
        let _ = writeln!(out, "        {} => {{", variant(lang));
        push(out, &catalogue.resolved(lang, id).unwrap_or_default(), variables, 3);
        out.push_str("        }\n");
    }
    out.push_str("    }\n    out_\n}\n");
}

fn push(out: &mut String, pieces: &[Piece], variables: &BTreeMap<String, Kind>, depth: usize) {
    let pad = "    ".repeat(depth);
    for piece in pieces {
        let _ = match piece {
            Piece::Text(text) => writeln!(out, "{pad}out_.push_str({text:?});"),
            Piece::Variable(variable) => match variables.get(variable) {
                Some(Kind::Number) => {
                    writeln!(out, "{pad}out_.push_str(&format::number(lang, {}));", name(variable))
                }
                Some(Kind::Compared) => writeln!(out, "{pad}out_.push_str({});", name(variable)),
                Some(Kind::Shown) | None => {
                    writeln!(
                        out,
                        "{pad}let _ = std::fmt::Write::write_fmt(&mut out_, format_args!(\"{{}}\", {}));",
                        name(variable)
                    )
                }
            },
            Piece::Number(variable, style) => {
                let with = match style {
                    Style::Figures => "number",
                    Style::Word => "count_word",
                    Style::Start => "count_word_start",
                };
                writeln!(out, "{pad}out_.push_str(&format::{with}(lang, {}));", name(variable))
            }
            Piece::Select { variable, branches, otherwise } => {
                let _ = writeln!(out, "{pad}match {} {{", name(variable));
                // An exact number wins over the plural it falls under, wherever it stands.
                let exact_first = branches
                    .iter()
                    .filter(|(k, _)| *k != Key::One)
                    .chain(branches.iter().filter(|(k, _)| *k == Key::One));
                for (key, branch) in exact_first {
                    let _ = match key {
                        Key::Exactly(number) => writeln!(out, "{pad}    {number} => {{"),
                        Key::One => writeln!(out, "{pad}    1 => {{"),
                        Key::Text(text) => writeln!(out, "{pad}    {text:?} => {{"),
                    };
                    push(out, branch, variables, depth + 2);
                    let _ = writeln!(out, "{pad}    }}");
                }
                let _ = writeln!(out, "{pad}    _ => {{");
                push(out, otherwise, variables, depth + 2);
                writeln!(out, "{pad}    }}\n{pad}}}")
            }
            Piece::Reference(_) => Ok(()),
        };
    }
}

fn variant(lang: &str) -> &'static str {
    match lang {
        "da" => "Lang::Da",
        "nb" => "Lang::Nb",
        "nn" => "Lang::Nn",
        _ => "Lang::En",
    }
}

/// The Danish text as a line of documentation.
fn doc(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace('\n', " "))
}

fn shown(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(t) => text.push_str(t),
            Piece::Variable(v) | Piece::Number(v, _) => text.push_str(&format!("{{{v}}}")),
            Piece::Select { otherwise, .. } => text.push_str(&shown(otherwise)),
            Piece::Reference(_) => {}
        }
    }
    text
}
