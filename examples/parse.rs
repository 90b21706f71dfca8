//! Shows how sentences are read: `cargo run --release --example parse -- "Sentence."` prints tags, tree and propositions;
//! with `-- FILE.conllu` it reads the tokens of that file and writes it anew with its own tags and trees.

use std::io::Write;

use parallax::language::document::Document;
use parallax::language::proposition::{Kind, Propositions};
use parallax::language::reading::Parsed;
use parallax::language::word;
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for argument in std::env::args().skip(1) {
        if std::path::Path::new(&argument).extension().is_some_and(|e| e == "conllu") {
            reread(&std::fs::read_to_string(&argument)?, &mut out)?;
        } else {
            show(argument, &mut out)?;
        }
    }
    Ok(())
}

/// Prints everything about the sentences of a text.
fn show(text: String, out: &mut impl Write) -> std::io::Result<()> {
    let span = Span::new(0, text.len()).trimmed(&text);
    let blocks = vec![Block { kind: BlockKind::Body, span }];
    let article = Article { text, blocks, ..Article::default() };
    let document = Document::new(&article);
    for sentence in 0..document.sentences.len() {
        writeln!(out, "{}", document.sentences[sentence].span.of(document.text))?;
        let reading = document.reading(sentence);
        for word in 0..reading.len() {
            let head = reading.head(word).map_or("-", |h| reading.form(h));
            let (tag, label) = (reading.tags[word].name(), reading.label(word).name());
            writeln!(out, "  {:3}  {:18} {tag:6} {label:10} {head}", reading.token(word), reading.form(word))?;
        }
        propositions(&document, document.propositions(sentence), out)?;
    }
    Ok(())
}

fn propositions(document: &Document<'_>, found: &Propositions, out: &mut impl Write) -> std::io::Result<()> {
    let words = |tokens: &[usize]| tokens.iter().map(|t| document.word(*t)).collect::<Vec<_>>().join(", ");
    for (at, p) in found.list.iter().enumerate() {
        let kind = if p.kind == Kind::Verb { String::new() } else { format!(" ({:?})", p.kind) };
        write!(out, "  [{at}] {}{}{kind}:", if p.is_negated() { "not " } else { "" }, p.lemma)?;
        let lists = [
            ("subject", &p.subjects),
            ("object", &p.objects),
            ("receiver", &p.receivers),
            ("is", &p.complements),
            ("denied by", &p.negations),
        ];
        for (name, tokens) in lists.iter().filter(|(_, tokens)| !tokens.is_empty()) {
            write!(out, " {name} {};", words(tokens))?;
        }
        for oblique in &p.obliques {
            write!(out, " {} {};", document.word(oblique.preposition), document.word(oblique.head))?;
        }
        write!(out, " {:?}", p.link)?;
        if let Some(parent) = p.parent {
            write!(out, " of [{parent}]")?;
        }
        if !p.clauses.is_empty() {
            write!(out, ", clauses {:?}", p.clauses)?;
        }
        if !found.speakers(at).is_empty() {
            write!(out, ", says {}", words(found.speakers(at)))?;
        }
        if let Some(withheld) = p.withheld {
            write!(out, ", withheld: {}", document.word(withheld))?;
        }
        if let Some(denied) = p.denied_above {
            write!(out, ", denied above: {}", document.word(denied))?;
        }
        let flags = [
            (p.verb.passive, "passive"),
            (p.question, "question"),
            (p.hypothetical, "hypothetical"),
            (p.verb.modal.is_some(), "modal"),
        ];
        for (_, flag) in flags.iter().filter(|(holds, _)| *holds) {
            write!(out, ", {flag}")?;
        }
        writeln!(out)?;
    }
    for apposition in &found.appositions {
        writeln!(out, "  {} = {}", document.word(apposition.head), document.word(apposition.other))?;
    }
    for title in &found.titles {
        let tokens: Vec<usize> = title.title.clone().collect();
        writeln!(out, "  title of {}: {}", document.word(title.name), words(&tokens).replace(',', ""))?;
    }
    Ok(())
}

/// Writes a treebank anew: the same tokens in the same sentences, with own tags (column 5), heads and labels.
fn reread(treebank: &str, out: &mut impl Write) -> std::io::Result<()> {
    let mut sentence: Vec<&str> = Vec::new();
    for line in treebank.lines().chain([""]) {
        if !line.is_empty() {
            sentence.push(line);
            continue;
        }
        let is_word = |line: &str| {
            let number = line.split('\t').next().unwrap_or_default();
            !line.starts_with('#') && !number.contains(['-', '.'])
        };
        let forms: Vec<&str> = sentence.iter().filter(|l| is_word(l)).filter_map(|l| l.split('\t').nth(1)).collect();
        let words = forms.iter().enumerate();
        let words = words.map(|(i, form)| word::read(form, Span::new(0, form.len()), i as u32)).collect();
        let parsed = Parsed::from_words(words);
        let mut at = 0;
        for line in sentence.drain(..) {
            let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if is_word(line) && cells.len() >= 8 {
                let head = parsed.head(at).map_or(0, |h| h + 1);
                parsed.tags[at].name().clone_into(&mut cells[4]);
                cells[6] = head.to_string();
                parsed.label(at).name().clone_into(&mut cells[7]);
                at += 1;
            }
            writeln!(out, "{}", cells.join("\t"))?;
        }
        if at > 0 {
            writeln!(out)?;
        }
    }
    Ok(())
}
