//! Lines that belong to the page and not to the article: share buttons, advertisements, newsletters, comment forms.
//!
//! Every rule looks at one whole short line, never at words inside prose: a sentence of the article that is lost
//! costs more than a share line that stays.

use self::words::{AT_EDGE, BETWEEN, BOXES, BUTTONS, HEADS, INVITATIONS, LABELS, NETWORKS, SHARE, WHOLE};
use super::lines;

mod words;

/// How sure it is that a line is a leftover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    /// By itself, wherever it stands.
    Sure,
    /// Only in front of the article, behind it, or next to another leftover: the line could also be a heading.
    AtEdge,
    /// The head of a box about the author or the outlet; what follows it may belong to it.
    Box,
    /// Says who else worked on the article.
    Credit,
}

/// What sort of leftover a paragraph is, if it is one.
pub(super) fn of(paragraph: &str) -> Option<Leftover> {
    // Nothing below is longer than a cookie notice.
    if paragraph.is_empty() || paragraph.len() > 400 {
        return None;
    }
    if paragraph.len() > 120 {
        return (opens_like_a_notice(paragraph) && is_notice(&lines::fold(paragraph))).then_some(Leftover::Sure);
    }
    let line = lines::fold(paragraph);
    if line.is_empty() {
        // Rows of dots, dashes and bullets. A line of other marks ("$$") is not ours to judge.
        let ornament = |c: char| c.is_whitespace() || "»«›‹>▶►▸→•·*|#:…–—-_=+↑↓.".contains(c);
        return paragraph.chars().all(ornament).then_some(Leftover::Sure);
    }
    if SHARE.binary_search(&line.as_str()).is_ok() || WHOLE.binary_search(&line.as_str()).is_ok() {
        return Some(Leftover::Sure);
    }
    if BOXES.binary_search(&line.as_str()).is_ok() || is_count_of_articles(&line) {
        return Some(Leftover::Box);
    }
    if is_contribution(&line) {
        return Some(Leftover::Credit);
    }
    if AT_EDGE.binary_search(&line.as_str()).is_ok() || is_one_network(&line) || is_more_from(&line) {
        return Some(Leftover::AtEdge);
    }
    let sure = is_bar_of_buttons(&line)
        || is_bar_of_links(&line)
        || is_progress(&line)
        || is_count(&line)
        || is_notice(&line)
        || is_link_to_more(paragraph, &line)
        || is_invitation(&line)
        || is_address(paragraph);
    sure.then_some(Leftover::Sure)
}

/// Whether a folded line heads a list of links to other articles.
pub(super) fn heads_links(line: &str) -> bool {
    HEADS.contains(&line)
        || line.starts_with("related") && line.split(' ').count() <= 3
        || line.starts_with("recommended ")
        || is_more_from(line)
}

/// "More from World", "More from The Harbour News": a link to a part of the site.
fn is_more_from(line: &str) -> bool {
    line.strip_prefix("more from ").is_some_and(|rest| rest.split(' ').count() <= 4 && !rest.contains([',', '.']))
}

/// "Sign in | Register", "Privacy policy | Terms of use": whole lines of that sort beside each other.
fn is_bar_of_links(line: &str) -> bool {
    let known = |part: &str| {
        let part = part.trim();
        WHOLE.binary_search(&part).is_ok() || SHARE.binary_search(&part).is_ok()
    };
    line.contains('|') && line.split('|').count() <= 8 && line.split('|').all(known)
}

/// "0:00 / 4:12": how far a recording has run.
fn is_progress(line: &str) -> bool {
    let moment = |part: &str| {
        let part = part.trim();
        part.len() <= 8 && part.contains(':') && part.bytes().all(|b| b.is_ascii_digit() || b == b':')
    };
    line.split_once('/').is_some_and(|(at, of)| moment(at) && moment(of))
}

/// A cheap look at a longer paragraph before it is folded.
fn opens_like_a_notice(paragraph: &str) -> bool {
    ["©", "Copyright", "COPYRIGHT", "We ", "This ", "By ", "Our ", "Your ", "All ", "Sign ", "Subscribe "]
        .iter()
        .any(|start| paragraph.starts_with(start))
}

/// "Facebook Twitter Email": nothing but names of networks and verbs of sharing.
fn is_bar_of_buttons(line: &str) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty() && *w != "-");
    let (mut networks, mut verbs, mut all) = (0, 0, 0);
    for word in words {
        let (is_network, is_verb) = (NETWORKS.contains(&word), BUTTONS.contains(&word));
        networks += usize::from(is_network);
        verbs += usize::from(is_verb);
        all += 1;
        // The first word of prose decides.
        if all > 16 || !is_network && !is_verb && !BETWEEN.contains(&word) {
            return false;
        }
    }
    (networks + verbs) * 2 > all && networks + verbs >= 2 && (networks >= 1 || verbs == all)
}

/// The name of one network alone on a line, which may also be a heading in a list of companies.
fn is_one_network(line: &str) -> bool {
    NETWORKS.contains(&line) || BUTTONS.contains(&line)
}

/// An address of the web and nothing else.
fn is_address(paragraph: &str) -> bool {
    let line = paragraph.trim();
    !line.contains(char::is_whitespace) && ["http://", "https://", "www."].iter().any(|start| line.starts_with(start))
}

/// "3 comments", "12 shares", "5 min read".
fn is_count(line: &str) -> bool {
    let mut words = line.split([' ', '(', ')', '-']).filter(|w| !w.is_empty());
    let is_number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 7;
    let words = (words.next(), words.next(), words.next(), words.next());
    match words {
        (Some(n), Some("comment" | "comments" | "share" | "shares" | "views" | "likes" | "retweets"), None, _)
        | (Some("comments"), Some(n), None, _)
        | (Some(n), Some("min" | "mins" | "minute" | "minutes"), Some("read" | "listen" | "watch") | None, None)
        | (Some("listen" | "watch"), Some(n), Some("min" | "mins" | "minutes"), None)
        | (Some("reading"), Some("time"), Some(n), _) => is_number(n),
        // "1 of 5": a picture of several.
        (Some(n), Some("of"), Some(all), None) => is_number(n) && is_number(all) && line.len() <= 9,
        _ => false,
    }
}

/// "About Owen 15 Articles".
fn is_count_of_articles(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("about ") else { return false };
    let words: Vec<_> = rest.split(' ').collect();
    matches!(words.as_slice(), [name @ .., count, "article" | "articles" | "posts" | "stories"]
        if (1..=5).contains(&name.len()) && count.chars().all(|c| c.is_ascii_digit() || c == ','))
}

/// "Jane Roe contributed to this report".
fn is_contribution(line: &str) -> bool {
    let line = line.trim_end_matches(')').trim_start_matches('(');
    ["article", "report", "story"].iter().any(|what| {
        let ending = |middle: &str| line.strip_suffix(what).is_some_and(|head| head.ends_with(middle));
        ending(" contributed to this ") || ending(" contributed reporting to this ")
    }) || line.ends_with(" contributed reporting")
}

/// Rights, cookies, terms.
fn is_notice(line: &str) -> bool {
    let opens = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    let year_follows = |word: &str| {
        line.strip_prefix(word).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(['©', '(']) || rest.len() >= 4 && rest.bytes().take(4).all(|b| b.is_ascii_digit())
        })
    };
    year_follows("copyright")
        || year_follows("©")
        || line.starts_with("© ")
        || line.starts_with("(c) ") && line.contains("rights reserved")
        || opens(&["all rights reserved", "all content copyright", "this material may not be published, broadcast"])
        || line.ends_with("all rights reserved") && line.len() <= 120
        || line.contains("cookies")
            && opens(&[
                "we use cookies",
                "this site uses",
                "this website uses",
                "our site uses",
                "our website uses",
                "by continuing to use",
                "by using this",
                "we and our partners",
            ])
        || opens(&[
            "your email address will not be published",
            "you must be logged in to post",
            "required fields are marked",
        ])
}

/// "Read more: …", "Related: …", "Tags: …": a label and what it links to.
fn is_link_to_more(paragraph: &str, line: &str) -> bool {
    // The colon keeps "Read more than one book" and "Related costs rose" out.
    let Some((label, _)) = paragraph.split_once([':', '|']) else {
        return false;
    };
    label.len() <= 40 && LABELS.binary_search(&lines::fold(label).as_str()).is_ok() && !line.is_empty()
}

/// "Sign up for our newsletter", "Follow us on …", "Click here to subscribe".
fn is_invitation(line: &str) -> bool {
    let opens = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    let names = |words: &[&str]| words.iter().any(|word| line.contains(word));
    INVITATIONS.iter().any(|start| line.starts_with(start)) && !line.starts_with("this is a developing story and")
        || opens(&[
            "sign up for",
            "sign up to",
            "sign up here",
            "subscribe to",
            "get our",
            "get the",
            "register for",
            "join our",
        ]) && names(&["newsletter", "email", "e-mail", "inbox", "alerts", "briefing", "updates", "channel"])
        || opens(&["as a subscriber", "as a member", "subscribers can", "you have"])
            && names(&["gift article", "gift link", "free article"])
        || opens(&["heard on "]) && line.len() <= 40
        || opens(&["follow "]) && names(&[" on twitter", " on facebook", " on instagram", " on telegram"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Option<Leftover>, lines: &[&str]) {
        for line in lines {
            assert_eq!(of(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_of_the_page() {
        check(
            Some(Leftover::Sure),
            &[
                "Share",
                "Chia sẻ",
                "TEILEN",
                "Share this:",
                "Advertisement",
                "ADVERTISEMENT",
                "» Related articles",
                "Read more: Harbour workers end their strike",
                "Read more",
                "Sign up for our daily newsletter",
                "Follow us on Twitter and Facebook",
                "Follow @harbournews on Twitter",
                "Copyright 2021 The Harbour News",
                "Copyright © The Harbour News. All rights reserved.",
                "© 2021 Harbour News",
                "All rights reserved.",
                "We use cookies to give you the best experience.",
                "Click to share on Facebook (Opens in new window)",
                "Facebook Twitter WhatsApp Email",
                "Share on Facebook | Tweet | Print",
                "Tags: harbour, strike, wages",
                "12 Comments",
                "Comments (3)",
                "5 min read",
                "3-Minute Listen",
                "3 min",
                "Log in, register or subscribe to save articles for later.",
                "Be the first to comment",
                "Leave a Reply",
                "Sign in | Register",
                "Privacy policy | Terms of use",
                "0:00 / 4:12",
                "Listen (4 min)",
                "1 of 5",
                "We value your privacy",
                "Your email address will not be published. Required fields are marked *",
                "* * *",
                "https://example.org/harbour?id=3",
                "Scroll down for video",
                "-----",
            ],
        );
        check(Some(Leftover::AtEdge), &["Comments", "Feedback", "Print", "Facebook", "Video", "More from World"]);
        check(Some(Leftover::Box), &["About the author", "About this publication", "About Mara 15 Articles"]);
        check(Some(Leftover::Credit), &["Ann Fox contributed to this article", "Ann Fox contributed to this report."]);
    }

    #[test]
    fn sentences_of_an_article_are_kept() {
        check(
            None,
            &[
                "Share prices fell sharply.",
                "Read more than one paper, she told the class.",
                "Copyright law was changed in 2019, the court said.",
                "Related costs rose: the city paid twice.",
                "Sign up for the army, they were told.",
                "Follow the money, he said.",
                "“We use cookies to follow people,” the company admitted.",
                "About 15 articles were published.",
                "About half of the members voted for it.",
                "Comments by the minister angered Ankara.",
                "Facebook and Twitter fell.",
                "Twitter said it would appeal.",
                "She contributed to this victory more than anyone.",
                "Print runs were cut by half.",
                "Sign in for work at nine, she said.",
                "More from the talks was not heard, he said.",
                "1 of 5 voters",
                "Email was down for three days.",
                "(Reporting by Ann Fox; Editing by Ben Lee)",
                "3 people died",
                "3 minutes later he left",
                "Watch what happens next, he warned",
                "$$",
                "",
            ],
        );
    }

    #[test]
    fn word_lists_are_sorted_and_folded() {
        for list in [&SHARE, &WHOLE, &AT_EDGE, &BOXES, &LABELS, &NETWORKS, &BUTTONS, &BETWEEN, &HEADS, &INVITATIONS] {
            assert!(list.is_sorted() && !list.is_empty());
            for line in list.iter() {
                assert_eq!(lines::fold(line), *line);
            }
        }
    }
}
