//! A correction in words: for what is said when it is made and taken back, and for lists.

use std::fmt;

use crate::model::correction::{Correction, Scope, What};

impl fmt::Display for Correction {
    /// One clause without a full stop. Names are shown as they are: clean them at the edge.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, was, now, holder, issue, .. } = self;
        let passage = self.place.passage.as_ref().map_or("", |p| p.exact.as_str());
        let passage = shortened(passage);
        match what {
            What::EntityName => write!(f, "“{was}” is called “{now}”"),
            What::EntityKind => {
                let article = if now.starts_with(['e', 'o']) { "an" } else { "a" };
                write!(f, "“{was}” is {article} {now}")
            }
            What::EntitySide if now.is_empty() => write!(f, "“{was}” speaks for no side"),
            What::EntitySide => write!(f, "“{was}” speaks for “{now}”"),
            What::EntityMerge | What::IssueMerge => write!(f, "“{was}” is the same as “{now}”"),
            What::EntitySplit | What::IssueSplit if self.scope == Scope::Passage => {
                write!(f, "“{passage}” is “{now}” there, not “{was}”")
            }
            What::EntitySplit | What::IssueSplit => {
                write!(f, "“{}” is “{now}”, not “{was}”", self.names.first().map_or("", |name| name))
            }
            What::EntityHide => write!(f, "“{was}” is no name"),
            What::QuotationSpeaker if now.is_empty() => write!(f, "nobody knows who says “{passage}”"),
            What::QuotationSpeaker => write!(f, "“{now}” says “{passage}”"),
            What::QuotationExtent => {
                let words = self.passages.first().map_or(String::new(), |words| shortened(words));
                write!(f, "“{words}” is what is quoted")
            }
            What::QuotationNone => write!(f, "nobody is quoted in “{passage}”"),
            What::PositionHolder => write!(f, "“{now}” has the position on “{issue}” that “{holder}” had"),
            What::PositionIssue => write!(f, "the position of “{holder}” is on “{now}”, not on “{issue}”"),
            What::PositionPolarity if now == "neither" => {
                write!(f, "“{holder}” is neither for nor against “{issue}” there")
            }
            What::PositionPolarity => write!(f, "“{holder}” is {now} “{issue}” there"),
            What::PositionNone => write!(f, "“{holder}” takes no position on “{issue}” there"),
            What::IssueName => write!(f, "the issue “{was}” is called “{now}”"),
            What::IssueHide => write!(f, "“{was}” is no issue"),
            What::PairMade => write!(f, "“{passage}” is paired by hand"),
            What::PairBroken => write!(f, "“{passage}” is no pair any more"),
            What::Outlet if now.is_empty() => write!(f, "the outlet is not known"),
            What::Outlet => write!(f, "the outlet is “{now}”"),
            What::Published => write!(f, "the day of publication is {now}"),
        }?;
        match (self.scope, what) {
            (Scope::Folder, _) => write!(f, ", of everything in {}", self.place.path),
            (Scope::Everywhere, _) => write!(f, ", in every article"),
            _ => Ok(()),
        }
    }
}

/// The first words of a passage.
fn shortened(passage: &str) -> String {
    const MOST: usize = 48;
    let mut out = String::new();
    for word in passage.trim_matches(['“', '”', '"']).split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > MOST {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
