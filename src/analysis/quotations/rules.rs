//! The rules that find quotations: one table of their names, what each does, and examples that are its tests.

use crate::model::reason::Reason;

/// A way in which a quotation is found.
#[derive(Debug)]
pub(super) struct Rule {
    /// Short name, which a finding carries as its reason.
    pub(super) id: &'static str,
    /// What the rule does, in a sentence.
    #[cfg_attr(not(test), expect(dead_code, reason = "for whoever reads the table; a test holds each rule to it"))]
    pub(super) does: &'static str,
    /// Marked sentences (as in the tests of quotations) in which the first quotation is found by this rule.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the table"))]
    pub(super) examples: &'static [&'static str],
}

impl Rule {
    /// The reason of a finding of this rule, with the words that matched.
    pub(super) fn reason(&self, matched: impl Into<String>) -> Reason {
        Reason::matched(self.id, matched)
    }
}

/// A word that introduces what somebody says or thinks, as the model judges it.
pub(super) const CUE: Rule = Rule {
    id: "introduces speech or a view",
    does: "A word of saying or thinking takes the clause or the quoted stretch that belongs to it as its content.",
    examples: &[
        "[Ann Lee]{source} [said]{cue} [that the talks had failed]{content}.",
        "[According to]{cue} [the ministry]{source}, [the talks had failed]{content}.",
    ],
};

/// A verb beside quotation marks that no list of cues knows.
pub(super) const BESIDE: Rule = Rule {
    id: "verb beside quotation marks",
    does: "A verb with its subject directly beside the marks of speech is its cue, whatever the verb means.",
    examples: &["[“We will have no bread to sell this winter,”]{content} [grumbled]{cue} [Jo Lee]{source}."],
};

/// A stretch in quotation marks that stands by itself.
pub(super) const MARKS: Rule = Rule {
    id: "quotation marks around a clause",
    does: "Some words in quotation marks that are no title and no term are speech, even where nobody is named.",
    examples: &["The square was full. [“It was a hard day for us but we will go on.”]{content}"],
};

/// A noun of speech in front of a colon and quotation marks.
pub(super) const NOUN: Rule = Rule {
    id: "noun of speech in front of a colon",
    does: "Whoever owns a reply, a message or the like says what stands in quotation marks behind the colon.",
    examples: &["[Ann Lee]{source}'s [answer]{cue} was short: [“We will not pay.”]{content}"],
};

/// A name, what is told about it, a colon and quotation marks.
pub(super) const NAMED: Rule = Rule {
    id: "name and a colon in front of quotation marks",
    does: "A name that opens its sentence says what stands in quotation marks behind the colon, whatever is told about its \
           bearer between the two.",
    examples: &["[Ann Lee]{source}, 45, of Alder[:]{cue} [“I saw it.”]{content}"],
};

/// A name behind a dash.
pub(super) const SIGNED: Rule = Rule {
    id: "signed quotation",
    does: "A name behind a dash at the end of a line signs the quoted stretch in front of it.",
    examples: &["[“The harbour will stay open all winter.”]{content} [—]{cue} [Ann Lee]{source}"],
};

/// A name and a colon in front of a statement, once.
pub(super) const LABEL: Rule = Rule {
    id: "name of the speaker and a colon",
    does: "A person's name in a headline, or a label in capitals, in front of a colon says what stands behind it.",
    examples: &["[LEE]{source}[:]{cue} [Good evening to all of you. The harbour stays open.]{content}"],
};

/// Labels of speakers all along an article.
pub(super) const TRANSCRIPT: Rule = Rule {
    id: "label of a transcript",
    does: "Where paragraph after paragraph opens with a speaker and a colon, each is what that speaker says, with the \
           paragraphs behind it up to the next label.",
    examples: &[
        "[SECRETARY LEE]{source}[:]{cue} [Good morning.]{content}\n\n[We will be open about it.]{content}\n\n[MR \
         ROE]{source2}[:]{cue2} [Thank you all for coming.]{content2}",
        "[Q]{source}[:]{cue} [Will you stay?]{content}\n\n[A]{source2}[:]{cue2} [I will, for a year.]{content2}",
    ],
};

/// Words of somebody who puts it so.
pub(super) const PUT: Rule = Rule {
    id: "as somebody puts it",
    does: "What stands in quotation marks beside \"as … put it\" is said by whoever puts it.",
    examples: &["As [Ann Lee, a lawyer]{source}, [put it]{cue}, [“the harbour is closed for good.”]{content}"],
};

/// Words that are said to be somebody's.
pub(super) const OWNED: Rule = Rule {
    id: "in somebody's words",
    does: "What stands in quotation marks beside \"in …'s words\" is said by whoever owns the words, not by whom it is about.",
    examples: &["Roe is [“the worst mayor we ever had,”]{content} in [Lee]{source}'s [words]{cue}."],
};

/// Every rule.
#[cfg(test)]
pub(super) const ALL: [&Rule; 10] = [&CUE, &BESIDE, &MARKS, &NOUN, &NAMED, &SIGNED, &LABEL, &TRANSCRIPT, &PUT, &OWNED];
