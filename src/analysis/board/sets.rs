//! The columns that are looked at together: those of one story, or all of a few.

use std::collections::BTreeMap;

use crate::analysis::board::Column;
use crate::analysis::board::issues::sentence_around;
use crate::analysis::digest::FEW;
use crate::model::across::silence::AbsentKind;
use crate::model::across::{Across, Place};
use crate::model::article_id::ArticleId;
use crate::model::board::{Cell, Part, Passage, Tone};
use crate::model::entity::EntityId;
use crate::model::findings::CorpusFindings;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Some columns, and what their articles say about the same things.
pub(super) struct Set<'a> {
    /// The columns, in the order in which the articles were looked at.
    columns: Vec<(u32, Column<'a>)>,
    /// What was found. Its articles are places in this set.
    pub(super) across: Across,
}

/// So many columns of one story are looked at together at most. What a lack is and what agrees is looked up for each
/// thing in each article, and of more accounts nobody reads the differences.
const MOST: usize = 200;

/// The sets of a board. `across` holds for the whole corpus. `None` when `goes_on` says no on the way.
pub(super) fn of<'a>(
    columns: &[Column<'a>],
    across: &CorpusFindings,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Set<'a>>> {
    let mut by_story: BTreeMap<u32, Vec<(u32, Column<'a>)>> = BTreeMap::new();
    for (i, column) in columns.iter().enumerate() {
        let story = across.stories.get(column.id.index()).copied().filter(|_| columns.len() > FEW);
        by_story.entry(story.unwrap_or_default()).or_default().push((i as u32, *column));
    }
    let set = |columns: &[(u32, Column<'a>)]| {
        let articles: Vec<_> = columns.iter().map(|(_, c)| (c.article, c.findings)).collect();
        Some(Set { across: crate::analysis::across_while(&articles, goes_on)?, columns: columns.to_vec() })
    };
    by_story.values().flat_map(|columns| columns.chunks(MOST)).map(set).collect()
}

/// One thing that an article says, before it is put into the cell of its column.
pub(super) struct Said {
    /// The article, as a place in the set.
    pub(super) article: usize,
    /// It in the fewest words.
    pub(super) part: String,
    /// Where.
    pub(super) passage: Passage,
}

impl Set<'_> {
    /// How many columns it has.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// The id of an article in the corpus.
    pub(super) fn id(&self, article: usize) -> Option<ArticleId> {
        self.columns.get(article).map(|(_, c)| c.id)
    }

    /// The words of a passage on one line.
    pub(super) fn words(&self, article: usize, span: Span) -> String {
        let text = self.columns.get(article).map_or("", |(_, c)| span.of(&c.article.text));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The name of an entity of an article.
    pub(super) fn entity(&self, article: usize, id: EntityId) -> Option<&str> {
        self.columns.get(article)?.1.findings.entity(id).map(|e| e.name.as_str())
    }

    /// Who says the words of a passage: a name, or the words of the text; empty where it does not say.
    pub(super) fn speaker(&self, article: usize, span: Span) -> String {
        let quotations = self.columns.get(article).map_or(&[][..], |(_, c)| &c.findings.quotations);
        let Some(quotation) = quotations.iter().find(|q| q.content.iter().any(|c| c.overlaps(span))) else {
            return String::new();
        };
        let name = quotation.speaker.and_then(|id| self.entity(article, id)).map(str::to_owned);
        name.or_else(|| quotation.source.map(|s| self.words(article, s))).unwrap_or_default()
    }

    /// A passage: the sentence that holds some words, with these marked.
    pub(super) fn passage(&self, article: usize, words: Span, label: &str, rule: &'static str) -> Passage {
        let sentences = self.columns.get(article).map_or(&[][..], |(_, c)| &c.findings.sentences);
        Passage {
            span: sentence_around(sentences, words),
            cue: Some(words),
            group: String::new(),
            label: label.to_owned(),
            does: String::new(),
            tone: Tone::Plain,
            reason: Reason::matched(rule, self.words(article, words)),
        }
    }

    /// Where an article begins to be read.
    pub(super) fn beginning(&self, article: usize) -> Option<Span> {
        self.columns.get(article)?.1.findings.sentences.first().copied()
    }

    /// The cells of a row. Parts that are the same count together, the commonest first.
    pub(super) fn cells(&self, said: impl IntoIterator<Item = Said>) -> Vec<Cell> {
        let mut cells: BTreeMap<u32, Cell> = BTreeMap::new();
        for Said { article, part, passage } in said {
            let Some((column, _)) = self.columns.get(article) else { continue };
            let cell = cells.entry(*column).or_insert_with(|| Cell { column: *column, ..Cell::default() });
            match cell.parts.iter_mut().find(|p| p.text == part) {
                Some(known) => known.count += 1,
                None => cell.parts.push(Part { text: part, tone: Tone::Plain, party: false, count: 1 }),
            }
            cell.passages.push(passage);
        }
        let mut cells: Vec<Cell> = cells.into_values().collect();
        for cell in &mut cells {
            cell.parts.sort_by_key(|p| std::cmp::Reverse(p.count));
            cell.passages.sort_by(|a, b| a.group.cmp(&b.group).then(a.span.cmp(&b.span)).then(a.cue.cmp(&b.cue)));
            // A sentence is told once of each group, however often it has the thing.
            cell.passages.dedup_by(|a, b| a.span == b.span && a.group == b.group && a.label == b.label);
        }
        cells
    }

    /// The words that were looked for in every article of the set that does not have a thing. Empty where one of them
    /// has some of the words: then nothing is claimed.
    pub(super) fn looked_for(&self, kind: AbsentKind, having: &[Place]) -> Vec<String> {
        let mut articles: Vec<usize> = having.iter().map(|p| p.article).collect();
        articles.dedup();
        let is_it = |others: &[Place]| others.iter().zip(having).all(|(a, b)| a == b) && others.len() == having.len();
        let absences: Vec<_> = self.across.silence.iter().filter(|a| a.kind == kind && is_it(&a.others)).collect();
        let all = absences.len() + articles.len() == self.len();
        absences.first().filter(|_| all).map(|a| a.looked_for.clone()).unwrap_or_default()
    }
}

/// A long passage by its first words.
pub(super) fn opening(words: &str, most: usize) -> String {
    let mut out = words.split_whitespace().take(most).collect::<Vec<_>>().join(" ");
    if words.split_whitespace().nth(most).is_some() {
        out.push_str(" …");
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use crate::analysis;
    use crate::analysis::across::tests::article;
    use crate::analysis::board::Column;
    use crate::model::article_id::ArticleId;
    use crate::model::board::{Board, Row, SheetKind};

    /// The board of articles with these texts.
    pub(in crate::analysis::board) fn board(texts: &[&str]) -> Board {
        let articles: Vec<_> = texts.iter().map(|text| article(text)).collect();
        let findings: Vec<_> = articles.iter().map(analysis::article).collect();
        let all: Vec<_> = articles.iter().zip(&findings).collect();
        let columns = all.iter().enumerate().map(|(i, (article, findings))| Column {
            id: ArticleId(i as u32),
            article,
            findings,
        });
        analysis::board(&columns.collect::<Vec<_>>(), &analysis::corpus(&all))
    }

    pub(in crate::analysis::board) fn rows(board: &Board, kind: SheetKind) -> &[Row] {
        &board.sheets.iter().find(|s| s.kind == kind).unwrap().rows
    }

    /// What the cells of a row show: `"0: 12 people | 2: 30 people"`.
    pub(in crate::analysis::board) fn shown(row: &Row) -> String {
        let parts =
            |cell: &crate::model::board::Cell| cell.parts.iter().map(|p| p.text.clone()).collect::<Vec<_>>().join(", ");
        row.cells.iter().map(|c| format!("{}: {}", c.column, parts(c))).collect::<Vec<_>>().join(" | ")
    }

    pub(in crate::analysis::board) const SUNK: &str = "Ferry lost\nAt least 12 people were killed when the ferry Marta sank off Port Ellery on March 3, \
        2020. “The harbour will never be sold to anybody,” Mayor Ada Berg told the council of Port Ellery.";
    pub(in crate::analysis::board) const LOST: &str = "Ferry sinks\nThe ferry Marta sank off Port Ellery on March 4, 2020 and eight people were killed. \
        Berg claimed that the harbour “will never be sold”. Nobody believed Ada Berg.";
    const RAIN: &str = "Weather\nIt rained in the north for a week, and nobody was surprised by that.";

    #[test]
    fn each_sort_of_thing_has_its_sheet() {
        let board = board(&[SUNK, RAIN, LOST]);
        let kinds: Vec<_> = board.sheets.iter().map(|s| s.kind).collect();
        assert_eq!(kinds, SheetKind::ALL);
        let [figure] = rows(&board, SheetKind::Figures) else { panic!("{board:?}") };
        assert_eq!(shown(figure), "0: At least 12 people | 2: eight people");
        assert!(figure.differs && figure.name.starts_with("people killed"), "{}", figure.name);
        assert_eq!(figure.looked_for, ["At least 12 people", "eight people"]);
        let [date] = rows(&board, SheetKind::Dates) else { panic!("{board:?}") };
        assert_eq!(shown(date), "0: 2020-03-03 | 2: 2020-03-04");
        let [quotation] = rows(&board, SheetKind::Quotations) else { panic!("{board:?}") };
        assert_eq!(shown(quotation), "0: full | 2: cut");
        assert_eq!(quotation.note, "not in all: “The harbour” · “to anybody”");
        let does: Vec<_> = quotation.cells.iter().map(|c| c.passages[0].does.as_str()).collect();
        assert_eq!(does, ["told", "claimed"]);
        let berg = rows(&board, SheetKind::Naming).iter().find(|r| r.name == "Ada Berg").unwrap();
        assert_eq!(shown(berg), "0: Mayor Ada Berg | 2: Berg, Ada Berg");
        assert_eq!(rows(&board, SheetKind::SameWords), []);
        let paper = &rows(&board, SheetKind::Voices)[0];
        assert_eq!((paper.name.as_str(), paper.cells.len()), ("the paper", 3));
    }

    #[test]
    fn copies_are_counted_in_front_of_the_passages() {
        let report = format!("{SUNK} The coast guard called off its search on the second evening.");
        let copy = report.replace("Ferry lost", "Port Ellery weeps");
        let board = board(&[&report, RAIN, &copy]);
        let [copies, passage] = rows(&board, SheetKind::SameWords) else { panic!("{board:?}") };
        assert_eq!(copies.name, "3 articles, 2 independent texts");
        assert_eq!(board.texts(), 2);
        assert_eq!(shown(copies), "0: text 1 | 1: text 2 | 2: text 1");
        assert_eq!(passage.cells.iter().map(|c| c.column).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn every_passage_stands_in_its_article() {
        let texts = [SUNK, RAIN, LOST];
        for sheet in board(&texts).sheets {
            for cell in sheet.rows.iter().flat_map(|r| &r.cells) {
                assert!(!cell.parts.is_empty() && !cell.passages.is_empty(), "{:?}", sheet.kind);
                for passage in &cell.passages {
                    assert!(!passage.span.of(texts[cell.column as usize]).is_empty());
                    assert!(passage.cue.is_none_or(|cue| passage.span.overlaps(cue)));
                }
            }
        }
    }

    #[test]
    fn a_long_sentence_is_told_as_often_as_it_has_something_and_not_as_a_whole() {
        let long = format!("T\n{}.", "Ada Berg met Tomas Reed, ".repeat(800));
        let other = long.replace("met", "saw");
        let told: usize = board(&[&long, &other])
            .sheets
            .iter()
            .flat_map(|s| &s.rows)
            .flat_map(|r| &r.cells)
            .flat_map(|c| &c.passages)
            .map(|p| p.span.len())
            .sum();
        assert!(told < 20 * long.len(), "{told} of {}", long.len());
    }
}
