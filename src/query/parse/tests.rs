//! What is read, what is refused, and that a printed query is the same query.

use proptest::prelude::*;

use super::*;
use crate::query::ast::Field;

/// `printed`: how the query is written by the program.
#[track_caller]
fn check(query: &str, printed: &str) {
    match parse(query) {
        Ok(query) => assert_eq!(query.to_string(), printed),
        Err(error) => panic!("{}", error.caret(query)),
    }
}

/// `pointed`: the carets below the query and the message.
#[track_caller]
fn check_error(query: &str, pointed: &str) {
    match parse(query) {
        Ok(found) => panic!("{query:?} was read as {found:?}"),
        Err(error) => assert_eq!(error.caret(query).lines().nth(1), Some(pointed)),
    }
}

#[test]
fn words_phrases_and_fields_are_read() {
    check("", "");
    check("  \t ", "");
    check("Trade  war", "Trade war");
    check("“trade war” „Handel« «a\"", "\"trade war\" \"Handel\" \"a\"");
    check("topic:trade Entity:“Port Ellery” SOURCE:O’Neill", "topic:trade entity:\"Port Ellery\" source:O’Neill");
    check("issue:x speaker:y title:z", "issue:x speaker:y title:z");
    check("story:\"a b\" country:x side:=y", "story:\"a b\" country:x side:=\"y\"");
    check("topic:=\"Trade\" topic:=trade", "topic:=\"Trade\" topic:=\"trade\"");
    check("is:unread is:DISPUTED is:\"marked\"", "is:unread is:disputed is:marked");
    check("topic:a:b title:-c 10:30", "topic:a:b title:-c 10:30");
    check("（topic：贸易）", "topic:贸易");
}

#[test]
fn nothing_in_a_word_has_a_hidden_meaning() {
    check(r".* [a-z]+ ^a|b$ \d{2,} c++", r".* [a-z]+ ^a|b$ \d{2,} c++");
    check("a - b", "a \"-\" b");
    check("or not and", "or not and");
    check("\"OR\" \"-a\" \"b:c\"", "\"OR\" \"-a\" \"b:c\"");
}

#[test]
fn an_asterisk_in_front_finds_inside_words() {
    check("*port topic:*rade", "*port topic:*rade");
    check("* ** *\"a b\"", "* ** * \"a b\"");
    assert!(matches!(parse("*port"), Ok(Query::Text(value)) if (value.text(), value.fit()) == ("port", Fit::Inside)));
    assert!(matches!(parse("*"), Ok(Query::Text(value)) if value.fit() == Fit::Begins));
}

#[test]
fn what_is_being_typed_is_read_as_far_as_it_goes() {
    let typed = |text| parse_typed(text).map(|query| query.to_string()).ok();
    assert_eq!(typed("trade topic:").as_deref(), Some("trade"));
    assert_eq!(typed("trade (a OR"), Some("trade a".to_owned()));
    assert_eq!(typed("side").as_deref(), Some("side"), "a word that could become a field is a word");
    assert!(matches!(parse_typed("“hong ko"), Ok(Query::Text(value)) if value.fit() == Fit::Begins));
    assert!(typed("nofield:x").is_none());
}

#[test]
fn operators_bind_as_in_other_programs() {
    check("a b OR c d", "a b OR c d");
    check("a AND (b OR c) AND -d", "a (b OR c) -d");
    check("(a b) (c)", "a b c");
    check("NOT a -b NOT -c --d", "-a -b c d");
    check("-(a b) -(c)", "-(a b) -c");
    check("(a OR b) OR c", "a OR b OR c");
    check("a OR b c", "a OR b c");
    assert_eq!(parse("a OR b c").unwrap(), Query::word("a").or(Query::word("b").and(Query::word("c"))));
    check("a () OR -()", "a OR -()");
}

#[test]
fn dates_are_days_months_and_years() {
    check("after:2021 before:2021-03 after:2024-02-29", "after:2021 before:2021-03 after:2024-02-29");
    check("after:“2021–03”", "after:2021-03");
    check_error("after:2021-13", "      ^^^^^^^ there is no month 13");
    check_error("after:2021-00", "      ^^^^^^^ there is no month 00");
    check_error("before:2021-02-29", "       ^^^^^^^^^^ 2021-02 has 28 days");
    check_error("before:2021-04-00", "       ^^^^^^^^^^ 2021-04 has 30 days");
    for wrong in ["21", "2021-3", "2021-03-1", "2021-03-11-09", "March", "2021-", "-2021", "20211"] {
        let error = parse(&format!("after:{wrong}")).unwrap_err();
        assert!(error.to_string().ends_with("is no date: expected 2021, 2021-03 or 2021-03-20"), "{wrong}: {error}");
    }
}

#[test]
fn a_mistake_is_pointed_at_with_what_was_expected() {
    check_error("topic:", "      ^ “topic:” has no value: expected a word or a \"phrase\"");
    check_error("topic: trade", "      ^ “topic:” has no value: expected a word or a \"phrase\"");
    check_error("a topic:\"\"", "         ^ “topic:” has no value: expected a word or a \"phrase\"");
    check_error("is:", "   ^ “is:” has no value: expected unread, read, disputed, marked, starred or noted");
    check_error(
        "is:red",
        "   ^^^ there is no state “red”: expected unread, read, disputed, marked, starred or noted; did you mean is:read?",
    );
    check_error(
        "is:unraed",
        "   ^^^^^^ there is no state “unraed”: expected unread, read, disputed, marked, starred or noted; did you mean is:unread?",
    );
    check_error("a top:x", "  ^^^ there is no field “top”; did you mean topic:x?");
    check_error("entiyt:\"a b\"", "^^^^^^ there is no field “entiyt”; did you mean entity:\"a b\"?");
    check_error("https://a.example", "^^^^^ there is no field “https”; did you mean \"https://a.example\"?");
    check_error("“a b", "^^^^ this quotation mark is not closed");
    check_error("a topic:“b", "        ^^ this quotation mark is not closed");
    check_error("“”", "^^ these are no words");
    check_error("(a", "^ this parenthesis is not closed");
    check_error("(", "^ this parenthesis is not closed");
    check_error("a)", " ^ no parenthesis is open here");
    check_error(")", "^ no parenthesis is open here");
    let expected = "expected a word, a \"phrase\" or a field";
    check_error("a OR ", &format!("    ^ something is missing at the end: {expected}"));
    check_error("(a OR)", &format!("     ^ something is missing in front of the parenthesis: {expected}"));
    let message = format!("OR stands between two things to look for: {expected}; did you mean \"OR\"?");
    check_error("OR a", &format!("^^ {message}"));
    check_error("a AND OR b", &format!("      ^^ {message}"));
    check_error("世 é OR OR", &format!("        ^^ {message}"));
}

#[test]
fn sizes_have_limits_and_no_query_is_slow_or_deep() {
    check(&"x".repeat(10_000), &"x".repeat(10_000));
    check(&format!("{}a{}", "(".repeat(64), ")".repeat(64)), "a");
    check(&format!("{}a", "-".repeat(10_000)), "a");
    let deep = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
    assert_eq!(parse(&deep).unwrap_err().message, "more than 64 parentheses within each other");
    assert_eq!(parse(&deep).unwrap_err().span, Span::new(64, 65));
    let long = "a ".repeat(5_000);
    assert_eq!(parse(&long).unwrap_err().message, "a query has at most 200 words and fields");
    assert!(parse(&"(".repeat(10_000)).is_err() && parse(&"-(".repeat(5_000)).is_err());
}

#[test]
fn queries_made_by_the_program_print_and_parse() {
    let query = Query::field(Field::Topic, "Trade \"war\"").and(Query::word("a b")).and(Query::word("OR").not());
    assert_eq!(query.to_string(), "topic:=\"Trade  war \" \"a b\" -\"OR\"");
    assert_eq!(parse(&query.to_string()), Ok(query));
    assert_eq!(Query::field(Field::Topic, " \u{200B}"), Query::All);
    assert_eq!(Query::phrase(""), Query::All);
}

/// Text that is close to a query.
pub(in crate::query) fn almost_query() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-c.*$é世-]{1,3}",
        3 => Just(" ".to_owned()),
        2 => "[()（）“”\"«]",
        2 => prop::sample::select(vec!["OR", "AND", "NOT", "-", ":", "=", "–"]).prop_map(String::from),
        2 => prop::sample::select(Key::ALL.map(|(key, _)| key.name()).to_vec()).prop_map(|name| format!("{name}:")),
        1 => prop::sample::select(vec!["2021", "2021-02-30", "2021-03", "unread", "disputed"]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..25).prop_map(|parts| parts.concat())
}

/// Any query that the functions make.
pub(in crate::query) fn query() -> impl Strategy<Value = Query> {
    let words = prop_oneof![
        "[a-c.*$é世-]{1,3}",
        "[a-c:=() \"“-]{1,6}",
        any::<String>(),
        prop::sample::select(vec!["OR", "AND", "NOT", "-", "is:unread", "=a", "\u{AD}"]).prop_map(String::from),
    ];
    let leaf = prop_oneof![
        words.clone().prop_map(|w| Query::word(&w)),
        words.clone().prop_map(|w| Query::phrase(&w)),
        (prop::sample::select(Field::ALL.to_vec()), words.clone()).prop_map(|(field, w)| Query::field(field, &w)),
        (prop::sample::select(Field::ALL.to_vec()), words).prop_map(|(field, w)| {
            Value::begins(&w, Place::Field).map_or(Query::All, |value| Query::Field(field, value))
        }),
        (0_i16..10_000, prop::option::of((1_i8..=12, prop::option::of(1_i8..=28)))).prop_map(|(year, rest)| {
            let period = Period::new(year, rest.map(|r| r.0), rest.and_then(|r| r.1)).unwrap();
            if year % 2 == 0 { Query::After(period) } else { Query::Before(period) }
        }),
        prop::sample::select(State::ALL.to_vec()).prop_map(Query::Is),
        Just(Query::All),
    ];
    leaf.prop_recursive(5, 30, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.and(b)),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a.or(b)),
            inner.prop_map(Query::not),
        ]
    })
}

proptest! {
    #[test]
    fn a_printed_query_is_the_same_query(query in query()) {
        let printed = query.to_string();
        prop_assert_eq!(parse(&printed).map_err(|e| e.caret(&printed)), Ok(query));
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_inside_it(text in prop_oneof![almost_query(), any::<String>()]) {
        match parse(&text) {
            Ok(query) => prop_assert_eq!(parse(&query.to_string()), Ok(query)),
            Err(error) => {
                prop_assert!(text.get(error.span.from()..error.span.to()).is_some(), "{:?}", error);
                prop_assert_eq!(error.caret(&text).lines().count(), 2);
            }
        }
    }
}
