//! Parts of speech: the tags of the Penn Treebank as `OntoNotes` uses them.

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// `CC`: Coordinating conjunction.
    Cc,
    /// `CD`: Cardinal number.
    Cd,
    /// `DT`: Determiner.
    Dt,
    /// `EX`: Existential *there*.
    Ex,
    /// `FW`: Foreign word.
    Fw,
    /// `IN`: Preposition or subordinating conjunction.
    In,
    /// `JJ`: Adjective.
    Jj,
    /// `JJR`: Comparative adjective.
    Jjr,
    /// `JJS`: Superlative adjective.
    Jjs,
    /// `LS`: Marker of a list.
    Ls,
    /// `MD`: Modal.
    Md,
    /// `NN`: Noun, singular.
    Nn,
    /// `NNS`: Noun, plural.
    Nns,
    /// `NNP`: Name, singular.
    Nnp,
    /// `NNPS`: Name, plural.
    Nnps,
    /// `PDT`: Predeterminer.
    Pdt,
    /// `POS`: Possessive ending.
    Pos,
    /// `PRP`: Personal pronoun.
    Prp,
    /// `PRP$`: Possessive pronoun.
    PrpS,
    /// `RB`: Adverb.
    Rb,
    /// `RBR`: Comparative adverb.
    Rbr,
    /// `RBS`: Superlative adverb.
    Rbs,
    /// `RP`: Particle.
    Rp,
    /// `SYM`: Symbol.
    Sym,
    /// `TO`: *to*.
    To,
    /// `UH`: Interjection.
    Uh,
    /// `VB`: Verb, base form.
    Vb,
    /// `VBD`: Verb, past tense.
    Vbd,
    /// `VBG`: Verb, gerund or present participle.
    Vbg,
    /// `VBN`: Verb, past participle.
    Vbn,
    /// `VBP`: Verb, present, not third person singular.
    Vbp,
    /// `VBZ`: Verb, present, third person singular.
    Vbz,
    /// `WDT`: Wh-determiner.
    Wdt,
    /// `WP`: Wh-pronoun.
    Wp,
    /// `WP$`: Possessive wh-pronoun.
    WpS,
    /// `WRB`: Wh-adverb.
    Wrb,
    /// `,`: Comma.
    Comma,
    /// `.`: Mark that ends a sentence.
    Stop,
    /// `:`: Colon, semicolon, dash, dots.
    Colon,
    /// Two backticks: Opening quotation mark.
    OpenQuote,
    /// `''`: Closing quotation mark.
    CloseQuote,
    /// `-LRB-`: Opening bracket.
    OpenBracket,
    /// `-RRB-`: Closing bracket.
    CloseBracket,
    /// `$`: Currency.
    Currency,
    /// `HYPH`: Hyphen as a token of its own.
    Hyph,
    /// `NFP`: Superfluous punctuation.
    Nfp,
    /// `ADD`: Address of the net.
    Add,
    /// `AFX`: Affix.
    Afx,
    /// `XX`: Unknown.
    Xx,
    /// `#`: Number sign.
    NumberSign,
}

impl Tag {
    /// All, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Cc,
        Self::Cd,
        Self::Dt,
        Self::Ex,
        Self::Fw,
        Self::In,
        Self::Jj,
        Self::Jjr,
        Self::Jjs,
        Self::Ls,
        Self::Md,
        Self::Nn,
        Self::Nns,
        Self::Nnp,
        Self::Nnps,
        Self::Pdt,
        Self::Pos,
        Self::Prp,
        Self::PrpS,
        Self::Rb,
        Self::Rbr,
        Self::Rbs,
        Self::Rp,
        Self::Sym,
        Self::To,
        Self::Uh,
        Self::Vb,
        Self::Vbd,
        Self::Vbg,
        Self::Vbn,
        Self::Vbp,
        Self::Vbz,
        Self::Wdt,
        Self::Wp,
        Self::WpS,
        Self::Wrb,
        Self::Comma,
        Self::Stop,
        Self::Colon,
        Self::OpenQuote,
        Self::CloseQuote,
        Self::OpenBracket,
        Self::CloseBracket,
        Self::Currency,
        Self::Hyph,
        Self::Nfp,
        Self::Add,
        Self::Afx,
        Self::Xx,
        Self::NumberSign,
    ];

    /// As treebanks write it.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// The one that treebanks write so.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|n| *n == name).map(|at| Self::ALL[at])
    }
}

/// In the order of [`Tag::ALL`].
const NAMES: &[&str] = &[
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
    "WP$", "WRB", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "$", "HYPH", "NFP", "ADD", "AFX", "XX", "#",
];

impl Tag {
    /// A full verb or an auxiliary that is no modal.
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz)
    }

    /// A finite verb or a modal.
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// A noun or a name.
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns | Self::Nnp | Self::Nnps)
    }

    /// A name.
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A mark that is no word.
    pub const fn is_punctuation(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::OpenQuote
                | Self::CloseQuote
                | Self::OpenBracket
                | Self::CloseBracket
                | Self::Hyph
                | Self::Nfp
        )
    }
}
