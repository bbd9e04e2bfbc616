//! From Fluent text to a table of patterns: every language × message, references folded in, variables typed.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

use crate::LANGS;

/// What a variable is in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Anything that can be shown.
    Shown,
    /// A string that a selector compares.
    Compared,
    /// A whole number.
    Number,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Figures,
    Word,
    Start,
}

/// What a selector's branch stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Exactly(i64),
    One,
    Text(String),
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text(String),
    Variable(String),
    Number(String, Style),
    /// A message or term of the same language.
    Reference(String),
    Select {
        variable: String,
        branches: Vec<(Key, Vec<Piece>)>,
        otherwise: Vec<Piece>,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) slice: String,
    pub(crate) pieces: Vec<Piece>,
}

/// Every message of every language.
#[derive(Debug, Default)]
pub struct Catalogue {
    langs: BTreeMap<String, BTreeMap<String, Message>>,
}

impl Catalogue {
    /// Reads one file; problems are named with language and slice.
    pub fn add(&mut self, lang: &str, slice: &str, text: &str, problems: &mut Vec<String>) {
        let place = format!("{lang}/{slice}.ftl");
        let resource = match parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = text[..error.pos.start.min(text.len())].matches('\n').count() + 1;
                    problems.push(format!("{place}:{line}: {}", error.kind));
                }
                resource
            }
        };
        let messages = self.langs.entry(lang.to_owned()).or_default();
        for entry in resource.body {
            let (id, pattern, attributes) = match entry {
                Entry::Message(m) => (m.id.name.to_owned(), m.value, !m.attributes.is_empty()),
                Entry::Term(t) => (format!("-{}", t.id.name), Some(t.value), !t.attributes.is_empty()),
                Entry::Comment(_)
                | Entry::GroupComment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => continue,
            };
            if !id.trim_start_matches('-').starts_with(&format!("{slice}-")) {
                problems.push(format!("{place}: {id} should begin with {slice}-"));
            }
            if attributes {
                problems.push(format!("{place}: {id} has attributes; make them messages of their own"));
            }
            let at = format!("{place}: {id}");
            let pieces = pattern.map(|p| pieces(&p, &at, problems)).unwrap_or_default();
            let message = Message { slice: slice.to_owned(), pieces };
            if messages.insert(id.clone(), message).is_some() {
                problems.push(format!("{place}: {id} stands twice"));
            }
        }
    }

    /// Compares the languages: each message in each of them, with the same variables, and references that lead somewhere.
    pub(crate) fn check(&self, problems: &mut Vec<String>) {
        let empty = BTreeMap::new();
        let all: BTreeMap<&String, &String> = self
            .langs
            .values()
            .flat_map(|messages| messages.iter().map(|(id, m)| (id, &m.slice)))
            .filter(|(id, _)| !id.starts_with('-'))
            .collect();
        for (id, slice) in all {
            let mut first: Option<(&str, String)> = None;
            for lang in LANGS {
                let place = format!("{lang}/{slice}.ftl");
                if !self.langs.get(lang).unwrap_or(&empty).contains_key(id) {
                    problems.push(format!("{place}: {id} is missing"));
                    continue;
                }
                let pieces = match self.resolved(lang, id) {
                    Ok(pieces) => pieces,
                    Err(reason) => {
                        problems.push(format!("{place}: {id}: {reason}"));
                        continue;
                    }
                };
                let mut kinds = BTreeMap::new();
                kinds_of(&pieces, &mut kinds);
                let names = kinds.keys().cloned().collect::<Vec<_>>().join(", ");
                let names = if names.is_empty() { "none".to_owned() } else { names };
                match &first {
                    Some((other, expected)) if *expected != names => {
                        problems
                            .push(format!("{place}: {id} has the variables {names}, in {other} {expected}"));
                    }
                    Some(_) => {}
                    None => first = Some((lang, names)),
                }
            }
        }
    }

    /// Ids of all messages, without terms.
    pub(crate) fn ids(&self) -> BTreeSet<&String> {
        self.langs.values().flat_map(BTreeMap::keys).filter(|id| !id.starts_with('-')).collect()
    }

    /// A message with its references folded in.
    pub(crate) fn resolved(&self, lang: &str, id: &str) -> Result<Vec<Piece>, String> {
        let mut pieces = self.fold(lang, id, &mut Vec::new())?;
        merge(&mut pieces);
        Ok(pieces)
    }

    fn fold(&self, lang: &str, id: &str, path: &mut Vec<String>) -> Result<Vec<Piece>, String> {
        if path.iter().any(|p| p == id) {
            return Err(format!("{id} goes round in circles"));
        }
        let message =
            self.langs.get(lang).and_then(|m| m.get(id)).ok_or_else(|| format!("there is no {id}"))?;
        path.push(id.to_owned());
        let pieces = self.fold_pieces(lang, &message.pieces, path);
        path.pop();
        pieces
    }

    fn fold_pieces(
        &self,
        lang: &str,
        pieces: &[Piece],
        path: &mut Vec<String>,
    ) -> Result<Vec<Piece>, String> {
        let mut folded = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Reference(id) => folded.extend(self.fold(lang, id, path)?),
                Piece::Select { variable, branches, otherwise } => {
                    let mut kept = Vec::new();
                    for (key, branch) in branches {
                        kept.push((key.clone(), self.fold_pieces(lang, branch, path)?));
                    }
                    let otherwise = self.fold_pieces(lang, otherwise, path)?;
                    folded.push(Piece::Select { variable: variable.clone(), branches: kept, otherwise });
                }
                Piece::Text(_) | Piece::Variable(_) | Piece::Number(..) => folded.push(piece.clone()),
            }
        }
        Ok(folded)
    }

    /// The variables of a message, with the strictest kind that any language gives them.
    pub(crate) fn variables(&self, id: &str) -> BTreeMap<String, Kind> {
        let mut kinds = BTreeMap::new();
        for lang in LANGS {
            if let Ok(pieces) = self.resolved(lang, id) {
                kinds_of(&pieces, &mut kinds);
            }
        }
        kinds
    }
}

/// Neighbouring texts become one.
fn merge(pieces: &mut Vec<Piece>) {
    let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
    for mut piece in pieces.drain(..) {
        if let Piece::Select { branches, otherwise, .. } = &mut piece {
            branches.iter_mut().for_each(|(_, branch)| merge(branch));
            merge(otherwise);
        }
        match (merged.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => merged.push(piece),
        }
    }
    *pieces = merged;
}

fn kinds_of(pieces: &[Piece], kinds: &mut BTreeMap<String, Kind>) {
    let mut note = |name: &String, kind: Kind| {
        let named = name == "count" || name == "n" || name.ends_with("-count") || name == "total";
        let kind = if named { Kind::Number } else { kind };
        let known = kinds.entry(name.clone()).or_insert(kind);
        *known = (*known).max(kind);
    };
    for piece in pieces {
        match piece {
            Piece::Variable(name) => note(name, Kind::Shown),
            Piece::Number(name, _) => note(name, Kind::Number),
            Piece::Select { variable, branches, .. } => {
                let text = branches.iter().any(|(key, _)| matches!(key, Key::Text(_)));
                note(variable, if text { Kind::Compared } else { Kind::Number });
            }
            Piece::Text(_) | Piece::Reference(_) => {}
        }
    }
    for piece in pieces {
        if let Piece::Select { branches, otherwise, .. } = piece {
            branches.iter().for_each(|(_, branch)| kinds_of(branch, kinds));
            kinds_of(otherwise, kinds);
        }
    }
}

fn pieces(pattern: &Pattern<&str>, at: &str, problems: &mut Vec<String>) -> Vec<Piece> {
    let mut found = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => found.push(Piece::Text((*value).to_owned())),
            PatternElement::Placeable { expression } => {
                found.extend(expression_piece(expression, at, problems))
            }
        }
    }
    found
}

fn expression_piece(expression: &Expression<&str>, at: &str, problems: &mut Vec<String>) -> Option<Piece> {
    let (selector, variants) = match expression {
        Expression::Inline(inline) => return inline_piece(inline, at, problems),
        Expression::Select { selector, variants } => (selector, variants),
    };
    let variable = match inline_piece(selector, at, problems)? {
        Piece::Variable(name) | Piece::Number(name, Style::Figures) => name,
        Piece::Text(_) | Piece::Number(..) | Piece::Reference(_) | Piece::Select { .. } => {
            problems.push(format!("{at}: a selector must be a variable"));
            return None;
        }
    };
    let (mut branches, mut otherwise) = (Vec::new(), Vec::new());
    for variant in variants {
        let branch = pieces(&variant.value, at, problems);
        if variant.default {
            otherwise = branch;
            continue;
        }
        let key = match &variant.key {
            VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => Key::Exactly(number),
                Err(_) => {
                    problems.push(format!("{at}: {value} is not a whole number"));
                    continue;
                }
            },
            VariantKey::Identifier { name: "one" } => Key::One,
            VariantKey::Identifier { name } => Key::Text((*name).to_owned()),
        };
        branches.push((key, branch));
    }
    if branches.iter().any(|(k, _)| matches!(k, Key::Text(_)))
        && branches.iter().any(|(k, _)| !matches!(k, Key::Text(_)))
    {
        problems.push(format!("{at}: a selector compares either numbers or strings"));
    }
    Some(Piece::Select { variable, branches, otherwise })
}

fn inline_piece(inline: &InlineExpression<&str>, at: &str, problems: &mut Vec<String>) -> Option<Piece> {
    let mut refuse = |reason: String| {
        problems.push(format!("{at}: {reason}"));
        None
    };
    match inline {
        InlineExpression::StringLiteral { value } => {
            let mut text = String::new();
            match fluent_syntax::unicode::unescape_unicode(&mut text, value) {
                Ok(()) => Some(Piece::Text(text)),
                Err(_) => refuse(format!("cannot read {value}")),
            }
        }
        InlineExpression::NumberLiteral { value } => Some(Piece::Text((*value).to_owned())),
        InlineExpression::VariableReference { id } => Some(Piece::Variable(id.name.to_owned())),
        InlineExpression::MessageReference { id, attribute: None } => {
            Some(Piece::Reference(id.name.to_owned()))
        }
        InlineExpression::TermReference { id, attribute: None, arguments: None } => {
            Some(Piece::Reference(format!("-{}", id.name)))
        }
        InlineExpression::Placeable { expression } => expression_piece(expression, at, problems),
        InlineExpression::FunctionReference { id, arguments } => {
            let style = match id.name {
                "NUMBER" => Style::Figures,
                "WORD" => Style::Word,
                "START" => Style::Start,
                name => return refuse(format!("unknown function {name}")),
            };
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] if arguments.named.is_empty() => {
                    Some(Piece::Number(id.name.to_owned(), style))
                }
                _ => refuse(format!("{} takes one variable", id.name)),
            }
        }
        InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
            refuse("references take neither attributes nor arguments".to_owned())
        }
    }
}
