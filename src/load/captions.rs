//! Captions and credits of pictures.

use std::sync::LazyLock;

use super::lines;
use crate::text::lists::section;

/// A caption with its credit is shorter than this. Bytes.
const LONGEST: usize = 700;

/// Whether a paragraph describes or credits a picture. It must say so: by a label in front or a credit at its end.
pub(super) fn is_caption(paragraph: &str) -> bool {
    paragraph.len() <= LONGEST
        && (is_labelled(paragraph) || has_numbered_label(paragraph) || ends_with_credit(paragraph))
}

/// "FILE PHOTO: …", "Photo by …", "Image credit: …".
fn is_labelled(paragraph: &str) -> bool {
    let start = paragraph.trim_start_matches(['[', '(']);
    let near = &start.as_bytes()[..start.len().min(40)];
    let colon = if near.is_ascii() {
        memchr::memchr(b':', near)
    } else {
        start.char_indices().take(40).find(|(_, c)| matches!(c, ':' | '：')).map(|(at, _)| at)
    };
    if colon.is_none() && !start.starts_with(['F', 'f', 'P', 'p']) {
        return false;
    }
    let head: String = start.chars().take(24).collect::<String>().to_lowercase();
    if head.starts_with("file photo")
        || head.starts_with("file -")
        || head.starts_with("file —")
        || head.starts_with("file –")
    {
        return true;
    }
    if let Some(at) = colon {
        let (label, rest) = (lines::fold(&start[..at]), start[at..].trim_start_matches([':', '：']));
        if LABELS.contains(&label.as_str()) {
            return true;
        }
        // "Source: Acme Images" stands under a chart; "Source: two officials said …" does not.
        if label == "source" && rest.len() <= 40 && is_agency(rest.trim_matches([' ', ')', ']', '.'])) {
            return true;
        }
    }
    (head.starts_with("photo by ") || head.starts_with("photograph by ") || head.starts_with("photos by "))
        && paragraph.len() <= 80
        && lines::is_name_like(&paragraph[paragraph.find(' ').unwrap_or(0)..])
}

/// "Talks end in Bern - photo 2Delegates arrive …": what is left of a gallery.
fn has_numbered_label(paragraph: &str) -> bool {
    for at in memchr::memchr_iter(b'-', paragraph.as_bytes()) {
        let Some(rest) = paragraph[at + 1..].strip_prefix(' ').filter(|_| paragraph[..at].ends_with([' ', '\u{a0}']))
        else {
            continue;
        };
        let rest = rest.trim_start();
        let mut words = rest.split([' ', '\u{a0}']);
        let is_picture = words.next().is_some_and(|w| PICTURE.contains(&w.to_lowercase().as_str()));
        if is_picture && words.next().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit())) {
            return true;
        }
    }
    false
}

/// "… Photo: Reuters", "(AP Photo/Jane Roe)", "[Photo/Xinhua]", "… Jane Roe/Getty Images".
fn ends_with_credit(paragraph: &str) -> bool {
    let text = paragraph.trim_end();
    if let Some(inner) = closing_bracket(text)
        && is_bracketed_credit(inner)
    {
        return true;
    }
    let text = text.trim_end_matches('.');
    // A credit is short, so its label stands close to the end.
    let tail = (text.len().saturating_sub(70)..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let colon = if text.as_bytes()[tail..].is_ascii() {
        memchr::memrchr(b':', &text.as_bytes()[tail..])
    } else {
        text[tail..].rfind([':', '：'])
    };
    if let Some(at) = colon.map(|at| tail + at) {
        let (label, name) = (&text[..at], text[at..].trim_start_matches([':', '：', ' ', '\u{a0}']));
        let last = label.trim_end().rsplit([' ', '\u{a0}', '(', '[', '.']).next().unwrap_or_default().to_lowercase();
        let is_label =
            PICTURE.contains(&last.as_str()) || matches!(last.as_str(), "credit" | "credits" | "photographer");
        if is_label && (1..=60).contains(&name.len()) && lines::is_name_like(name) {
            return true;
        }
    }
    if paragraph.trim_end().ends_with('.') {
        return false;
    }
    if text.ends_with("Getty Images") || text.ends_with("/Shutterstock") {
        return true;
    }
    // "… at the harbour. Jane Roe/AFP": a name, a slash, an agency, and no full stop.
    match memchr::memrchr(b'/', text.as_bytes()) {
        Some(slash) if is_agency(&text[slash + 1..]) => {
            let name: Vec<_> = text[..slash].split_whitespace().rev().take(2).collect();
            !name.is_empty() && name.iter().all(|word| lines::is_name_like(word))
        }
        _ => false,
    }
}

/// What stands in the brackets at the very end.
fn closing_bracket(text: &str) -> Option<&str> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let (inner, open) = match text.strip_suffix(')') {
        Some(inner) => (inner, '('),
        None => (text.strip_suffix(']')?, '['),
    };
    Some(inner[inner.rfind(open)? + 1..].trim())
}

fn is_bracketed_credit(inner: &str) -> bool {
    if inner.len() > 100 {
        return false;
    }
    let folded = inner.to_lowercase();
    let first = folded.split([' ', '/', ':']).next().unwrap_or_default();
    let says_picture = PICTURE.contains(&first) && folded.len() > first.len()
        || ["ap photo", "afp photo", "file photo", "reuters photo", "photo/", "photo credit"]
            .iter()
            .any(|start| folded.starts_with(start));
    if says_picture {
        return lines::is_name_like(inner.split_once([':', '/', ' ']).map_or(inner, |(_, name)| name))
            || folded.starts_with("file ");
    }
    // "(Xinhua/Jane Roe)", "(Jane Roe/Getty Images)"; "(Democrats/Republicans)" names no agency.
    inner.split_once('/').is_some_and(|(before, after)| {
        (is_agency(before) || is_agency(after)) && lines::is_name_like(before) && lines::is_name_like(after)
    })
}

/// Whether `name` is that of an agency that supplies pictures, perhaps of several ("AFP via Getty Images").
fn is_agency(name: &str) -> bool {
    name.split('/').any(|part| {
        let part = part.trim();
        AGENCIES.contains(&part) || part.ends_with(" via Getty Images")
    })
}

/// The words of a section, sorted.
type Words = LazyLock<Vec<&'static str>>;

/// What a picture is called in front of a number or a credit.
static PICTURE: Words = LazyLock::new(|| section(include_str!("captions.txt"), "picture", '\n'));

/// Labels in front of a caption, folded.
static LABELS: Words = LazyLock::new(|| section(include_str!("captions.txt"), "label", '\n'));

/// Agencies that supply pictures.
static AGENCIES: Words = LazyLock::new(|| section(include_str!("captions.txt"), "agency", '\n'));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_say_what_they_are() {
        for text in [
            "Delegates arrive at the harbour hall in Bern. Photo: Reuters",
            "Talks end in Bern  - ảnh 2Delegates arrive at the hall.",
            "Ferries wait outside the port. (AP Photo/Jane Roe)",
            "Ferries wait outside the port [Photo/Xinhua]",
            "Workers leave the dock on Monday. (Xinhua/Li Na)",
            "Workers leave the dock on Monday. Jane Roe/AFP",
            "Jane Roe/Getty Images",
            "The mayor at the opening. AFP via Getty Images",
            "FILE PHOTO: Ferries wait outside the port, May 3, 2019.",
            "FILE - Ferries wait outside the port.",
            "Photo by Jane Roe",
            "Image credit: Harbour Museum",
            "The mayor, in December at the hall. (Photo by Jane Roe/Acme)",
        ] {
            assert!(is_caption(text), "{text}");
        }
    }

    #[test]
    fn prose_about_pictures_is_prose() {
        for text in [
            "The photo: a lie, said the minister of the interior.",
            "She sold her company to Getty Images.",
            "A poll by Reuters/Ipsos gave them 40 percent.",
            "He was asked about the treaty. (Reuters)",
            "Both sides objected (Democrats/Republicans).",
            "The report cited one source: the ministry in Riga said so.",
            "Photo shoots are forbidden.",
            "File sharing is legal there.",
            "(Reporting by Ann Fox; Editing by Ben Lee)",
            "The party published a photo: it shows Ann Fox and the mayor.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
