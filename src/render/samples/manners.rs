//! What a delivery adds to a message: a revision, a possible repeat.

use super::build::*;
use super::{SENT_BEFORE, Sample, funding, marked, notes, spells, weekly};
use crate::render::Marks;

pub(super) fn samples() -> Vec<Sample> {
    let revised = |alert| Alert { revision: 2, ..alert };
    let graver = |alert| Alert { revision: 2, manner: Manner::Escalates, ..alert };
    let both = Marks { possible_repeat: true, revision_of_sent: true };
    vec![
        marked("Something graver within half an hour", graver(spells::three_rules()), SENT_BEFORE),
        marked("A note that makes a decision graver", graver(notes::december()), SENT_BEFORE),
        marked("A revision without named figures, perhaps a repeat", revised(funding::sofr_critical()), both),
        marked("A week that may be a repeat", weekly::weekly_up(), Marks { possible_repeat: true, ..Marks::default() }),
    ]
}
