//! Base forms: the infinitive of a verb, the singular of a noun.

use std::sync::OnceLock;

use crate::language::hash::{self, ByHash, Hashes};
use crate::language::tag::Tag;

/// The base form of a word in lower case, as its tag takes it. Names stay as they are.
pub fn of(form: &str, tag: Tag) -> String {
    if tag.is_name() {
        return form.to_owned();
    }
    let low = form.to_lowercase().replace('’', "'");
    match tag {
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => verb(&low),
        Tag::Nns => noun(&low),
        _ => low,
    }
}

/// The infinitive of a form of a verb in lower case.
///
/// ```
/// use parallax::language::lemma::verb;
/// assert_eq!(["opposing", "voted", "stopped", "carries", "was"].map(verb), ["oppose", "vote", "stop", "carry", "be"]);
/// ```
pub fn verb(form: &str) -> String {
    let lists = lists();
    if let Some(base) = lists.irregular.get(&hash::exact(form)) {
        return (*base).to_owned();
    }
    if lists.verbs.contains(&hash::exact(form)) && !form.ends_with("ing") {
        return form.to_owned();
    }
    let Some((stem, ending)) = ["ing", "ied", "ies", "ed", "es", "s"].iter().find_map(|e| {
        let stem = form.strip_suffix(e)?;
        (stem.chars().count() > 1).then_some((stem, *e))
    }) else {
        return form.to_owned();
    };
    let mut candidates = match ending {
        "ied" | "ies" => vec![format!("{stem}y"), format!("{stem}ie")],
        "s" => vec![stem.to_owned()],
        _ => vec![format!("{stem}e"), stem.to_owned()],
    };
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
        && ending != "s"
    {
        let single = stem[..stem.len() - last.len_utf8()].to_owned();
        // "stopped" is of "stop", "called" of "call".
        candidates.insert(0, stem.to_owned());
        candidates.insert(1, single);
        if matches!(last, 'l' | 's' | 'z' | 'f') {
            candidates.truncate(2);
        } else {
            candidates.swap(0, 1);
        }
    } else if ending == "ing" && stem.ends_with('y') {
        candidates.push(format!("{}ie", &stem[..stem.len() - 1]));
    }
    if let Some(known) = candidates.iter().position(|c| lists.verbs.contains(&hash::exact(c))) {
        return candidates.swap_remove(known);
    }
    if ["ies", "ied", "s"].contains(&ending) {
        return candidates.swap_remove(0);
    }
    // An unknown verb: a silent e behind one vowel and some consonants.
    let silent = stem.ends_with(['v', 'c', 'u', 'z'])
        || ["at", "is", "us", "as", "ur", "ir", "ut", "id", "ag", "rg", "dg", "bl", "tl", "dl", "pl", "gl", "fl", "kl"]
            .iter()
            .any(|e| stem.ends_with(e));
    if silent { format!("{stem}e") } else { stem.to_owned() }
}

/// Whether a word in lower case is a form of a verb of the lists.
pub fn is_verb(form: &str) -> bool {
    let lists = lists();
    lists.irregular.contains_key(&hash::exact(form)) || lists.verbs.contains(&hash::exact(&verb(form)))
}

/// The singular of a noun in lower case.
pub fn noun(form: &str) -> String {
    if let Some(singular) = lists().plurals.get(&hash::exact(form)) {
        return (*singular).to_owned();
    }
    if let Some(stem) = form.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    if let Some(stem) = form.strip_suffix("es")
        && ["ch", "sh", "x", "ss", "zz", "us"].iter().any(|e| stem.ends_with(e))
    {
        return stem.to_owned();
    }
    match form.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && !stem.is_empty() => stem.to_owned(),
        _ => form.to_owned(),
    }
}

struct Lists {
    /// Infinitives, as hashes.
    verbs: Hashes,
    /// Irregular forms, as hashes, with their infinitive.
    irregular: ByHash<&'static str>,
    /// Irregular plurals, as hashes, with their singular.
    plurals: ByHash<&'static str>,
}

/// Lines of a list without its comments.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let verbs = lines(include_str!("lists/verbs.txt")).map(hash::exact).collect();
        let mut irregular = ByHash::default();
        for line in lines(include_str!("lists/irregular_verbs.txt")) {
            let mut forms = line.split(' ');
            let Some(base) = forms.next() else { continue };
            for form in forms {
                irregular.entry(hash::exact(form)).or_insert(base);
            }
        }
        let mut plurals = ByHash::default();
        for (singular, plural) in lines(include_str!("lists/irregular_nouns.txt")).filter_map(|l| l.split_once(' ')) {
            let plural = plural.split(' ').next().unwrap_or(plural);
            plurals.entry(hash::exact(plural)).or_insert(singular);
        }
        Lists { verbs, irregular, plurals }
    })
}
