//! Names of people that may be one person's in two articles: `Richard J. Durbin` and `Dick Durbin`.

use crate::analysis::lexicon;
use crate::model::entity::{Entity, EntityKind};

/// Short forms of given names in English, each behind the full one.
const SHORT: &str = "Abraham Abe, Albert Al, Alexander Alex, Andrew Andy, Anthony Tony, Barbara Barb, Benjamin Ben, \
    Catherine Cathy Kate, Charles Charlie Chuck, Christopher Chris, Daniel Dan Danny, David Dave, Deborah Debbie Deb, \
    Donald Don, Douglas Doug, Edward Ed Eddie Ted, Elizabeth Liz Beth Betsy, Eugene Gene, Frederick Fred, Geoffrey Geoff, \
    Gerald Gerry Jerry, Gregory Greg, Harold Hal, Henry Hank, Jacob Jake, James Jim Jimmy Jamie, Jeffrey Jeff, \
    Jennifer Jen Jenny, Jonathan Jon, Joseph Joe Joey, Joshua Josh, Katherine Kathy Katie, Kenneth Ken, Kimberly Kim, \
    Lawrence Larry, Leonard Len, Margaret Maggie Meg Peggy, Matthew Matt, Maxwell Max, Michael Mike Mick, Mitchell Mitch, \
    Nathaniel Nat Nate, Nicholas Nick, Pamela Pam, Patricia Pat Patty, Patrick Pat Paddy, Peter Pete, Philip Phil, \
    Raymond Ray, Rebecca Becky, Richard Rick Dick Rich, Robert Bob Rob Bobby, Ronald Ron, Samuel Sam, Stephen Steve, \
    Steven Steve, Stuart Stu, Susan Sue, Theodore Theo, Thomas Tom Tommy, Timothy Tim, Victoria Vicky, Vincent Vince, \
    Walter Walt, William Bill Will Billy, Zachary Zach";

/// The words of a person's name without initials and what stands behind the surname.
pub(super) fn core(name: &str) -> Vec<&str> {
    let is_core = |w: &&str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !matches!(w.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
    };
    name.split_whitespace().map(|w| w.trim_end_matches(',')).filter(is_core).collect()
}

/// Keys of a person's given name with the surname: of the first word, and of the word in front of the surname, since an
/// office may have stayed in front of the name. Short forms of given names have the key of each full form.
pub(super) fn full_names(entity: &Entity) -> Vec<u64> {
    let words = core(&entity.name);
    let [given @ .., surname] = &words[..] else { return Vec::new() };
    if entity.kind != EntityKind::Person {
        return Vec::new();
    }
    let ends = given.first().into_iter().chain(given.last());
    let mut keys: Vec<u64> = ends
        .flat_map(|given| full_forms(given).map(lexicon::fold))
        .map(|given| lexicon::combine(given, lexicon::fold(surname)))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A given name and those that it is short for.
fn full_forms(given: &str) -> impl Iterator<Item = &str> {
    let full = SHORT.split(',').map(str::split_whitespace).filter_map(move |mut forms| {
        let full = forms.next()?;
        forms.any(|short| short == given).then_some(full)
    });
    std::iter::once(given).chain(full)
}

/// The surname of a person.
pub(super) fn surnames(entity: &Entity) -> Vec<u64> {
    match entity.kind {
        EntityKind::Person => core(&entity.name).last().copied().map(lexicon::fold).into_iter().collect(),
        _ => Vec::new(),
    }
}
