//! Feeds as they are and as they arrive.

use super::*;
use crate::load::Options;
use crate::model::article::{Article, Partial};

fn read_all(text: &str) -> (Vec<Article>, Vec<String>) {
    let options = Options::default();
    let source = Source { path: Some("feed.xml".into()), options: &options, depth: 0 };
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let flow = read(&source, text.as_bytes().to_vec(), &mut |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Problem(problem) => problems.push(problem.message),
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    (articles, problems)
}

const RSS: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Brakel Post</title><language>en</language>\
    <item><title>Harbour &amp; pier closed</title><link>https://example.org/1</link><guid isPermaLink='false'>g1</guid>\
    <pubDate>Mon, 22 Mar 2021 10:07:00 GMT</pubDate><dc:creator>Jane Roe</dc:creator><category>Harbour</category>\
    <description>The council decided.</description>\
    <content:encoded><![CDATA[<p>The council of <a href=\"/b\">Brakel</a> decided.</p><h2>Why</h2><p>Storms.</p>]]></content:encoded>\
    </item><item><title>Second</title><description>&lt;p&gt;Only a summary&amp;nbsp;here.&lt;/p&gt;</description></item>\
    </channel></rss>";

#[test]
fn prefixes_of_the_root_and_warnings_in_front_of_it_cost_nothing() {
    let prefixed = "<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>Brakel Post</a:title>\
        <a:entry><a:title>Harbour closed</a:title><a:link href='https://example.org/1'/><a:author><a:name>Jane Roe</a:name>\
        </a:author><a:content type='html'>&lt;p&gt;The council decided.&lt;/p&gt;</a:content></a:entry></a:feed>";
    let (articles, problems) = read_all(prefixed);
    assert_eq!(problems, [""; 0]);
    let m = &articles[0].metadata;
    assert_eq!(
        [&m.title, &m.byline, &m.source, &m.url].map(|v| v.as_deref().unwrap_or_default()),
        ["Harbour closed", "Jane Roe", "Brakel Post", "https://example.org/1"]
    );
    let warned = format!("<br />\n<b>Warning</b>: something in line 3<br />\n{RSS}");
    assert_eq!(read_all(&warned).0.len(), 2);
    assert_eq!(read_all("<br/><p>No feed.</p>").0.len(), 0);
}

#[test]
fn every_entry_is_an_article() {
    let (articles, problems) = read_all(RSS);
    assert_eq!(problems, [""; 0]);
    assert_eq!(articles.len(), 2);
    let first = &articles[0];
    assert_eq!(first.text, "The council of Brakel decided.\n\nWhy\n\nStorms.");
    assert_eq!(first.links[0].span.of(&first.text), "Brakel");
    let m = &first.metadata;
    assert_eq!(m.title.as_deref(), Some("Harbour & pier closed"));
    assert_eq!(m.source.as_deref(), Some("Brakel Post"));
    assert_eq!(m.byline.as_deref(), Some("Jane Roe"));
    assert_eq!(m.published, Some(jiff::civil::date(2021, 3, 22)));
    assert_eq!(m.url.as_deref(), Some("https://example.org/1"));
    assert_eq!((m.topics.as_slice(), m.partial), (&["Harbour".to_owned()][..], None));
    assert_eq!(articles[1].text, "Only a summary\u{a0}here.");
    assert_eq!(articles[1].metadata.partial, Some(Partial::Summary));
}

#[test]
fn atom() {
    let (articles, _) = read_all(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Post</title><entry><title type='html'>One &lt;b&gt;two&lt;/b&gt;</title>\
         <link rel='self' href='https://example.org/self'/><link href='https://example.org/a'/><id>urn:1</id>\
         <author><name>Jane Roe</name><email>j@example.org</email></author><published>2021-03-22T10:07:00Z</published>\
         <content type='xhtml'><div><p>Text &amp; more.</p></div></content></entry></feed>",
    );
    assert_eq!(articles[0].text, "Text & more.");
    assert_eq!(articles[0].id, "urn:1");
    assert_eq!(articles[0].metadata.title.as_deref(), Some("One two"));
    assert_eq!(articles[0].metadata.byline.as_deref(), Some("Jane Roe"));
    assert_eq!(articles[0].metadata.url.as_deref(), Some("https://example.org/a"));
}

#[test]
fn damage_costs_only_what_is_damaged() {
    // A bare ampersand, an unknown entity, a wrong date, and the end in the middle of the second entry.
    let damaged = RSS
        .replace("Harbour &amp; pier", "Harbour & pier &bogus;")
        .replace("Mon, 22 Mar 2021 10:07:00 GMT", "yesterday")
        .replace("&amp;nbsp;here", "");
    let cut = &damaged[..damaged.find("Only a summary").expect("is there") + 6];
    let (articles, _) = read_all(cut);
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].metadata.title.as_deref(), Some("Harbour & pier &bogus; closed"));
    assert_eq!(articles[0].metadata.published, None);
    assert_eq!(articles[1].text, "Only a");
    assert!(articles[1].problems.iter().any(|p| p.message.contains("cut off")));
}

#[test]
fn an_entry_that_is_never_closed_ends_with_the_next() {
    let (articles, _) = read_all(
        "<rss><channel><item><title>A<description>One</description><item><title>B</title></item></channel></rss>",
    );
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[1].metadata.title.as_deref(), Some("B"));
}

#[test]
fn what_is_no_feed_is_named() {
    let message = |text: &str| read_all(text).1.join("; ");
    assert!(message("<?xml version='1.0'?><opml><body/></opml>").contains("OPML"));
    assert!(message("<?xml version='1.0'?><urlset/>").contains("sitemap"));
    assert!(message("<?xml version='1.0'?><recipe/>").contains("`recipe`"));
    assert_eq!(message("<rss><channel/></rss>"), "is a feed without entries");
}

#[test]
fn entity_bombs_do_not_go_off() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
                <rss><channel><item><title>&b;&b;</title><description>Text.</description></item></channel></rss>";
    let (articles, _) = read_all(bomb);
    assert_eq!(articles[0].metadata.title.as_deref(), Some("&b;&b;"));
}

proptest::proptest! {
    #[test]
    fn any_markup_is_read_to_its_end(source in "(<(/?)(rss|channel|item|entry|title|link|content)>|<!\\[CDATA\\[|\\]\\]>|&a;|x ){0,30}") {
        read_all(&source);
    }
}

#[test]
fn an_export_of_a_weblog_is_its_posts() {
    let item = |kind: &str, day: &str, text: &str| {
        format!(
            "<item><title>Harbour closed</title><pubDate>{day}</pubDate><dc:creator><![CDATA[jroe]]></dc:creator>\
             <content:encoded><![CDATA[{text}]]></content:encoded><wp:post_type>{kind}</wp:post_type></item>"
        )
    };
    let text = "The council of Brakel decided.\n\n[gallery ids=\"1,2\"]\n\nStorms [it said] came.\n\n\
                [caption id=\"a\"]Ships wait[/caption]\n\n<h2>Why</h2>\n\nIt blew.";
    let (articles, problems) = read_all(&format!(
        "<rss><channel><title>Brakel Blog</title><wp:author><wp:author_login>jroe</wp:author_login>\
         <wp:author_display_name><![CDATA[Jane Roe]]></wp:author_display_name></wp:author>{}{}{}</channel></rss>",
        item("post", "Mon, 22 Mar 2021 10:07:00 GMT", text),
        item("attachment", "Mon, 22 Mar 2021 10:07:00 GMT", ""),
        item("page", "Mon, 30 Nov -0001 00:00:00 +0000", "Who we are.")
    ));
    assert_eq!(problems, [""; 0]);
    let found: Vec<_> = articles.iter().map(|a| (a.text.as_str(), a.metadata.published.is_some())).collect();
    let text = "The council of Brakel decided.\n\nStorms [it said] came.\n\nShips wait\n\nWhy\n\nIt blew.";
    assert_eq!(found, [(text, true), ("Who we are.", false)]);
    assert_eq!(articles[0].metadata.byline.as_deref(), Some("Jane Roe"));
}

#[test]
fn exported_notes_are_articles() {
    let (articles, problems) = read_all(
        "<?xml version='1.0'?><!DOCTYPE en-export SYSTEM 'x.dtd'><en-export><note><title>Harbour closed</title>\
         <created>20210322T100700Z</created><updated>20210401T100700Z</updated><tag>port</tag><note-attributes>\
         <author>Jane Roe</author><source-url>https://example.org/1</source-url></note-attributes><content><![CDATA[\
         <?xml version='1.0'?><en-note><div>The council decided.</div><div>Storms came.</div></en-note>]]></content>\
         </note></en-export>",
    );
    assert_eq!(problems, [""; 0]);
    let m = &articles[0].metadata;
    assert_eq!(articles[0].text, "The council decided.\n\nStorms came.");
    assert_eq!((m.title.as_deref(), m.byline.as_deref()), (Some("Harbour closed"), Some("Jane Roe")));
    assert_eq!((m.url.as_deref(), m.published), (Some("https://example.org/1"), Some(jiff::civil::date(2021, 3, 22))));
    assert_eq!(m.topics, ["port"]);
}

#[test]
fn xml_of_agencies_and_corpora_is_read() {
    #[track_caller]
    fn check(text: &str, source: &str) {
        let (articles, problems) = read_all(text);
        assert_eq!(problems, [""; 0]);
        let m = &articles[0].metadata;
        assert_eq!(articles[0].text, "The council decided.\n\nStorms came.", "{text}");
        assert_eq!((m.title.as_deref(), m.source.as_deref().unwrap_or_default()), (Some("Harbour closed"), source));
        assert_eq!((m.byline.as_deref(), m.published), (Some("Jane Roe"), Some(jiff::civil::date(2021, 3, 22))));
    }
    check(
        "<?xml version='1.0'?><nitf><head><title>Harbour Closed</title><pubdata date.publication='20210322T000000' name='Brakel Post'/>\
         </head><body><body.head><hedline><hl1>Harbour closed</hl1></hedline><byline>By Jane Roe</byline></body.head>\
         <body.content><block class='lead_paragraph'><p>The council decided.</p></block><block class='full_text'>\
         <p>The council decided.</p><p>Storms came.</p></block></body.content></body></nitf>",
        "Brakel Post",
    );
    check(
        "<newsitem itemid='7' date='2021-03-22' xml:lang='en'><title>BRAKEL: Harbour closed.</title><headline>Harbour closed</headline>\
         <byline>Jane Roe</byline><text><p>The council decided.</p><p>Storms came.</p></text></newsitem>",
        "",
    );
    check(
        "<?xml version='1.0'?><newsMessage><itemSet><newsItem><contentMeta><contentCreated>2021-03-22T10:07:00Z</contentCreated>\
         <by>Jane Roe</by><headline>Harbour closed</headline></contentMeta><contentSet><inlineXML><html><body>\
         <p>The council decided.</p><p>Storms came.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>",
        "",
    );
    check(
        "<?xml version='1.0'?><doc sitename='Brakel Post' title='Harbour closed' author='Jane Roe' date='2021-03-22'>\
         <main><p>The council decided.</p><p>Storms came.</p></main><comments><p>First!</p></comments></doc>",
        "Brakel Post",
    );
    assert_eq!(read_all("<?xml version='1.0'?><newsMessage/>").1, ["is XML of a news agency without an article"]);
    assert!(read_all("<?xml version='1.0'?><nitf><body/></nitf>").1[0].contains("has no text"));
}
