//! Everything that a key can do: one table, from which the keymap, the help, the hints and the README come.

/// Where a key has a meaning. A key is looked up in the context that has the focus, then in [`Context::Anywhere`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// In every pane and every overlay that does not take text.
    Anywhere,
    /// The list, the text and the side panel, whichever has the focus.
    Browse,
    /// The list of articles.
    List,
    /// The text.
    Text,
    /// The side panel.
    Side,
    /// The text, while something is selected in it.
    Select,
    /// Wherever there are panes: when reading and when comparing.
    Panes,
    /// Two articles side by side.
    Compare,
    /// The board of all articles.
    Board,
    /// An overlay that shows lines: help, problems, marks, why.
    Overlay,
}

impl Context {
    /// How the help names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Browse => "Reading",
            Self::List => "In the list",
            Self::Text => "In the text",
            Self::Side => "In the side panel",
            Self::Select => "While selecting",
            Self::Panes => "Panes and articles",
            Self::Compare => "Comparing",
            Self::Board => "On the board",
            Self::Overlay => "In this window",
        }
    }

    /// Whether there is a place on the screen where keys of both have a meaning, so that they must not be the same.
    ///
    /// While one selects, its keys go before those of the text, so they may be the same.
    pub fn meets(self, other: Self) -> bool {
        use Context::{Anywhere, Board, Browse, Compare, Overlay, Panes, Select};
        if self == Select || other == Select {
            return self == other;
        }
        let both = |a: Self, b: Self| match a {
            Anywhere => true,
            Panes => !matches!(b, Overlay | Board),
            Browse => !matches!(b, Overlay | Compare | Board),
            _ => false,
        };
        self == other || both(self, other) || both(other, self)
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub action: Action,
    /// Its name in configuration files.
    pub name: &'static str,
    /// What it does, as the help says it: a verb phrase without a full stop.
    pub doc: &'static str,
    /// One or two words for the line of hints; empty when it never stands there.
    pub hint: &'static str,
    /// Where it works.
    pub context: Context,
    /// Its keys by default, as [`sequence`](crate::input::key::sequence) reads them.
    pub keys: &'static [&'static str],
}

macro_rules! actions {
    ($($variant:ident, $name:literal, $context:ident, [$($key:literal),*], $hint:literal, $doc:literal;)*) => {
        /// Something that a key can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $doc] $variant,)*
        }

        /// Every action, in the order of the help.
        pub const ACTIONS: &[Entry] = &[
            $(Entry {
                action: Action::$variant,
                name: $name,
                doc: $doc,
                hint: $hint,
                context: Context::$context,
                keys: &[$($key),*],
            },)*
        ];
    };
}

actions! {
    Down, "down", Anywhere, ["j", "Down"], "", "down by one row or entry";
    Up, "up", Anywhere, ["k", "Up"], "", "up by one row or entry";
    HalfPageDown, "half-page-down", Anywhere, ["d", "Ctrl-d"], "", "down by half a page";
    HalfPageUp, "half-page-up", Anywhere, ["u", "Ctrl-u"], "", "up by half a page";
    PageDown, "page-down", Anywhere, ["Space", "PageDown", "Ctrl-f"], "", "down by a page";
    PageUp, "page-up", Anywhere, ["b", "PageUp", "Ctrl-b"], "", "up by a page";
    Top, "top", Anywhere, ["gg", "Home"], "", "to the top; with a count, to that entry or paragraph";
    GoToShare, "go-to-share", Anywhere, ["%"], "", "with a count, to that percentage: 50% is the middle";
    ScrollDown, "scroll-down", Anywhere, ["Ctrl-e"], "", "scroll the text by a row, whichever pane has the keys";
    ScrollUp, "scroll-up", Anywhere, ["Ctrl-y"], "", "scroll the text back by a row";
    Bottom, "bottom", Anywhere, ["G", "End"], "", "to the bottom; with a count, to that entry or paragraph";

    NextPane, "next-pane", Panes, ["Tab"], "pane", "to the next pane";
    PreviousPane, "previous-pane", Panes, ["Shift-Tab"], "", "to the previous pane";
    PaneOut, "pane-out", Panes, ["h", "Left"], "", "outward, towards the list or the left text";
    PaneIn, "pane-in", Panes, ["l", "Right"], "", "inward, towards the side panel or the matches";
    GoToList, "go-to-list", Browse, ["ga"], "", "to the list of articles";
    GoToText, "go-to-text", Browse, ["gt"], "", "to the text";
    GoToSide, "go-to-side", Browse, ["gs"], "", "to the side panel";

    Read, "read", List, ["Enter"], "read", "read the selected article";
    GoToFirstMention, "go-to-first-mention", Side, ["Enter"], "go to", "to the first place in the text of what is selected";
    SideMode, "side-mode", Browse, ["tm"], "", "the next sort of side panel: all, issues, names, quotations, dates and figures, notes";
    FollowParagraph, "follow-paragraph", Browse, ["tp"], "", "list in the side panel only what is on the screen, or all again";
    NextArticle, "next-article", Panes, ["J"], "article", "to the next article; when comparing, put the next one on the right, those of the same story first";
    PreviousArticle, "previous-article", Panes, ["K"], "", "to the previous article; when comparing, put the previous one on the right";
    Back, "back", Browse, ["H", "Ctrl-o"], "", "back in the list of places one has been";
    Forward, "forward", Browse, ["L"], "", "forward in the list of places one has been";

    Search, "search", Browse, ["/"], "search", "search in the text, or narrow the side panel; accents, case and quote marks do not matter. Ctrl-r while typing: whole words, exactly, regular expression; ↑ what was searched for before";
    NextHit, "next-hit", Browse, ["n"], "next", "to the next hit of the search, or the next mention of what is selected";
    PreviousHit, "previous-hit", Browse, ["N"], "", "to the previous hit or mention";
    SearchThis, "search-this", Browse, ["*"], "", "search for the words under the mark, as whole words";
    SearchThisBack, "search-this-back", Browse, ["#"], "", "the same, backwards";
    OnlyMatches, "only-matches", Browse, ["&"], "", "list only the lines of this text with a match";
    NextParagraph, "next-paragraph", Browse, ["}"], "", "to the next paragraph, or in the side panel to the next section";
    PreviousParagraph, "previous-paragraph", Browse, ["{"], "", "to the previous paragraph or section";
    Outline, "outline", Browse, ["gO"], "", "the headings of the text";
    NextEntity, "next-entity", Browse, ["]e"], "", "to the next mention of any entity";
    PreviousEntity, "previous-entity", Browse, ["[e"], "", "to the previous mention of any entity";
    NextIssue, "next-issue", Browse, ["]i"], "", "to the next mention of any issue";
    PreviousIssue, "previous-issue", Browse, ["[i"], "", "to the previous mention of any issue";
    NextQuotation, "next-quotation", Browse, ["]q"], "", "to the next quotation";
    PreviousQuotation, "previous-quotation", Browse, ["[q"], "", "to the previous quotation";
    NextInStory, "next-in-story", Browse, ["]s"], "", "to the next article of the same story";
    PreviousInStory, "previous-in-story", Browse, ["[s"], "", "to the previous article of the same story";
    SetMark, "set-mark", Browse, ["m"], "", "mark this place with the letter that follows";
    GoToMark, "go-to-mark", Browse, ["'"], "", "to the mark with the letter that follows; '' lists the marks";

    ToggleStar, "toggle-star", Browse, ["s"], "", "put a star on the article, or take it away; is:starred finds them";
    ToggleRead, "toggle-read", Browse, ["r"], "", "say that the article was read, or was not; one that one has been through is";
    EditTags, "edit-tags", Browse, ["T"], "", "write the tags of the article, with blanks between them; tag: finds them";
    Note, "note", Browse, ["a"], "", "write a note on what is selected, on the sentence of the mark, or on the article; #word in it is a code, code: finds it; Ctrl-x while typing: in the editor";
    Notes, "notes", Browse, ["A"], "", "list the notes on all articles; / narrows the list";
    Select, "select", Browse, ["v"], "", "select the sentence here, then its paragraph, then its first word; Esc ends it";
    StartAfresh, "start-afresh", Browse, ["X"], "", "begin anew, without the filter, the order and the place of the last time";

    SelectNextCharacter, "select-next-character", Select, ["l", "Right"], "", "move the end of the selection by a character";
    SelectPreviousCharacter, "select-previous-character", Select, ["h", "Left"], "", "move it back by a character";
    SelectNextWord, "select-next-word", Select, ["w"], "word", "move it to the next word";
    SelectPreviousWord, "select-previous-word", Select, ["b"], "", "move it to the previous word";
    SelectWordEnd, "select-word-end", Select, ["e"], "", "move it to the end of the next word";
    SelectNextSentence, "select-next-sentence", Select, [")"], "sentence", "move it to the next sentence";
    SelectPreviousSentence, "select-previous-sentence", Select, ["("], "", "move it to the previous sentence";
    SelectNextParagraph, "select-next-paragraph", Select, ["}"], "", "move it to the next paragraph";
    SelectPreviousParagraph, "select-previous-paragraph", Select, ["{"], "", "move it to the previous paragraph";
    SelectOtherEnd, "select-other-end", Select, ["o"], "other end", "go to the other end of the selection, and move that";

    Why, "why", Browse, ["w"], "why", "say why something is marked, and list all that is found there";
    ToggleFolds, "toggle-folds", Browse, ["o"], "", "open or close captions and boilerplate, or the section of the side panel";
    ToggleEntities, "toggle-entities", Panes, ["te"], "", "show or hide the colours of entities";
    TogglePeople, "toggle-people", Panes, ["tP"], "", "show or hide the colour of people";
    ToggleOrganisations, "toggle-organisations", Panes, ["tO"], "", "show or hide the colour of organisations";
    TogglePlaces, "toggle-places", Panes, ["tL"], "", "show or hide the colour of places";
    ToggleGroups, "toggle-groups", Panes, ["tG"], "", "show or hide the colour of groups";
    ToggleEvents, "toggle-events", Panes, ["tE"], "", "show or hide the colour of events";
    ToggleWorks, "toggle-works", Panes, ["tW"], "", "show or hide the colour of works";
    ToggleIssues, "toggle-issues", Panes, ["ti"], "", "underline disputed issues, all issues, or none";
    ToggleQuotations, "toggle-quotations", Panes, ["tq"], "", "show or hide the bars of quotations";
    ToggleDoubtful, "toggle-doubtful", Anywhere, ["t?"], "", "show or hide what is doubtful: positions, and issues on which nobody surely stands";

    FilterByTopic, "filter-by-topic", Browse, ["f"], "topic", "filter by topics, outlets, names, issues and stories, with how many articles of the list have each: a letter or Space switches one on or off, Enter goes back to the list, / finds others";
    FilterByStory, "filter-by-story", Browse, ["S"], "story", "only the articles that tell the same story, or all again";
    FilterByThis, "filter-by-this", Browse, ["@"], "", "filter by the entity, issue, speaker or outlet under the cursor";
    QueryLine, "query-line", Browse, ["F"], "filter", "filter by a query: topic: entity: issue: story: source: country: side: speaker: title: tag: code: after: before: is: words";
    ClearFilter, "clear-filter", Browse, ["tf"], "", "clear the filter";
    SearchAll, "search-all", Browse, ["g/"], "", "search in all articles of the list, with all that F understands: hits in context; , sorts them, Ctrl-s while typing";
    FindTitle, "find-title", Browse, ["gf"], "", "go to an article of the list by some letters of its headline";
    SortByLoading, "sort-by-loading", Browse, [",l"], "", "sort as loaded";
    SortByLoadingReversed, "sort-by-loading-reversed", Browse, [",L"], "", "sort as loaded, the last first";
    SortByDate, "sort-by-date", Browse, [",d"], "", "sort by date, the oldest first";
    SortByDateReversed, "sort-by-date-reversed", Browse, [",D"], "", "sort by date, the newest first";
    SortByTitle, "sort-by-title", Browse, [",t"], "", "sort by title";
    SortByTitleReversed, "sort-by-title-reversed", Browse, [",T"], "", "sort by title, backwards";
    SortBySource, "sort-by-source", Browse, [",s"], "", "sort by outlet";
    SortBySourceReversed, "sort-by-source-reversed", Browse, [",S"], "", "sort by outlet, backwards";
    SortByLength, "sort-by-length", Browse, [",n"], "", "sort by number of words, the shortest first";
    SortByLengthReversed, "sort-by-length-reversed", Browse, [",N"], "", "sort by number of words, the longest first";
    SortByStory, "sort-by-story", Browse, [",g"], "", "group by story, the one that most articles tell first";
    SortByStoryReversed, "sort-by-story-reversed", Browse, [",G"], "", "group by story, backwards";

    Compare, "compare", Browse, ["c"], "compare", "compare with another article: press it on the one, then on the other";
    SearchBoth, "search-both", Compare, ["/"], "search", "search in both texts; n and N then walk through what was found";
    GoToMatch, "go-to-match", Compare, ["Enter"], "go to", "open the fold, or go to the counterpart of the passage or to what is selected";
    NextPair, "next-pair", Compare, ["]c", "n"], "pair", "to the next pair of passages, or the next hit of a search";
    PreviousPair, "previous-pair", Compare, ["[c", "N"], "", "to the previous pair of passages";
    NextPassage, "next-passage", Compare, ["}"], "", "to the next passage of this text";
    PreviousPassage, "previous-passage", Compare, ["{"], "", "to the previous passage of this text";
    FoldPassages, "fold-passages", Compare, ["o"], "fold", "fold what both say, then what only one has, then all but what differs, then nothing";
    PairPassages, "pair-passages", Compare, ["p"], "", "pair passages by hand: press it on the one, then on its counterpart";
    BreakPair, "break-pair", Compare, ["P"], "", "make the pair at the cursor no pair any more";
    SwapSides, "swap-sides", Compare, ["x"], "swap", "exchange left and right";
    LinkMode, "link-mode", Compare, ["="], "scroll", "scroll linked by passages, at a fixed offset, or freely";
    WhyPair, "why-pair", Compare, ["w"], "why", "say why two passages are paired, and in what they differ";

    Board, "board", Browse, ["B"], "board", "the board: what all articles of the list say about each issue";
    CellLeft, "cell-left", Board, ["h", "Left"], "", "to the article on the left";
    CellRight, "cell-right", Board, ["l", "Right"], "", "to the article on the right";
    FirstColumn, "first-column", Board, ["0", "^"], "", "to the first article";
    LastColumn, "last-column", Board, ["$"], "", "to the last article";
    GoToPassage, "go-to-passage", Board, ["Enter"], "go to", "to the passage in its text; Esc comes back";
    OtherHalf, "other-half", Board, ["Tab", "Shift-Tab"], "passages", "to the passages of the cell, or back to the table";
    NextSheet, "next-sheet", Board, ["]", "}"], "sheet", "to the next sheet";
    PreviousSheet, "previous-sheet", Board, ["[", "{"], "", "to the previous sheet";
    SortByDispute, "sort-by-dispute", Board, [",d"], "", "sort by dispute, what is contended first";
    SortByDisputeReversed, "sort-by-dispute-reversed", Board, [",D"], "", "sort by dispute, backwards";
    SortByCoverage, "sort-by-coverage", Board, [",c"], "", "sort by coverage, what most articles have first";
    SortByCoverageReversed, "sort-by-coverage-reversed", Board, [",C"], "", "sort by coverage, backwards";
    SortByName, "sort-by-name", Board, [",n"], "", "sort by name";
    SortByNameReversed, "sort-by-name-reversed", Board, [",N"], "", "sort by name, backwards";
    NextRowThatDiffers, "next-row-that-differs", Board, ["n"], "", "to the next row on which the articles differ";
    PreviousRowThatDiffers, "previous-row-that-differs", Board, ["N"], "", "to the previous row on which they differ";
    NarrowRows, "narrow-rows", Board, ["/"], "search", "narrow rows and columns: the rows whose names hold what one types, and behind @ the columns of such outlets or headlines";
    WhyCell, "why-cell", Board, ["w"], "why", "say why a passage stands there, or what was looked for";

    Zoom, "zoom", Anywhere, ["z"], "zoom", "give the pane, the texts of a comparison, the half of the board or the window the whole screen, or take it back";
    PaneNarrower, "pane-narrower", Browse, ["<"], "", "make the pane narrower";
    PaneWider, "pane-wider", Browse, [">"], "", "make the pane wider";
    TextNarrower, "text-narrower", Anywhere, ["-"], "", "make the lines of the text shorter, the columns of the board or a window narrower";
    TextWider, "text-wider", Anywhere, ["+"], "", "make them longer or wider";
    ToggleSide, "toggle-side", Anywhere, ["ts"], "", "show or hide the side panel, the column of a comparison, or the lower half of the board";
    ResetWidths, "reset-widths", Anywhere, ["t="], "", "give all panes and lines their usual widths again";

    Palette, "palette", Anywhere, [":", "Ctrl-p"], "", "run any action by its name, or go to a number";
    Repeat, "repeat", Anywhere, ["."], "", "repeat the last change: star, tags, note, correction, pair";
    NextTheme, "next-theme", Anywhere, ["tc"], "", "the next colour theme: by the background, dark, light, contrast, for two sorts of colour blindness, none, your own";
    ToggleMouse, "toggle-mouse", Anywhere, ["F2"], "", "give the mouse back to the terminal, so that it selects text, or take it again";
    Copy, "copy", Anywhere, ["y"], "", "copy what is here: words, sentence, paragraph, quotation, citation, Markdown, link or command line; yy copies the sentence";
    Correct, "correct", Anywhere, ["C"], "", "correct what is here: name, kind, side, speaker, holder, issue, outlet, date; or say that it is none";
    Undo, "undo", Anywhere, ["U"], "", "take back the last correction, also one of an earlier day";
    Report, "report", Anywhere, ["E"], "", "write a report on the articles of the list or the board, or on the two that are compared";
    SaveWorkspace, "save-workspace", Anywhere, ["gw"], "", "save what is open as a workspace: paths, filter, order, article, comparison; naming that file opens it";
    ReadAgain, "read-again", Anywhere, ["R"], "", "read files and folders again: what changed, came or went since; what is open stays open";
    OpenLink, "open-link", Anywhere, ["gx"], "", "open the link here in a browser, or the address of the article; of several asks for the number";
    Details, "details", Anywhere, ["gm"], "", "show all that is known of the article: outlet, day, address, the further fields of its record";
    EditArticle, "edit-article", Anywhere, ["ge"], "", "open the file of the article in the editor ($VISUAL, $EDITOR), at this line";
    Pipe, "pipe", Anywhere, ["gp"], "", "give this paragraph, or from the list the article, to a command; ! in front is a line for a shell";
    Problems, "problems", Anywhere, ["!"], "", "list the problems of files and analyses";
    Help, "help", Anywhere, ["?", "F1"], "keys", "show what works here";
    Choose, "choose", Overlay, ["Enter"], "", "go where the line leads";
    SearchOverlay, "search-window", Overlay, ["/"], "search", "narrow the lines as one types";
    NextLine, "next-line", Overlay, ["n"], "", "to the next line that heads no others";
    PreviousLine, "previous-line", Overlay, ["N"], "", "to the previous one";
    HitsByRelevance, "hits-by-relevance", Overlay, [",r"], "", "sort hits by relevance";
    HitsByDate, "hits-by-date", Overlay, [",d"], "", "sort hits by date, the oldest first";
    HitsByDateReversed, "hits-by-date-reversed", Overlay, [",D"], "", "sort hits by date, the newest first";
    HitsAsListed, "hits-as-listed", Overlay, [",l"], "", "hits in the order of the list";
    WhyLine, "why-line", Overlay, ["w"], "", "say what the line is for";
    Close, "close", Anywhere, ["q"], "", "close the innermost thing, then quit";
    Cancel, "cancel", Anywhere, ["Esc"], "", "cancel the innermost thing; never quits";
    Quit, "quit", Anywhere, ["Q", "Ctrl-c"], "quit", "quit";
    Repaint, "repaint", Anywhere, ["Ctrl-l"], "", "draw the screen anew";
    Suspend, "suspend", Anywhere, ["Ctrl-z"], "", "suspend; fg brings it back";
}

impl Action {
    /// Whether it changes what is kept, so that `.` repeats it.
    pub fn is_change(self) -> bool {
        use Action::{BreakPair, Correct, EditTags, Note, PairPassages, ToggleRead, ToggleStar};
        matches!(self, ToggleStar | ToggleRead | EditTags | Note | Correct | PairPassages | BreakPair)
    }

    /// Its row in the table.
    pub fn entry(self) -> &'static Entry {
        // The table is written in the order of the variants.
        &ACTIONS[self as usize]
    }
}

/// The action of that name.
pub fn named(name: &str) -> Option<Action> {
    ACTIONS.iter().find(|entry| entry.name == name).map(|entry| entry.action)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::input::key::sequence;

    #[test]
    fn the_table_is_sound() {
        let mut names = HashSet::new();
        for (i, entry) in ACTIONS.iter().enumerate() {
            assert_eq!(entry.action as usize, i, "{}", entry.name);
            assert!(names.insert(entry.name), "{} twice", entry.name);
            assert!(!entry.doc.is_empty() && !entry.doc.ends_with('.'), "{}", entry.name);
            assert!(!entry.keys.is_empty(), "{} has no key", entry.name);
            for keys in entry.keys {
                assert!(sequence(keys).is_ok(), "{keys} of {}", entry.name);
            }
        }
    }
}
