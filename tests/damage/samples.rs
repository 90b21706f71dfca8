//! Small inputs of every format, and ways to damage them.

/// Names and bytes of files.
pub const FILES: &[(&str, &[u8])] = &[
    ("a.txt", "Harbour closed\n\nBy Jane Roe\n\nPORT ELLERY, May 3, 2024 — “We won’t sell,” Mayor Ada Berg said on \
        Monday. The union opposes the toll of $5.\n\nRelated\nMost read\n".as_bytes()),
    ("a.md", "---\ntitle: Harbour\ntags: [a, b]\nnested: {a: [1, 2]}\n---\n# Head\n\n> [!note] He said\n\n[a](http://b.c) \
        [[wiki|link]] *it* `code`\n".as_bytes()),
    ("b.md", b"+++\ntitle = \"A\"\ndate = 2024-05-03T09:15:00Z\n[params]\nx = [1, 2.5]\n+++\nText.\n"),
    ("c.md", b"{\"title\": \"A\", \"date\": \"2024-05-03\"}\n\nText.\n"),
    ("a.html", "<!doctype html><html lang=en><head><meta charset=utf-8><title>A &amp; B</title><script type=\"application/ld+json\">\
        {\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03\",\"author\":[{\"name\":\"Jane\"}]}</script></head><body><nav>Home</nav>\
        <article><h1>A</h1><p>Das Gr&uuml;n &#x2014; said <b>he</b>.<p>More of it<ul><li>one</ul></article><!-- x --></body></html>".as_bytes()),
    ("a.rss", b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title><item><title>A & B</title><link>http://a.b</link>\
        <pubDate>Fri, 3 May 2024 09:15:00 GMT</pubDate><description><![CDATA[<p>Said he.</p>]]></description></item></channel></rss>"),
    ("a.atom", b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title type=\"html\">A</title><updated>2024-05-03T09:15:00Z</updated>\
        <content type=\"xhtml\"><div><p>Text</p></div></content></entry></feed>"),
    ("a.jsonl", b"{\"id\":1,\"title\":\"A\",\"text\":\"Ada Berg said so.\",\"date\":\"2024-05-03\"}\n{\"body\":[\"a\",\"b\"],\"x\":{\"y\":null}}\n"),
    ("a.json", b"[{\"headline\":\"A\",\"content\":\"<p>Text</p>\",\"published\":{\"$date\":1714727700000}},{\"items\":[]}]"),
    ("feed.json", b"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>A</p>\"}]}"),
    ("a.csv", b"id,title,text,date\n1,\"A, \"\"B\"\"\",\"Line\nline\",03/05/2024\n2,C,D,\n"),
    ("a.tsv", b"title\tbody\nA\tB said so.\n"),
    ("a.eml", b"From: Jane <j@a.b>\nSubject: =?utf-8?q?Gr=C3=BCn?=\nDate: Fri, 3 May 2024 09:15:00 +0000\nMIME-Version: 1.0\n\
        Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nText.\n--x\nContent-Type: text/html\n\n<p>Text</p>\n--x--\n"),
    ("a.mbox", b"From j Fri May  3 09:15:00 2024\nSubject: A\n\nText one.\n\nFrom k Fri May  3 09:16:00 2024\nSubject: B\n\n>From here.\n"),
    ("a.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c, 0x4a, 0x4e, 1, 0, 0xc2, 0x41, 0x24, 0x35, 3, 0, 0, 0]),
    ("a.zip", b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\xc2\x41\x24\x35\x03\0\0\0\x03\0\0\0\x05\0\0\0a.txtabcPK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\
        \xc2\x41\x24\x35\x03\0\0\0\x03\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a.txtPK\x05\x06\0\0\0\0\x01\0\x01\0\x33\0\0\0\x26\0\0\0\0\0"),
    ("wide.txt", b"\xff\xfeA\0d\0a\0 \0s\0a\0i\0d\0.\0"),
];

/// Queries.
pub const QUERIES: &[&str] = &[
    "topic:trade after:2021-03 -is:disputed",
    "(entity:\"Ada Berg\" OR speaker:=\"A\") source:post -\"in a row\" before:2024-05-03",
    "side:a story:'x' title:b country:c is:unread",
];

/// Numbers that look random, the same for a seed (xorshift).
pub struct Random(pub u64);

impl Random {
    /// A number below `end`; 0 for 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % (end.max(1) as u64)) as usize
    }
}

/// Pieces that parsers trip over.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xf0\x9f",
    b"\"",
    b"'",
    b"<",
    b">",
    b"&",
    b"&#x110000;",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"---\n",
    b"+++\n",
    b"% ",
    b"-",
    b":",
    b"99999999999999999999",
    b"1e999",
    b"-0",
    b"\\u0000",
    b"\\ud800",
    b"<![CDATA[",
    b"<!--",
    b"<p><p><p>",
    b"</",
    b"--x",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8b",
    b"\xcc\x81\xcc\x81",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"ustar",
    b"=?utf-8?b?",
    b"0000-00-00",
];

/// Bytes with a few things done to them: pieces put in, taken out, said again, turned over, cut off, mixed with others.
pub fn damaged(bytes: &[u8], others: &[(&str, &[u8])], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(5) {
        let at = random.below(out.len() + 1);
        let to = (at + random.below(40)).min(out.len());
        match random.below(8) {
            0 => out.truncate(at),
            1 => _ = out.drain(at..to),
            2 => {
                let piece = out[at..to].repeat(1 + random.below(30));
                out.splice(at..at, piece);
            }
            3 if at < out.len() => out[at] ^= 1 << random.below(8),
            4 => {
                let (_, other) = others[random.below(others.len())];
                let from = random.below(other.len());
                out.splice(at..at, other[from..(from + 60).min(other.len())].iter().copied());
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())].repeat(1 + random.below(3) * random.below(40));
                out.splice(at..at, piece);
            }
        }
    }
    out
}
