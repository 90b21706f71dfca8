//! The sheets of a board, of invented articles with findings made by hand.

use crate::analysis;
use crate::analysis::board::Column;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, Cell, RowOrder, Sheet};
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::reason::Reason;
use crate::text::segment;
use crate::text::span::Span;

/// An article in marked text. A mention of an issue is `[toll: the harbour toll]`; a sentence that starts with
/// `<toll: Brandt (Northport) −>` is the evidence of a position on it. The marks are taken out.
fn article(marked: &str) -> (Article, ArticleFindings) {
    let (mut text, mut rest) = (String::new(), marked);
    let mut issues: Vec<Issue> = Vec::new();
    let mut open: Vec<(String, String)> = Vec::new();
    while let Some(at) = rest.find(['[', '<']) {
        text.push_str(&rest[..at]);
        let close = if rest.as_bytes()[at] == b'[' { ']' } else { '>' };
        let (mark, behind) = rest[at + 1..].split_once(close).unwrap();
        let (issue, words) = mark.split_once(": ").unwrap();
        if close == ']' {
            let start = text.len();
            text.push_str(words);
            of(&mut issues, issue).mentions.push(Span::new(start, text.len()));
            rest = behind;
        } else {
            open.push((issue.to_owned(), format!("{words}@{}", text.len() + usize::from(behind.starts_with(' ')))));
            rest = behind;
        }
    }
    text.push_str(rest);
    let whole = Span::new(0, text.len());
    let sentences = segment::sentences(&text, whole);
    for (issue, position) in open {
        let (who, start) = position.split_once('@').unwrap();
        let evidence = *sentences.iter().find(|s| s.contains(start.parse().unwrap())).unwrap();
        let polarity = match who.chars().last() {
            Some('+') => Polarity::For,
            Some('−') => Polarity::Against,
            _ => Polarity::Neither,
        };
        let who = who.trim_end_matches(['+', '−', '·', ' ']);
        let (holder, side) = who.split_once(" (").map_or((who, None), |(h, s)| (h, Some(s.trim_end_matches(')'))));
        of(&mut issues, &issue).positions.push(Position {
            holder: holder.into(),
            entity: None,
            side: side.map(str::to_owned),
            stance: Stance::Reports,
            polarity,
            evidence,
            cue: None,
            inferred: true,
            score: 0.9,
            shown: true,
            reason: Reason::rule("hand"),
        });
    }
    let article = Article { text, ..Article::default() };
    (article, ArticleFindings { sentences, issues, ..ArticleFindings::default() })
}

fn of<'i>(issues: &'i mut Vec<Issue>, name: &str) -> &'i mut Issue {
    let at = issues.iter().position(|i| i.name == name).unwrap_or_else(|| {
        let reason = Reason::rule("hand");
        issues.push(Issue { name: name.into(), mentions: vec![], positions: vec![], disputed: false, reason });
        issues.len() - 1
    });
    &mut issues[at]
}

/// The board of some of the articles, by their numbers.
fn board(articles: &[(Article, ArticleFindings)], shown: &[u32]) -> Board {
    let all: Vec<_> = articles.iter().map(|(a, f)| (a, f)).collect();
    let across = CorpusFindings { stories: vec![0; all.len()], ..analysis::corpus(&all) };
    let column = |id: &u32| {
        let (article, findings) = all[*id as usize];
        Column { id: ArticleId(*id), article, findings }
    };
    analysis::board(&shown.iter().map(column).collect::<Vec<_>>(), &across)
}

/// A cell as the screen shows it: `Northport − Southisle + 3`.
fn cell(cell: Option<&Cell>) -> String {
    let Some(cell) = cell else { return "–".into() };
    let part =
        |p: &crate::model::board::Part| format!("{} {} ", p.text, p.tone.sign().unwrap()).trim_start().to_owned();
    format!("{}{}", cell.parts.iter().map(part).collect::<String>(), cell.passages.len())
}

/// The rows of the sheet of issues: `toll! | Northport − 1 | –`.
fn rows(board: &Board, marked: &[&str]) -> String {
    let columns = board.articles.len();
    assert_eq!(columns, marked.len());
    let row = |row: &crate::model::board::Row| {
        let cells: Vec<String> = (0..columns).map(|c| cell(row.cell(c))).collect();
        format!("{}{} | {}\n", row.name, if row.differs { "!" } else { "" }, cells.join(" | "))
    };
    board.sheets[0].rows.iter().map(row).collect()
}

#[track_caller]
fn check(marked: &[&str], expected: &str) -> Sheet {
    let articles: Vec<_> = marked.iter().map(|m| article(m)).collect();
    let mut board = board(&articles, &(0..marked.len() as u32).collect::<Vec<_>>());
    assert_eq!(rows(&board, marked), expected.replace("            ", ""));
    for (row, cell) in board.sheets[0].rows.iter().flat_map(|r| r.cells.iter().map(move |c| (r, c))) {
        let (article, findings) = &articles[cell.column as usize];
        assert!(!cell.parts.is_empty() && !cell.passages.is_empty(), "{}", row.name);
        for passage in &cell.passages {
            assert!(findings.sentences.contains(&passage.span), "{}", passage.span.of(&article.text));
        }
        let counted: u32 = cell.parts.iter().map(|p| p.count).sum();
        assert_eq!(counted as usize, cell.passages.len());
    }
    board.sheets.remove(0)
}

#[test]
fn who_stands_where_in_each_article() {
    check(
        &[
            "<harbour toll: Brandt (Northport) −>Brandt called [harbour toll: the toll] a tax. <harbour toll: Reyes \
             (Southisle) +>Reyes defended it. <harbour toll: Holm (Northport) −>Holm agreed with Brandt.",
            "<harbour toll: Reyes (Southisle) +>Reyes praised [harbour toll: the harbour toll].",
            "Nothing happened on the coast.",
        ],
        "harbour toll! | Northport − Southisle + 3 | Southisle + 1 | –\n",
    );
}

#[test]
fn one_side_in_both_directions_and_a_holder_without_a_side() {
    check(
        &["<toll: Brandt (Northport) −>Brandt minds [toll: the toll]. <toll: Holm (Northport) +>Holm does not. \
           <toll: fishermen ·>Fishermen spoke of it. <toll: sailors −>Sailors mind."],
        "toll! | Northport ± sailors − fishermen · 4\n",
    );
}

#[test]
fn what_is_named_elsewhere_is_mentioned_and_what_is_not_is_not_found() {
    let sheet = check(
        &[
            "<harbour toll: Brandt (Northport) −>Brandt called [harbour toll: the toll] a tax.",
            "A letter spoke of tolls in the harbour. It was long.",
            "The harbour was quiet. A toll was rung for the dead.",
        ],
        "harbour toll | Northport − 1 | · 1 | –\n",
    );
    assert_eq!(sheet.rows[0].looked_for, ["harbour toll"]);
}

#[test]
fn names_of_one_issue_are_looked_for_and_shown() {
    let sheet = check(
        &[
            "<election law: Reyes (Southisle) +>Reyes wants [election law: the election law].",
            "<election law reform: Brandt (Northport) −>Brandt fears [election law reform: the reform].",
            "Nothing.",
        ],
        "election law! | Southisle + 1 | Northport − 1 | –\n",
    );
    assert_eq!(sheet.rows[0].looked_for, ["election law", "election law reform"]);
}

#[test]
fn articles_that_are_not_shown_dispute_nothing() {
    let marked = [
        "<toll: Brandt (Northport) −>Brandt minds [toll: the toll].",
        "<toll: Reyes (Southisle) +>Reyes likes [toll: the toll].",
        "<dredging: Reyes (Southisle) +>[dredging: The dredging] pleases Reyes.",
    ];
    let articles: Vec<_> = marked.iter().map(|m| article(m)).collect();
    assert_eq!(
        rows(&board(&articles, &[1, 0]), &["", ""]),
        "toll! | Southisle + 1 | Northport − 1\n",
        "columns stand as they are asked for"
    );
    assert_eq!(rows(&board(&articles, &[1, 2]), &["", ""]), "dredging | – | Southisle + 1\ntoll | Southisle + 1 | –\n");
    assert_eq!(rows(&board(&articles, &[]), &[]), "");
}

#[test]
fn rows_are_ordered_by_dispute_coverage_and_name() {
    let marked = [
        "<toll: Brandt −>Brandt minds [toll: the toll]. [Ångström line: The Ångström line] is old. \
         [bridge: The bridge] is new.",
        "<toll: Reyes +>Reyes likes [toll: the toll]. [bridge: A bridge] stands.",
        "[bridge: A bridge] fell.",
    ];
    let articles: Vec<_> = marked.iter().map(|m| article(m)).collect();
    let board = board(&articles, &[0, 1, 2]);
    let names = |by, reversed| -> Vec<&str> {
        let sheet = &board.sheets[0];
        sheet.ordered(by, reversed).into_iter().map(|i| sheet.rows[i as usize].name.as_str()).collect()
    };
    assert_eq!(names(RowOrder::Dispute, false)[0], "toll");
    assert_eq!(names(RowOrder::Coverage, false), ["bridge", "toll", "Ångström line"]);
    assert_eq!(names(RowOrder::Name, false), ["Ångström line", "bridge", "toll"]);
    assert_eq!(names(RowOrder::Name, true), ["toll", "bridge", "Ångström line"]);
}

#[test]
fn what_two_articles_have_is_a_row_however_little_each_says_of_it() {
    let mut all: Vec<_> = ["The [toll: harbour toll] stays.", "A [toll: harbour toll] it is. The [pier: pier] is old."]
        .into_iter()
        .map(article)
        .collect();
    for issue in all.iter_mut().flat_map(|(_, findings)| &mut findings.issues) {
        issue.reason = Reason::rule(crate::model::issue::NOUN_GROUP);
    }
    assert!(all.iter().flat_map(|(_, findings)| &findings.issues).all(Issue::is_doubtful));
    let board = board(&all, &[0, 1]);
    let rows: Vec<_> = board.sheets[0].rows.iter().map(|row| (row.name.as_str(), row.doubtful)).collect();
    assert_eq!(rows, [("toll", false), ("pier", true)]);
}
