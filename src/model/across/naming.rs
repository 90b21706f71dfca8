//! What each article calls the same thing.

use crate::model::across::Place;
use crate::model::entity::EntityKind;

/// Something that at least two articles name, with every form of its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its fullest name.
    pub name: String,
    /// What sort of thing it is; `None` for an issue.
    pub kind: Option<EntityKind>,
    /// What it is called, the commonest form first.
    pub forms: Vec<NameForm>,
}

/// One form of a name: `"Mr. Reed"`, `"President Tomas Reed"`, `"Reed, the former mayor"`.
#[derive(Clone, Debug, PartialEq)]
pub struct NameForm {
    /// The form, as it is written first.
    pub text: String,
    /// Where it stands, in the order of articles and texts; never empty.
    pub places: Vec<Place>,
}

impl NameForm {
    /// How often an article uses the form.
    pub fn count(&self, article: usize) -> usize {
        self.places.iter().filter(|p| p.article == article).count()
    }
}

impl Named {
    /// How often an article names it, in whatever form.
    pub fn count(&self, article: usize) -> usize {
        self.forms.iter().map(|f| f.count(article)).sum()
    }
}
