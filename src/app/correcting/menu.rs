//! The menu of corrections: for each thing under the cursor what can be said of it, each with its letter.

use std::sync::Arc;

use crate::app::App;
use crate::app::citing::cleaned;
use crate::app::correcting::step::{Question, Step};
use crate::app::correcting::subject::Thing;
use crate::app::message::Effect;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::Key;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::correction::{Correction, Place, Scope, What, folder_of};
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::{IssueId, Polarity};
use crate::text::span::Span;

/// Forms of a name that are offered to be split off, at most.
const FORMS: usize = 4;

/// Lines while they are put together.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    /// A line with a letter, if no line above has it.
    fn add(&mut self, letter: char, text: impl Into<String>, step: Step) {
        let letter = letter.to_string();
        let taken = self.0.iter().any(|line| line.left == letter);
        let left = if taken { String::new() } else { letter };
        self.0.push(Line { step: Some(Box::new(step)), ..Line::pair(left, cleaned(&text.into())) });
    }

    fn head(&mut self, text: impl Into<String>) {
        self.0.push(Line::heading(cleaned(&text.into())));
    }
}

impl App {
    /// Opens the menu of what can be corrected here.
    pub(in crate::app) fn open_corrections(&mut self) -> Vec<Effect> {
        if self.window.as_ref().is_some_and(|w| w.kind == WindowKind::Correct) {
            return Vec::new();
        }
        let things = self.things_here();
        if things.is_empty() {
            self.notice = Some("there is nothing to correct here".into());
            return Vec::new();
        }
        self.correcting.everywhere = things.first().is_none_or(|thing| !self.is_short(*thing));
        self.correcting.things = things;
        self.list_corrections();
        Vec::new()
    }

    /// Whether a thing is a person who is called by one word here, which may be others' elsewhere.
    fn is_short(&self, thing: Thing) -> bool {
        let Thing::Entity(article, id, _) = thing else { return false };
        let findings = self.library.findings(article);
        let entity = findings.as_ref().and_then(|f| f.entity(id));
        entity.is_some_and(|e| e.kind == EntityKind::Person && !e.name.contains(' '))
    }

    /// Shows the menu.
    fn list_corrections(&mut self) {
        let mut lines = Lines::default();
        let things = self.correcting.things.clone();
        for thing in &things {
            match *thing {
                Thing::Entity(article, id, at) => self.entity_lines(&mut lines, article, id, at),
                Thing::Issue(article, id, at) => self.issue_lines(&mut lines, article, id, at),
                Thing::Position(article, id, position) => self.position_lines(&mut lines, article, id, position),
                Thing::Quotation(article, i) => self.quotation_lines(&mut lines, article, i),
                Thing::Pair => self.pair_lines(&mut lines),
                Thing::Article(article) => self.article_lines(&mut lines, article),
            }
        }
        if things.iter().any(|thing| matches!(thing, Thing::Entity(..) | Thing::Issue(..))) {
            let reach = if self.correcting.everywhere {
                "names and issues are corrected in every article; only in this one?"
            } else {
                "names and issues are corrected in this article only; in every one?"
            };
            lines.add('a', reach, Step::Reach);
        }
        let first = lines.0.iter().position(|line| !line.heading).unwrap_or(0);
        let mut window = Window::new(WindowKind::Correct, "Correct", lines.0);
        window.selected = first;
        self.window = Some(window);
    }

    /// A letter in the menu; `None` if it is of no line.
    pub(in crate::app) fn correct_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let window = self.window.as_ref().filter(|w| w.kind == WindowKind::Correct)?;
        let letter = key.typed()?.to_string();
        let step = window.lines.iter().find(|line| line.left == letter)?.step.clone()?;
        Some(self.take_step(*step))
    }

    /// Does what a line of the menu is there for.
    pub(in crate::app) fn take_step(&mut self, step: Step) -> Vec<Effect> {
        match step {
            Step::Make(correction) => {
                self.window = None;
                self.end_selection();
                return self.correct(correction);
            }
            Step::Ask(correction, question, title) => self.ask(correction, question, title),
            Step::Choose(title, choices) => {
                let mut lines = Lines::default();
                for (letter, text, correction) in choices {
                    lines.add(letter, text, Step::Make(correction));
                }
                self.window = Some(Window::new(WindowKind::Correct, title, lines.0));
            }
            Step::Reach => {
                self.correcting.everywhere = !self.correcting.everywhere;
                let selected = self.window.as_ref().map_or(0, |w| w.selected);
                self.list_corrections();
                if let Some(window) = &mut self.window {
                    window.selected = selected;
                }
            }
            Step::Answer(_) => {}
        }
        Vec::new()
    }

    fn found(&self, id: ArticleId) -> Option<(Arc<Article>, Arc<ArticleFindings>)> {
        Some((self.library.store().article(id)?, self.library.findings(id)?))
    }

    /// How far corrections of names reach now.
    fn reach(&self) -> Scope {
        if self.correcting.everywhere { Scope::Everywhere } else { Scope::Article }
    }

    fn entity_lines(&self, lines: &mut Lines, id: ArticleId, part: EntityId, at: Option<Span>) {
        let Some((article, findings)) = self.found(id) else { return };
        let Some(entity) = findings.entity(part) else { return };
        let name = &entity.name;
        let place = Place::new(&article, at.or(entity.mentions.first().map(|m| m.span)));
        let of = |what| Correction {
            what,
            scope: self.reach(),
            place: place.clone(),
            was: name.clone(),
            names: if self.correcting.everywhere { self.names_of(id, part, entity) } else { vec![name.clone()] },
            kind: Some(entity.kind),
            ..Correction::default()
        };
        lines.head(format!("{}: {name}", entity.kind.name()));
        let ask = |what, question, title: String| Step::Ask(of(what), question, cleaned(&title));
        lines.add('n', "another name …", ask(What::EntityName, Question::Name, format!("What is “{name}” called?")));
        let kinds = EntityKind::ALL.into_iter().filter(|kind| *kind != entity.kind);
        let kinds = kinds.map(|kind| {
            let letter = if kind == EntityKind::Place { 'l' } else { kind.name().chars().next().unwrap_or(' ') };
            (letter, kind.name().to_owned(), Correction { now: kind.name().to_owned(), ..of(What::EntityKind) })
        });
        lines.add('t', "another kind …", Step::Choose(cleaned(&format!("What is “{name}”?")), kinds.collect()));
        let side = format!("For which side does “{name}” speak?");
        lines.add('s', "the side that it speaks for …", ask(What::EntitySide, Question::Side, side));
        let same = format!("Who or what is “{name}” as well?");
        lines.add('m', "it is the same as another …", ask(What::EntityMerge, Question::Name, same));
        split_lines(lines, &article, entity, at, &of(What::EntitySplit));
        lines.add('h', "it is no name", Step::Make(of(What::EntityHide)));
    }

    /// Every name under which an entity goes across articles. Surnames alone are left out: others bear them, too.
    fn names_of(&self, article: ArticleId, part: EntityId, entity: &Entity) -> Vec<String> {
        let mut names = vec![entity.name.clone()];
        let whole = self.library.whole_entity(article, part);
        let whole = whole.and_then(|whole| self.library.across().entities.get(whole));
        for (article, part) in whole.iter().flat_map(|whole| &whole.members) {
            let Some(findings) = self.library.findings(*article) else { continue };
            let Some(other) = findings.entity(*part) else { continue };
            let tells = other.kind != EntityKind::Person || other.name.contains(' ');
            if tells && !names.contains(&other.name) {
                names.push(other.name.clone());
            }
        }
        names
    }

    fn issue_lines(&self, lines: &mut Lines, id: ArticleId, part: IssueId, at: Option<Span>) {
        let Some((article, findings)) = self.found(id) else { return };
        let Some(issue) = findings.issue(part) else { return };
        let name = &issue.name;
        let place = Place::new(&article, at.or(issue.mentions.first().copied()));
        let mut names = vec![name.clone()];
        if self.correcting.everywhere {
            let whole = self.library.whole_issue(id, part).and_then(|whole| self.library.across().issues.get(whole));
            for (article, part) in whole.iter().flat_map(|whole| &whole.members) {
                let findings = self.library.findings(*article);
                let other = findings.as_ref().and_then(|f| f.issue(*part));
                names.extend(other.filter(|other| !names.contains(&other.name)).map(|other| other.name.clone()));
            }
        }
        let of = |what| {
            let (place, was, names) = (place.clone(), name.clone(), names.clone());
            Correction { what, scope: self.reach(), place, was, names, ..Correction::default() }
        };
        lines.head(format!("issue: {name}"));
        let ask = |what, title: String| Step::Ask(of(what), Question::Issue, cleaned(&title));
        lines.add('n', "another name …", ask(What::IssueName, format!("What is the issue “{name}” called?")));
        lines.add(
            'm',
            "it is the same as another …",
            ask(What::IssueMerge, format!("Which issue is “{name}” as well?")),
        );
        if let Some(at) = at.filter(|_| issue.mentions.len() > 1) {
            let form = at.of(&article.text);
            let split = Correction { scope: Scope::Passage, names: vec![form.to_owned()], ..of(What::IssueSplit) };
            let title = cleaned(&format!("Which issue is “{form}” here?"));
            let step = Step::Ask(split, Question::Issue, title);
            lines.add('x', format!("“{form}” is another issue just here …"), step);
        }
        let mut forms: Vec<&str> = issue.mentions.iter().map(|m| m.of(&article.text)).collect();
        forms.sort_unstable();
        forms.dedup();
        for form in forms.iter().filter(|_| forms.len() > 1).take(FORMS) {
            let span = issue.mentions.iter().find(|m| m.of(&article.text) == *form).copied();
            let (scope, names) = (Scope::Article, vec![(*form).to_owned()]);
            let split = Correction { scope, names, place: Place::new(&article, span), ..of(What::IssueSplit) };
            let title = cleaned(&format!("Which issue is “{form}” in this article?"));
            let step = Step::Ask(split, Question::Issue, title);
            lines.add('X', format!("“{form}” is another issue in this article …"), step);
        }
        lines.add('h', "it is no issue", Step::Make(of(What::IssueHide)));
    }

    fn position_lines(&self, lines: &mut Lines, id: ArticleId, part: IssueId, index: usize) {
        let Some((article, findings)) = self.found(id) else { return };
        let Some(issue) = findings.issue(part) else { return };
        let Some(position) = issue.positions.get(index) else { return };
        let (holder, on) = (&position.holder, &issue.name);
        let place = Place::new(&article, Some(position.evidence));
        let of = |what, now: &str| Correction {
            what,
            scope: Scope::Passage,
            place: place.clone(),
            was: position.polarity.name().to_owned(),
            now: now.to_owned(),
            holder: holder.clone(),
            issue: on.clone(),
            ..Correction::default()
        };
        lines.head(format!("position on {on}: {holder} {}", position.stance.name()));
        let who = Correction { was: holder.clone(), ..of(What::PositionHolder, "") };
        let title = cleaned(&format!("Who has this position on “{on}”?"));
        lines.add('n', "somebody else has it …", Step::Ask(who, Question::Name, title));
        let what = Correction { was: on.clone(), ..of(What::PositionIssue, "") };
        let title = cleaned(&format!("On what has “{holder}” this position?"));
        lines.add('i', "it is on another issue …", Step::Ask(what, Question::Issue, title));
        let directions = [
            ('+', Polarity::For, "it is for it"),
            ('-', Polarity::Against, "it is against it"),
            ('0', Polarity::Neither, "it is neither for nor against"),
        ];
        for (letter, polarity, text) in directions.into_iter().filter(|(_, p, _)| *p != position.polarity) {
            lines.add(letter, text, Step::Make(of(What::PositionPolarity, polarity.name())));
        }
        lines.add('h', "it is no position", Step::Make(of(What::PositionNone, "")));
    }

    fn quotation_lines(&self, lines: &mut Lines, id: ArticleId, index: usize) {
        let Some((article, findings)) = self.found(id) else { return };
        let Some(quotation) = findings.quotations.get(index) else { return };
        let text = article.text.as_str();
        let Some(first) = quotation.content.first().copied() else { return };
        let speaker = quotation.speaker.and_then(|id| findings.entity(id)).map(|e| e.name.clone());
        let said = quotation.source.map(|source| source.of(text).to_owned());
        let place = Place::new(&article, Some(first));
        let of = |what| Correction {
            what,
            scope: Scope::Passage,
            place: place.clone(),
            was: speaker.clone().or_else(|| said.clone()).unwrap_or_default(),
            ..Correction::default()
        };
        let who = speaker.clone().or_else(|| said.clone()).unwrap_or_else(|| "unknown".to_owned());
        lines.head(format!("quotation of {who}: {}", words(first.of(text))));
        let title = "Who says this?".to_owned();
        lines.add('n', "somebody else says it …", Step::Ask(of(What::QuotationSpeaker), Question::Name, title));
        if speaker.is_some() || said.is_some() {
            lines.add('u', "nobody knows who says it", Step::Make(of(What::QuotationSpeaker)));
        }
        let selected = self.selection.filter(|_| self.reader.article == Some(id)).map(|s| s.span().trimmed(text));
        if let Some(selected) = selected.filter(|s| !s.is_empty() && quotation.content != [*s]) {
            let was = quotation.content.iter().map(|c| c.of(text)).collect::<Vec<_>>().join(" … ");
            let passages = vec![selected.of(text).to_owned()];
            let step = Step::Make(Correction { was, passages, ..of(What::QuotationExtent) });
            lines.add('v', "what is selected is quoted", step);
        }
        let extents = extents(&findings, text, &quotation.content).into_iter().zip("123456789".chars());
        let extents = extents.map(|(passages, number)| {
            let shown = passages.iter().map(|passage| words(passage)).collect::<Vec<_>>().join(" … ");
            let was = quotation.content.iter().map(|c| c.of(text)).collect::<Vec<_>>().join(" … ");
            (number, shown, Correction { was, passages, ..of(What::QuotationExtent) })
        });
        lines.add('e', "other words are quoted …", Step::Choose("Which words are quoted?".into(), extents.collect()));
        lines.add('h', "nobody is quoted", Step::Make(of(What::QuotationNone)));
    }

    fn pair_lines(&self, lines: &mut Lines) {
        let Some(compare) = &self.compare else { return };
        let Some(pair) = compare.pair_here().and_then(|i| compare.pairs.get(i)) else { return };
        let [Some(a), Some(b)] = compare.articles.map(|id| self.library.store().article(id)) else { return };
        let (place, other) = (Place::new(&a, Some(pair.left)), Some(Place::new(&b, Some(pair.right))));
        lines.head("pair of passages");
        let step = Step::Make(Correction { what: What::PairBroken, place, other, ..Correction::default() });
        lines.add('h', "they are no pair", step);
    }

    fn article_lines(&self, lines: &mut Lines, id: ArticleId) {
        let Some(article) = self.library.store().article(id) else { return };
        let data = &article.metadata;
        let day = data.published.map_or_else(String::new, |day| day.to_string());
        let place = Place { passage: None, ..Place::new(&article, None) };
        let of = |what, scope, place: &Place, was: &str| Correction {
            what,
            scope,
            place: place.clone(),
            was: was.to_owned(),
            ..Correction::default()
        };
        let outlet = data.source.as_deref().unwrap_or_default();
        lines.head(format!("article: {}", article.title()));
        let ask = |what, scope, place: &Place| match what {
            What::Outlet => {
                Step::Ask(of(what, scope, place, outlet), Question::Outlet, "Which outlet published it?".into())
            }
            _ => Step::Ask(of(what, scope, place, &day), Question::Day, "On which day was it published?".into()),
        };
        lines.add('o', "another outlet …", ask(What::Outlet, Scope::Article, &place));
        lines.add('d', "another day of publication …", ask(What::Published, Scope::Article, &place));
        if let Some(folder) = folder_of(&article) {
            let place = Place { path: folder.clone(), ..Place::default() };
            let shown = if folder == "." { "this folder".to_owned() } else { folder };
            lines.add('O', format!("the outlet of everything in {shown} …"), ask(What::Outlet, Scope::Folder, &place));
            lines.add('D', format!("the day of everything in {shown} …"), ask(What::Published, Scope::Folder, &place));
        }
    }
}

/// Some mentions are somebody else's: the one under the cursor, and every one that is written in a certain way.
fn split_lines(lines: &mut Lines, article: &Article, entity: &Entity, at: Option<Span>, of: &Correction) {
    let text = article.text.as_str();
    let spans = || entity.mentions.iter().map(|m| m.span).chain(entity.nominals.iter().copied());
    if spans().count() < 2 {
        return;
    }
    let ask = |scope, form: &str, title: String| {
        let names = vec![form.to_owned()];
        Step::Ask(Correction { scope, names, ..of.clone() }, Question::Name, cleaned(&title))
    };
    if let Some(at) = at {
        let form = at.of(text);
        let title = format!("Who or what is “{form}” here?");
        lines.add('x', format!("“{form}” is somebody else just here …"), ask(Scope::Passage, form, title));
    }
    let mut forms: Vec<(&str, usize, Span)> = Vec::new();
    for span in spans() {
        match forms.iter_mut().find(|(form, ..)| *form == span.of(text)) {
            Some((_, count, _)) => *count += 1,
            None => forms.push((span.of(text), 1, span)),
        }
    }
    if forms.len() < 2 {
        return;
    }
    for (form, count, span) in forms.into_iter().filter(|(form, ..)| *form != entity.name).take(FORMS) {
        let place = Place::new(article, Some(span));
        let title = format!("Who or what is “{form}” in this article?");
        let step = match ask(Scope::Article, form, title) {
            Step::Ask(correction, question, title) => Step::Ask(Correction { place, ..correction }, question, title),
            other => other,
        };
        lines.add('X', format!("“{form}” is somebody else in this article ({count}) …"), step);
    }
}

/// The first words of a passage.
fn words(passage: &str) -> String {
    const MOST: usize = 80;
    let passage = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    match passage.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", passage[..at].trim_end()),
        None => passage,
    }
}

/// Other extents that a quotation may have, as the exact words of their passages: what stands in quotation marks, the
/// sentence up to the end, from the beginning, and whole, with the next one, and without its last passage.
fn extents(findings: &ArticleFindings, text: &str, content: &[Span]) -> Vec<Vec<String>> {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Vec::new() };
    let sentences = &findings.sentences;
    let sentence = |at: usize| sentences.iter().position(|s| s.contains(at));
    let (begin, end) = (sentence(first.from()), sentence(last.to().saturating_sub(1)));
    let whole = begin.zip(end).map(|(b, e)| Span { start: sentences[b].start, end: sentences[e].end });
    let marked = |span: Span| {
        let inside = span.of(text);
        let open = inside.find(['“', '"', '«'])?;
        let close = inside.rfind(['”', '"', '»']).filter(|close| *close > open)?;
        let length = inside[close..].chars().next().map_or(1, char::len_utf8);
        Some(Span::new(span.from() + open, span.from() + close + length))
    };
    let head = &content[..content.len() - 1];
    let with = |more: Span| [head, &[more][..]].concat();
    let mut all: Vec<Vec<Span>> = Vec::new();
    all.extend(whole.and_then(marked).map(|span| vec![span]));
    if let (Some(whole), Some(end)) = (whole, end) {
        all.push(with(Span { start: last.start, end: whole.end }));
        all.push(vec![Span { start: whole.start, end: last.end }]);
        all.push(vec![whole]);
        all.extend(sentences.get(end + 1).map(|next| with(Span { start: last.start, end: next.end })));
    }
    if !head.is_empty() {
        all.push(head.to_vec());
    }
    let mut out: Vec<Vec<String>> = Vec::new();
    for spans in all {
        let spans: Vec<Span> = spans.into_iter().map(|span| span.trimmed(text)).collect();
        let passages: Vec<String> = spans.iter().map(|span| span.of(text).to_owned()).collect();
        if spans != content && !out.contains(&passages) && passages.iter().all(|passage| !passage.is_empty()) {
            out.push(passages);
        }
    }
    out
}
