//! Copying sentences, paragraphs and quotations through the terminal.

use crate::app::App;
use crate::app::message::Effect;
use crate::text::span::Span;

impl App {
    /// Copies the sentence of the mark, or else the first one on the screen.
    pub(super) fn copy_sentence(&mut self) -> Vec<Effect> {
        let at = self.walking_from().start;
        let sentence = self.findings().and_then(|f| f.sentences.iter().find(|s| s.end > at).copied());
        self.copy_span(sentence, "sentence")
    }

    /// Copies the paragraph of the mark, or else the first one on the screen.
    pub(super) fn copy_paragraph(&mut self) -> Vec<Effect> {
        let at = self.walking_from().start;
        let block = self.article().and_then(|a| a.reading_blocks().find(|b| b.span.end > at).map(|b| b.span));
        self.copy_span(block, "paragraph")
    }

    /// Copies the quotation of the mark, or else the next one, with its speaker, outlet and date.
    pub(super) fn copy_quotation(&mut self) -> Vec<Effect> {
        let at = self.walking_from();
        let (Some(article), Some(findings)) = (self.article().cloned(), self.findings().cloned()) else {
            return Vec::new();
        };
        let marks = &self.reader.highlights.quotations;
        let Some(quotation) =
            marks.iter().find(|(s, _)| s.end > at.start).and_then(|(_, i)| findings.quotations.get(*i))
        else {
            self.notice = Some("there is no quotation from here on".into());
            return Vec::new();
        };
        let words: Vec<_> = quotation.content.iter().map(|c| c.of(&article.text)).collect();
        let speaker = quotation.speaker.and_then(|s| findings.entity(s)).map(|e| e.name.clone());
        let source = quotation.source.map(|s| s.of(&article.text).to_owned());
        let mut credit = vec![speaker.or(source).unwrap_or_else(|| "speaker unknown".into())];
        credit.extend(article.metadata.source.clone());
        credit.extend(article.metadata.published.map(|d| d.to_string()));
        self.copy(format!("{} ({})", words.join(" … "), credit.join(", ")), "quotation")
    }

    fn copy_span(&mut self, span: Option<Span>, what: &str) -> Vec<Effect> {
        match (span, self.article().cloned()) {
            (Some(span), Some(article)) => self.copy(span.of(&article.text).to_owned(), what),
            _ => {
                self.notice = Some(format!("there is no {what} here"));
                Vec::new()
            }
        }
    }

    fn copy(&mut self, text: String, what: &str) -> Vec<Effect> {
        // Whether the terminal took it cannot be known, so the notice only says what was done.
        let count = text.chars().count();
        self.notice = Some(format!("sent the {what} to the terminal's clipboard ({count} characters, OSC 52)"));
        vec![Effect::Copy(text)]
    }
}
