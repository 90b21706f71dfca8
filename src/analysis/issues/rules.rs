//! The rules by which stances are composed, each with sentences that it is the reason of.

/// One rule of composition: its name, and sentences of which it is the reason, with the sign towards "the levy".
pub(super) struct Rule {
    /// Its name.
    pub(super) id: &'static str,
    /// Sentences, each with the holder and the sign.
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are tests"))]
    pub(super) examples: &'static [(&'static str, &'static str, i32)],
}

/// The rules, in the order in which they are applied.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "verb of stance with the issue as its object",
        examples: &[
            ("Spain opposes the levy.", "Spain", -1),
            ("The levy was opposed by Spain, France and Italy.", "Italy", -1),
            ("The levy, which Spain opposes, was backed by Italy.", "Spain", -1),
            ("The levy, which Spain opposes, was backed by Italy.", "Italy", 1),
            ("Spain is a longtime opponent of the levy.", "Spain", -1),
            ("Spain remains a supporter of the levy.", "Spain", 1),
            ("Spain called the levy a disgrace.", "Spain", -1),
            ("Spain called the levy troubling.", "Spain", -1),
            ("Spain called the harbour levy reckless.", "Spain", -1),
            ("Spain described the levy as “unfair” and hasty.", "Spain", -1),
            ("Spain called the levy “unacceptable” and “inaccurate”.", "Spain", -1),
            ("Spain vowed to filibuster the levy.", "Spain", -1),
            ("Spain wants to tear up the levy.", "Spain", -1),
            ("Spain put an end to the levy.", "Spain", -1),
            ("Spain is not backing off the levy.", "Spain", 1),
            ("Spain is against the levy.", "Spain", -1),
            ("Spain voted against the levy.", "Spain", -1),
        ],
    },
    Rule {
        id: "denial turns it round",
        examples: &[
            ("Spain did not support the levy.", "Spain", -1),
            ("Spain refused to support the levy.", "Spain", -1),
            ("Spain refused to apologize for the levy.", "Spain", 1),
            ("No country supports the levy.", "country", -1),
            ("Few lawmakers support the levy.", "lawmakers", -1),
            ("Hardly any farmers support the levy.", "farmers", -1),
            ("None of the ministers backed the levy.", "ministers", -1),
            ("Neither France nor Italy backs the levy.", "France", -1),
            ("Neither France nor Italy backs the levy.", "Italy", -1),
            ("Nobody opposes the levy.", "Nobody", 1),
        ],
    },
    Rule {
        id: "a clause under a verb of stance takes part",
        examples: &[
            ("Spain demanded to repeal the levy.", "Spain", -1),
            ("Spain urged Italy to drop the levy.", "Spain", -1),
            ("Berg added that she backed the levy.", "she", 1),
            ("Spain said that Italy opposes the levy.", "Spain", 0),
            ("Spain warned that failure to pass the levy would hurt families.", "Spain", 1),
            ("Spain warned of grave consequences if Italy abandons the levy.", "Spain", 1),
            ("Spain warned that prices would rise should Italy sign the levy.", "Spain", -1),
        ],
    },
    Rule {
        id: "no verb of stance on the way",
        examples: &[
            ("Spain discussed the levy.", "Spain", 0),
            ("Germany and Spain met in Rome.", "Spain", 0),
            ("Spain failed to win support for the levy.", "Spain", 0),
            ("Spain does not favor changing the levy.", "Spain", 0),
        ],
    },
    Rule {
        id: "noun of stance on the way",
        examples: &[
            ("Spain voiced opposition to the levy.", "Spain", -1),
            ("Spain called for an end to the levy.", "Spain", -1),
            ("Spain demanded an end to the levy.", "Spain", -1),
            ("Spain withdrew its support for the levy.", "Spain", -1),
            ("Spain rejected criticism of the levy.", "Spain", 1),
            ("Spain dismissed criticism of the levy.", "Spain", 1),
            ("Spain pushed back on objections to the levy.", "Spain", 1),
        ],
    },
];
