//! A test alert: that it came, and how alerts come now.

use crate::alert::{Ringing, TestReport};

use super::alert::Told;
use super::date::Pen;
use super::html::Html;
use super::personal::hour_minute;
use super::words::args;
use super::{RenderError, keys};

/// When it was asked for, and whether alerts ring at that moment.
pub(super) fn render(pen: &Pen<'_>, report: &TestReport) -> Result<Told, RenderError> {
    let asked = pen.say(&keys::TEST_ASKED, args![pen.moment(report.asked_at)?])?;
    let sound = match &report.ringing {
        Ringing::Rings => pen.say(&keys::TEST_RINGS, args![])?,
        Ringing::Silent => pen.say(&keys::TEST_SILENT, args![])?,
        Ringing::Quiet { from, to, zone, critical_rings } => {
            let key = if *critical_rings { keys::TEST_QUIET_CRITICAL } else { keys::TEST_QUIET };
            pen.say(&key, args![hour_minute(*from), hour_minute(*to), zone.clone()])?
        }
    };
    Ok(Told::new(pen.say(&keys::TEST_TITLE, args![])?, vec![Html::text(&asked), Html::text(&sound)]))
}
