//! Makes the weights of the attribution model from annotated articles.
//!
//! Every question that the finder asks is answered from the annotation and becomes one example: the features of all
//! possible answers and the number of the right one. A softmax over the answers is fitted by `AdaGrad`, one example at a
//! time, in an order that is the same on every run.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::{Question, Scene};
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::Role;
use crate::analysis::quotations::lexical::Lexical;
use crate::analysis::quotations::model::{BITS, Model, READING_BITS};
use crate::analysis::quotations::places::Scope;
use crate::analysis::quotations::readings::ROLE_TAUGHT;
use crate::analysis::quotations::vocabulary::Vocabulary;
use crate::analysis::quotations::{groups, marks};
use crate::language::document::Document;
use crate::model::article::Article;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How often every example is seen.
const EPOCHS: usize = 8;
/// The first step of a weight.
const RATE: f32 = 0.04;
/// How strongly weights are drawn to zero, per example.
const DECAY: f32 = 2e-6;
/// Weights are stored as whole numbers of this many to the unit.
const SCALE: f32 = 28.0;
/// A word is a cue when it is the head of at least this many cues …
const HEADS: u32 = 3;
/// … and of at least this share of its occurrences.
const SHARE: f32 = 0.1;

/// In how many parts the articles are cut for judging readings.
const FOLDS: usize = 4;
/// A reading is right when its words agree with an annotated content to more than this share.
const RIGHT: f32 = 0.5;

/// One annotated attribution, in bytes of the article's text.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The words that say who speaks.
    pub source: Option<Span>,
    /// The words that introduce the content.
    pub cue: Span,
    /// What is said, in order.
    pub content: Vec<Span>,
}

/// A question with its answers.
enum Example {
    /// What a cue does: features that four classes share.
    Role { features: Vec<u32>, class: usize },
    /// Which place is the one: the features of each place.
    Place { features: Vec<Vec<u32>>, right: usize },
}

/// The file of weights, and a line on how many examples could be used.
pub fn train(articles: &[(Article, Vec<Attribution>)]) -> (Vec<u8>, String) {
    let (seen, cues) = cue_words(articles);
    let mut cues: Vec<u32> = cues.into_iter().collect();
    cues.sort_unstable();
    let groups = word_groups(articles);
    let mut words: Vec<u8> = (cues.len() as u32).to_le_bytes().to_vec();
    words.extend((groups.len() as u32).to_le_bytes());
    words.extend(cues.iter().flat_map(|c| c.to_le_bytes()));
    words.extend(groups.iter().flat_map(|(word, _)| word.to_le_bytes()));
    words.extend(groups.iter().map(|(_, group)| *group));
    let model = Model::read(words.clone().leak());
    let mut collector = Collector { model: &model, seen: &seen, examples: Vec::new(), asked: 0, lost: HashMap::new() };
    let mut ends = vec![0];
    for (article, attributions) in articles {
        collector.article(article, attributions);
        ends.push(collector.examples.len());
    }
    // Readings are judged on articles that the first questions have not learned from, as it will be later on.
    let mut readings = Vec::new();
    for fold in 0..FOLDS {
        let others = (0..articles.len()).filter(|a| a % FOLDS != fold).flat_map(|a| ends[a]..ends[a + 1]);
        let weights = fit(&others.map(|e| &collector.examples[e]).collect::<Vec<_>>(), BITS);
        let model = Model::read(words.iter().copied().chain(weights).collect::<Vec<_>>().leak());
        for (article, attributions) in articles.iter().skip(fold).step_by(FOLDS) {
            judge(&model, &seen, article, attributions, &mut readings);
        }
    }
    let mut file = words;
    file.extend(fit(&collector.examples.iter().collect::<Vec<_>>(), BITS));
    file.extend(fit(&readings.iter().collect::<Vec<_>>(), READING_BITS));
    let mut lost: Vec<_> = collector.lost.iter().map(|(k, n)| format!("{k} {n}")).collect();
    lost.sort();
    let summary = format!(
        "{} cue words, {} words in groups, {} examples of {} attributions, {} cues with readings; out of reach: {lost:?}",
        cues.len(),
        groups.len(),
        collector.examples.len(),
        collector.asked,
        readings.len(),
    );
    (file, summary)
}

/// The groups of the words of some articles, by hash.
fn word_groups(articles: &[(Article, Vec<Attribution>)]) -> Vec<(u32, u8)> {
    let vocabulary = Vocabulary::new(std::iter::empty(), std::iter::empty());
    let (mut sentences, mut classes) = (Vec::new(), HashMap::new());
    for (article, _) in articles {
        let document = Document::new(article);
        let lexical = Lexical::new(&document, &vocabulary);
        classes.extend(lexical.words.iter().zip(&lexical.tags).map(|(word, tag)| (*word, *tag)));
        sentences.extend(document.sentences.iter().map(|s| lexical.words[s.tokens.clone()].to_vec()));
    }
    let mut groups = groups::learn(&sentences, &classes);
    groups.sort_unstable();
    groups
}

/// What is right of the readings of each cue of an article, as examples.
fn judge(
    model: &Model,
    seen: &HashMap<u32, (u32, u32)>,
    article: &Article,
    attributions: &[Attribution],
    out: &mut Vec<Example>,
) {
    let document = Document::new(article);
    let quoted = marks::pair(&document);
    let scene = Scene::new(&document, &quoted, model);
    let is_word = |i: &usize| matches!(document.tokens[*i].kind, TokenKind::Word | TokenKind::Number);
    let words = |ranges: &[Range<usize>]| ranges.iter().cloned().flatten().filter(is_word).collect::<HashSet<_>>();
    let mut contents: Vec<(Option<usize>, HashSet<usize>)> = Vec::new();
    for attribution in attributions {
        let head = head(seen, &scene.lexical, tokens(&document, attribution.cue)).filter(|i| scene.can_be_cue(*i));
        let pieces: Vec<_> = attribution.content.iter().map(|c| tokens(&document, *c)).collect();
        contents.push((head, words(&pieces)));
    }
    let mut finder = Finder::new(&scene, model);
    for (number, sentence) in document.sentences.iter().enumerate() {
        for cue in sentence.tokens.clone().filter(|i| scene.can_be_cue(*i)) {
            let mut features = Vec::new();
            scene.of_cue(cue, sentence, &mut features);
            let scope = Scope::new(cue, number, sentence);
            let readings = finder.readings(&scope, model.scores(&features), ROLE_TAUGHT);
            if readings.is_empty() {
                continue;
            }
            let (mut right, mut most) = (0, RIGHT);
            let mut all = vec![Vec::new()];
            for (i, reading) in readings.iter().enumerate() {
                let found = words(&reading.content);
                let like = |gold: &HashSet<usize>| {
                    2.0 * found.intersection(gold).count() as f32 / (found.len() + gold.len()).max(1) as f32
                };
                let own = |c: &&(Option<usize>, HashSet<usize>)| c.0.is_none_or(|head| head == cue);
                let best = contents.iter().filter(own).map(|c| like(&c.1)).fold(0.0, f32::max);
                if best > most {
                    (right, most) = (i + 1, best);
                }
                scene.of_reading(&scope, reading, &mut features);
                all.push(features.clone());
            }
            out.push(Example::Place { features: all, right });
        }
    }
}

/// How often each word occurs, and how often as a part of a cue; and the words that head cues often enough.
fn cue_words(articles: &[(Article, Vec<Attribution>)]) -> (HashMap<u32, (u32, u32)>, HashSet<u32>) {
    let mut seen: HashMap<u32, (u32, u32)> = HashMap::new();
    let mut heads: HashMap<u32, u32> = HashMap::new();
    let vocabulary = Vocabulary::new(std::iter::empty(), std::iter::empty());
    let documents: Vec<_> = articles.iter().map(|(a, attributions)| (Document::new(a), attributions)).collect();
    for (document, attributions) in &documents {
        let lexical = Lexical::new(document, &vocabulary);
        for word in &lexical.words {
            seen.entry(*word).or_default().0 += 1;
        }
        for attribution in *attributions {
            tokens(document, attribution.cue).for_each(|i| seen.entry(lexical.words[i]).or_default().1 += 1);
        }
    }
    for (document, attributions) in &documents {
        let lexical = Lexical::new(document, &vocabulary);
        for attribution in *attributions {
            if let Some(head) = head(&seen, &lexical, tokens(document, attribution.cue)) {
                *heads.entry(lexical.words[head]).or_default() += 1;
            }
        }
    }
    let often = |(word, n): (&u32, &u32)| *n >= HEADS && *n as f32 >= SHARE * seen[word].0 as f32;
    let cues = heads.iter().filter(|e| often((e.0, e.1))).map(|(word, _)| *word).collect();
    (seen, cues)
}

/// The word of a cue that is most often part of one. Auxiliaries and adverbs only accompany the head.
fn head(seen: &HashMap<u32, (u32, u32)>, lexical: &Lexical, cue: Range<usize>) -> Option<usize> {
    use Tag::{Adverb, Be, Determiner, Do, Have, Loose, Modal, Not, Object, Possessive, Subject, To};
    let accompanies = |i: usize| {
        matches!(
            lexical.tags[i],
            Adverb | Be | Determiner | Do | Have | Loose | Modal | Not | Object | Possessive | Subject | To
        )
    };
    let share = |i: usize| {
        let (all, inside) = seen.get(&lexical.words[i]).copied().unwrap_or((1, 0));
        inside as f32 / (all as f32 + 8.0)
    };
    let rank = |i: usize| if accompanies(i) { share(i) - 1.0 } else { share(i) };
    cue.max_by(|a, b| rank(*a).total_cmp(&rank(*b)).then(b.cmp(a)))
}

/// The tokens that a span touches.
fn tokens(document: &Document<'_>, span: Span) -> Range<usize> {
    let first = document.tokens.partition_point(|t| t.span.end <= span.start);
    let end = document.tokens.partition_point(|t| t.span.start < span.end);
    first..end.max(first)
}

struct Collector<'a> {
    model: &'a Model,
    /// How often each word occurs, and how often in a cue.
    seen: &'a HashMap<u32, (u32, u32)>,
    examples: Vec<Example>,
    asked: usize,
    lost: HashMap<&'static str, u32>,
}

/// The right answers for one attribution.
#[derive(Default)]
struct Gold {
    earlier: Option<Range<usize>>,
    later: Option<Range<usize>>,
    source: Option<Range<usize>>,
}

impl Gold {
    fn role(&self) -> Role {
        match (&self.earlier, &self.later) {
            (None, None) => Role::Nothing,
            (None, Some(_)) => Role::Later,
            (Some(_), None) => Role::Earlier,
            (Some(_), Some(_)) => Role::Around,
        }
    }
}

impl Collector<'_> {
    fn article(&mut self, article: &Article, attributions: &[Attribution]) {
        let document = Document::new(article);
        let quoted = marks::pair(&document);
        let scene = Scene::new(&document, &quoted, self.model);
        let mut by_cue: HashMap<usize, Gold> = HashMap::new();
        for attribution in attributions {
            self.asked += 1;
            let cue = tokens(&document, attribution.cue);
            let head = head(self.seen, &scene.lexical, cue).filter(|i| scene.can_be_cue(*i));
            let Some(head) = head else {
                *self.lost.entry("cue").or_default() += 1;
                continue;
            };
            by_cue.insert(head, gold(&scene, attribution, head));
        }
        for (number, sentence) in document.sentences.iter().enumerate() {
            for cue in sentence.tokens.clone() {
                if !scene.can_be_cue(cue) {
                    continue;
                }
                let gold = by_cue.remove(&cue).unwrap_or_default();
                let mut features = Vec::new();
                scene.of_cue(cue, sentence, &mut features);
                self.examples.push(Example::Role { features, class: gold.role() as usize });
                if gold.role() != Role::Nothing {
                    self.places(&scene, &Scope::new(cue, number, sentence), &gold);
                }
            }
        }
    }

    fn places(&mut self, scene: &Scene<'_>, scope: &Scope, gold: &Gold) {
        let mut places = Vec::new();
        let role = gold.role();
        if let Some(earlier) = &gold.earlier {
            scene.earlier_ends(scope, &mut places);
            self.ask(scene, Question::EarlierEnd, scope, scope.cue, role, &places, earlier.end, "earlier end");
            scene.earlier_starts(scope, earlier.end, &mut places);
            self.ask(scene, Question::EarlierStart, scope, earlier.end, role, &places, earlier.start, "earlier start");
        }
        if let Some(later) = &gold.later {
            scene.later_starts(scope, &mut places);
            self.ask(scene, Question::LaterStart, scope, scope.cue, role, &places, later.start, "later start");
            scene.later_ends(later.start, &mut places);
            self.ask(scene, Question::LaterEnd, scope, later.start, role, &places, later.end, "later end");
        }
        let content: Vec<_> = gold.earlier.iter().chain(&gold.later).cloned().collect();
        scene.source_starts(scope, &content, &mut places);
        let start = gold.source.as_ref().map_or(scope.cue, |s| s.start);
        self.ask(scene, Question::SourceStart, scope, scope.cue, role, &places, start, "source start");
        if let Some(source) = &gold.source {
            scene.source_ends(scope, source.start, &content, &mut places);
            self.ask(scene, Question::SourceEnd, scope, source.start, role, &places, source.end, "source end");
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one question in all its parts")]
    fn ask(
        &mut self,
        scene: &Scene<'_>,
        question: Question,
        scope: &Scope,
        anchor: usize,
        role: Role,
        places: &[usize],
        right: usize,
        name: &'static str,
    ) {
        let Some(right) = places.iter().position(|p| *p == right) else {
            *self.lost.entry(name).or_default() += 1;
            return;
        };
        let features = |at: &usize| {
            let place = scene.place(question, scope, *at, anchor, role);
            [&scene.of_spot(question, *at)[..], &scene.of_place(&place)[..]].concat()
        };
        self.examples.push(Example::Place { features: places.iter().map(features).collect(), right });
    }
}

/// The annotation in the terms of the finder: at most one stretch on either side of the cue, without the marks at its end.
fn gold(scene: &Scene<'_>, attribution: &Attribution, cue: usize) -> Gold {
    let document = scene.document;
    let mut pieces: Vec<Range<usize>> = attribution.content.iter().map(|s| tokens(document, *s)).collect();
    pieces.retain(|p| !p.is_empty());
    pieces.sort_by_key(|p| p.start);
    let sentence = document.sentences.partition_point(|s| s.tokens.end <= cue);
    let end_of = |i: usize| {
        let number = document.sentences.partition_point(|s| s.tokens.end <= i);
        let end = document.sentences.get(number).map_or(i + 1, |s| s.tokens.end);
        scene.quote_of(end - 1).filter(|q| q.open >= i).map_or(end, |q| q.close.max(end))
    };
    let trim = |mut piece: Range<usize>| {
        let is_mark = |i: usize| {
            scene.edges(i + 1) & 2 == 0
                && matches!(scene.lexical.tag(i), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash)
        };
        while piece.end > piece.start + 1 && is_mark(piece.end - 1) {
            piece.end -= 1;
        }
        piece
    };
    let later = pieces.iter().find(|p| p.start > cue).map(|p| {
        let limit = end_of(p.start);
        let last = pieces.iter().rfind(|q| q.start >= p.start && q.start < limit).unwrap_or(p);
        trim(p.start..last.end.min(limit))
    });
    // A continuation sentences away belongs to the joining of quotations, not to the cue.
    let start = document.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    let has_earlier = pieces.iter().any(|p| p.end <= cue);
    let stop = document.sentences.get(sentence + 1).map_or(usize::MAX, |s| s.tokens.end);
    let near = |r: &Range<usize>| r.start < stop && (!has_earlier || r.start < document.sentences[sentence].tokens.end);
    let earlier = pieces.iter().rfind(|p| p.end <= cue && p.end >= start).map(|p| {
        let first = pieces.iter().find(|q| end_of(q.start) >= p.end).unwrap_or(p);
        trim(first.start.min(p.start)..p.end)
    });
    let source = attribution.source.map(|s| trim(tokens(document, s))).filter(|s| !s.is_empty());
    Gold { earlier, later: later.filter(near), source }
}

/// Fits 2^`bits` weights, and writes them as bytes.
fn fit(examples: &[&Example], bits: u32) -> Vec<u8> {
    let size = 1usize << bits;
    let slot = |feature: u32| (feature >> (32 - bits)) as usize;
    let (mut weights, mut squares) = (vec![0f32; size], vec![1f32; size]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1Du64;
    let mut scores: Vec<f32> = Vec::new();
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (random >> 33) as usize % (i + 1));
        }
        for example in order.iter().map(|i| examples[*i]) {
            let (answers, right) = match example {
                Example::Role { class, .. } => (4, *class),
                Example::Place { features, right } => (features.len(), *right),
            };
            let slots = |answer: usize| -> Box<dyn Iterator<Item = usize> + '_> {
                match example {
                    Example::Role { features, .. } => Box::new(features.iter().map(move |f| (slot(*f) & !3) + answer)),
                    Example::Place { features, .. } => Box::new(features[answer].iter().map(|f| slot(*f))),
                }
            };
            scores.clear();
            scores.extend((0..answers).map(|a| slots(a).map(|s| weights[s]).sum::<f32>()));
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            for score in &mut scores {
                *score = (*score - top).exp();
            }
            let sum: f32 = scores.iter().sum();
            for (answer, score) in scores.iter().enumerate() {
                let gradient = score / sum - f32::from(u8::from(answer == right));
                if gradient.abs() < 1e-3 {
                    continue;
                }
                for s in slots(answer) {
                    let g = gradient + DECAY * weights[s];
                    squares[s] += g * g;
                    weights[s] -= RATE * g / squares[s].sqrt();
                }
            }
        }
    }
    weights.iter().map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8 as u8).collect()
}
