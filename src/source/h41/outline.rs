//! Rows to lines: which known line a row is, by its label and what it stands under.
//!
//! "Foreign official" is a repo counterparty or a depositor, "Others" a repo or a reverse repo: a
//! label alone is not enough. Its parent must be *open*: the line known last, or one that this line
//! is a part of. Indentation decides only where a new row takes an ambiguous label under itself.

use super::figure;
use super::lines::Spec;

/// Where a row belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of the catalogue, by name.
    Known(&'static str),
    /// A new line directly under a known one; the name is empty for the first rank.
    Under(&'static str),
    /// A new line under another new line, whose label this is.
    UnderNew(String),
}

/// Indents closer than this (points) are the same rank: pages print 17.75 next to 17.85.
const SAME_RANK: f64 = 4.0;
/// One rank further in is at most this far.
const ONE_RANK: f64 = 13.0;

/// Assigns rows, given in the page's order.
pub struct Outline {
    specs: Vec<(String, &'static Spec)>,
    taken: Vec<&'static str>,
    /// The known line met last, below all that it is a part of.
    open: Vec<&'static str>,
    /// Rows that enclose the next one by indentation.
    enclosing: Vec<(f64, Place, String)>,
}

impl Outline {
    /// An outline of a table.
    pub fn new(specs: &'static [Spec]) -> Self {
        let specs = specs.iter().map(|spec| (figure::key(spec.label), spec)).collect();
        Self { specs, taken: Vec::new(), open: Vec::new(), enclosing: Vec::new() }
    }

    /// Finds the place of the next row. A new row without figures is a section's heading: nothing
    /// is a part of it.
    pub fn assign(&mut self, label: &str, indent: f64, has_figures: bool) -> Place {
        while self.enclosing.last().is_some_and(|(outer, ..)| *outer > indent - SAME_RANK) {
            self.enclosing.pop();
        }
        let place = self.known(&figure::key(label), indent).map_or_else(|| self.unknown(), Place::Known);
        if let Place::Known(name) = place {
            self.taken.push(name);
            self.open = self.path(name);
        }
        if has_figures || matches!(place, Place::Known(_)) {
            self.enclosing.push((indent, place.clone(), label.to_owned()));
        }
        place
    }

    fn known(&self, key: &str, indent: f64) -> Option<&'static str> {
        let candidates = || self.specs.iter().filter(|(label, _)| label == key).map(|(_, spec)| *spec);
        let ambiguous = candidates().nth(1).is_some();
        if ambiguous && self.directly_under_new(indent) {
            return None;
        }
        let fits = |spec: &&Spec| {
            let parent = spec.parent;
            let orphan = !ambiguous && !self.taken.contains(&parent);
            !self.taken.contains(&spec.name) && (parent.is_empty() || self.open.contains(&parent) || orphan)
        };
        candidates().find(fits).map(|spec| spec.name)
    }

    fn directly_under_new(&self, indent: f64) -> bool {
        let enclosing = self.enclosing.last();
        enclosing.is_some_and(|(outer, place, _)| indent - outer < ONE_RANK && !matches!(place, Place::Known(_)))
    }

    fn unknown(&self) -> Place {
        match self.enclosing.last() {
            Some((_, Place::Known(name), _)) => Place::Under(name),
            Some((_, _, label)) => Place::UnderNew(label.clone()),
            None => Place::Under(""),
        }
    }

    /// The line that a known line is a part of, empty for the first rank.
    pub fn parent_of(&self, name: &str) -> Option<&'static str> {
        self.specs.iter().find(|(_, spec)| spec.name == name).map(|(_, spec)| spec.parent)
    }

    /// A line below all that it is a part of.
    fn path(&self, name: &'static str) -> Vec<&'static str> {
        let mut path = vec![name];
        while let Some(parent) = path.last().and_then(|name| self.parent_of(name)).filter(|name| !name.is_empty()) {
            path.push(parent);
        }
        path
    }
}
