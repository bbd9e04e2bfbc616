//! Files of this tree, and Rust source cut into code and texts, so that a rule is not fooled by a comment or a string.

use std::path::{Path, PathBuf};

/// One file of the tree: its path from the root with `/`, and its text.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

/// A stretch of Rust source and the line it begins on: code without comments, or what stands in a string.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Code(String, usize),
    Text(String, usize),
}

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace is two folders up")
}

/// Every text file below these folders or files of the root, in order of path. Generated and fetched folders are no source.
pub(super) fn files(under: &[&str], endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    for place in under {
        walk(&root().join(place), &mut found);
    }
    found.sort();
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(root())
            .expect("it was found below the root")
            .to_string_lossy()
            .replace('\\', "/");
        let wanted = endings.is_empty() || endings.iter().any(|e| name.ends_with(e));
        let text =
            if wanted { std::fs::read(&path).ok().and_then(|b| String::from_utf8(b).ok()) } else { None };
        text.map(|text| File { path: name, text })
    };
    found.into_iter().filter_map(read).collect()
}

fn walk(place: &Path, found: &mut Vec<PathBuf>) {
    if place.is_file() {
        return found.push(place.to_owned());
    }
    let Ok(entries) = std::fs::read_dir(place) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !["target", "node_modules", ".git", "attest-data"].contains(&&*name)
            && !name.ends_with(".snap.new")
        {
            walk(&entry.path(), found);
        }
    }
}

/// All Rust source of the workspace.
pub(super) fn rust() -> Vec<File> {
    files(&["crates"], &[".rs"])
}

impl File {
    pub(super) fn new(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    /// Its crate (`portal`), and below `src` its first folder or file (`signoff`, `routes.rs`).
    pub(super) fn room(&self) -> Option<(&str, &str)> {
        let (krate, rest) = self.path.strip_prefix("crates/")?.split_once("/src/")?;
        Some((krate, rest.split('/').next().unwrap_or(rest)))
    }

    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What ships: without a test module at the end, and nothing of a file that is all tests.
    pub(super) fn shipped(&self) -> Vec<Piece> {
        let tests = ["tests.rs", "samples.rs"].iter().any(|name| self.file_name().ends_with(name));
        if tests || self.path.contains("/tests/") {
            return Vec::new();
        }
        let all = pieces(&self.text);
        let mut kept = Vec::new();
        for piece in all {
            if let Piece::Code(code, line) = &piece
                && let Some(end) = test_module(code)
            {
                kept.push(Piece::Code(code[..end].to_owned(), *line));
                break;
            }
            kept.push(piece);
        }
        kept
    }

    /// `(line, code)` of what ships, strings left empty.
    pub(super) fn code_lines(&self) -> Vec<(usize, String)> {
        let mut lines: Vec<(usize, String)> = Vec::new();
        for piece in self.shipped() {
            let Piece::Code(code, start) = piece else { continue };
            for (n, part) in code.split('\n').enumerate() {
                match lines.last_mut() {
                    Some((line, text)) if *line == start + n => text.push_str(part),
                    _ => lines.push((start + n, part.to_owned())),
                }
            }
        }
        lines
    }

    /// A breach for each line of shipped code that has one of these words.
    pub(super) fn lines_with(&self, words: &[&str], what: &str) -> Vec<String> {
        let hit = |line: &str| words.iter().find(|w| has_word(line, w)).copied();
        let lines = self.code_lines();
        lines.iter().filter_map(|(n, l)| hit(l).map(|w| format!("{}:{n}: {w}: {what}", self.path))).collect()
    }
}

/// Does `word` stand in `line`, not inside a longer name? Words may carry `::`, `(`, `!` or `.`.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (word.chars().next(), word.chars().next_back());
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !(name(before) && name(first) || name(after) && name(last))
    })
}

fn test_module(code: &str) -> Option<usize> {
    let marked = code.match_indices("#[cfg(test)]").find(|(at, mark)| {
        let rest = code[at + mark.len()..].trim_start();
        rest.starts_with("mod ")
            && rest.split(['{', ';']).next().is_some_and(|head| rest[head.len()..].starts_with('{'))
    });
    marked.map(|(at, _)| at)
}

/// Cuts Rust source into code and strings; comments fall out, line ends stay.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let c: Vec<char> = text.chars().collect();
    let (mut out, mut code, mut start, mut line, mut i) = (Vec::new(), String::new(), 1, 1, 0);
    while i < c.len() {
        let rest = &c[i..];
        if rest.starts_with(&['/', '/']) {
            i += rest.iter().position(|x| *x == '\n').unwrap_or(rest.len());
        } else if rest.starts_with(&['/', '*']) {
            let length = block_comment(rest);
            let lines = rest[..length].iter().filter(|x| **x == '\n').count();
            code.extend(std::iter::repeat_n('\n', lines));
            line += lines;
            i += length;
        } else if let Some((open, hashes)) = string_opens(rest, code.chars().next_back()) {
            out.push(Piece::Code(std::mem::take(&mut code), start));
            let inside: String = string_inside(&rest[open..], hashes);
            let length = inside.chars().count();
            out.push(Piece::Text(inside.clone(), line));
            line += inside.matches('\n').count();
            i += open + length + 1 + hashes.unwrap_or(0);
            start = line;
        } else if rest[0] == '\'' && is_char_literal(rest) {
            let length = rest
                .iter()
                .enumerate()
                .skip(2)
                .find(|(n, x)| **x == '\'' && (rest[n - 1] != '\\' || rest[n - 2] == '\\'));
            i += length.map_or(1, |(n, _)| n + 1);
            code.push_str("' '");
        } else {
            if rest[0] == '\n' {
                line += 1;
            }
            code.push(rest[0]);
            i += 1;
        }
    }
    out.push(Piece::Code(code, start));
    out
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut i) = (0, 0);
    while i < rest.len() {
        match &rest[i..] {
            ['/', '*', ..] => (depth, i) = (depth + 1, i + 2),
            ['*', '/', ..] => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    rest.len()
}

/// Characters up to the first of the content, and for a raw string its number of `#`.
fn string_opens(rest: &[char], before: Option<char>) -> Option<(usize, Option<usize>)> {
    if rest[0] == '"' {
        return Some((1, None));
    }
    if rest[0] != 'r' || before.is_some_and(|b| b.is_alphanumeric() && b != 'b') {
        return None;
    }
    let hashes = rest[1..].iter().take_while(|x| **x == '#').count();
    (rest.get(1 + hashes) == Some(&'"')).then_some((hashes + 2, Some(hashes)))
}

fn string_inside(rest: &[char], hashes: Option<usize>) -> String {
    let mut i = 0;
    while i < rest.len() {
        match (rest[i], hashes) {
            ('\\', None) => i += 1,
            ('"', None) => break,
            ('"', Some(n)) if rest[i + 1..].iter().take(n).filter(|x| **x == '#').count() == n => break,
            _ => {}
        }
        i += 1;
    }
    rest[..i.min(rest.len())].iter().collect()
}

/// `'x'` and `'\n'`, but not the lifetime `'a`.
fn is_char_literal(rest: &[char]) -> bool {
    matches!(rest, ['\'', '\\', ..] | ['\'', _, '\'', ..])
}

#[test]
fn source_is_cut_into_code_and_texts() {
    let source = "let a = \"x // y\"; // \"no\"\nlet b = r#\"q\"z\"#; /* \"c\" */ let d = '\"'; f::<'a>()";
    let texts: Vec<_> = pieces(source).into_iter().filter(|p| matches!(p, Piece::Text(..))).collect();
    assert_eq!(texts, [Piece::Text("x // y".into(), 1), Piece::Text("q\"z".into(), 2)]);
}

#[test]
fn a_test_module_does_not_ship() {
    let file =
        File::new("crates/domain/src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { \"x\"; } }");
    assert_eq!(file.code_lines(), [(1, "fn a() {}".to_owned()), (2, String::new())]);
}

#[test]
fn a_word_is_not_found_inside_a_longer_name() {
    assert!(has_word("use axum::Router;", "axum") && has_word("sql!(\"\")", "sql!("));
    assert!(!has_word("let taxum = 1;", "axum") && !has_word("mysql!(", "sql!("));
}
