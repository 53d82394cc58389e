//! The buttons of each page.

use super::Shown;
use super::zones::COMMON;
use crate::alert::{Category, Severity};
use crate::bot::plan::{Act, Button, Rows};
use crate::bot::press::{LEAST, Press, Verb, deep_link};
use crate::lang::Lang;
use crate::render::menu::{Label, Page};
use crate::store::subscriber::{QuietHours, Standing};
use crate::telegram::update::ChatKind;

/// Nights that most people mean, in hours.
const NIGHTS: [(u16, u16); 4] = [(22, 7), (23, 7), (0, 7), (0, 8)];

/// What the other end is while only one was chosen, in minutes after midnight.
const NIGHT: (u16, u16) = (22 * 60, 7 * 60);

impl Shown<'_> {
    /// The buttons of a page.
    pub(super) fn rows(&self, page: Page) -> Rows {
        let rows = match page {
            Page::Main => return self.main(),
            Page::Closed => return Vec::new(),
            Page::Language => self.languages(),
            Page::Take => self.categories(),
            Page::Severity => self.severities(),
            Page::Sound => self.sounds(),
            Page::Quiet => self.nights(),
            Page::QuietFrom => return self.hours(|from, (_, to)| (from, to), |(from, _)| from),
            Page::QuietTo => return self.hours(|to, (from, _)| (from, to), |(_, to)| to),
            Page::Zone => self.zones(),
        };
        rows.into_iter().chain([self.back(Page::Main)]).collect()
    }

    fn main(&self) -> Rows {
        let to = |page| self.button(Label::Page(page), Verb::Show(page));
        let active = self.subscriber.standing == Standing::Active;
        let alerts = if active { (Label::Stop, false) } else { (Label::Start, true) };
        let mut rows = vec![
            vec![to(Page::Language), to(Page::Take)],
            vec![to(Page::Severity), to(Page::Sound)],
            vec![to(Page::Quiet), to(Page::Zone)],
            vec![self.button(alerts.0, Verb::Alerts(alerts.1))],
        ];
        rows.extend(self.in_private().map(|button| vec![button]));
        rows.push(vec![self.button(Label::Done, Verb::Done)]);
        rows
    }

    /// The way to the same settings away from everybody's eyes.
    fn in_private(&self) -> Option<Button> {
        let username = self.identity.get()?.username.as_deref()?;
        if self.subscriber.chat_kind == ChatKind::Private || self.context.incoming.is_private() {
            return None;
        }
        let address = format!("https://t.me/{username}?start={}", deep_link(self.subscriber.id));
        Some(Button { label: Label::InPrivate, act: Act::Open(address) })
    }

    fn languages(&self) -> Rows {
        let chosen = self.subscriber.lang;
        let button = |lang| vec![self.button(Label::Language(lang, lang == chosen), Verb::Language(lang))];
        Lang::ALL.into_iter().map(button).collect()
    }

    fn categories(&self) -> Rows {
        let button = |category: Category| {
            let taken = self.subscriber.takes & category.bit() != 0;
            vec![self.button(Label::Category(category, taken), Verb::Take(category, !taken))]
        };
        Category::ALL.into_iter().map(button).collect()
    }

    fn severities(&self) -> Rows {
        let chosen = least(self.subscriber.min_rank);
        let button = |severity| vec![self.button(Label::Least(severity, severity == chosen), Verb::Least(severity))];
        LEAST.into_iter().map(button).collect()
    }

    fn sounds(&self) -> Rows {
        let chosen = self.subscriber.sound.silent;
        let button = |silent| self.button(Label::Silent(silent, silent == chosen), Verb::Silent(silent));
        vec![vec![button(false), button(true)]]
    }

    fn nights(&self) -> Rows {
        let (sound, to) = (self.subscriber.sound, |page| self.button(Label::Page(page), Verb::Show(page)));
        let night = |(from, to): (u16, u16)| self.quiet(QuietHours::new(i64::from(from) * 60, i64::from(to) * 60));
        let nights: Vec<Button> = NIGHTS.into_iter().map(night).collect();
        let mut rows = vec![vec![self.quiet(None)]];
        rows.extend(nights.chunks(2).map(<[Button]>::to_vec));
        rows.push(vec![to(Page::QuietFrom), to(Page::QuietTo)]);
        let rings = sound.critical_rings;
        rows.push(vec![self.button(Label::CriticalRings(rings), Verb::CriticalRings(!rings))]);
        rows
    }

    fn quiet(&self, hours: Option<QuietHours>) -> Button {
        let chosen = self.subscriber.sound.quiet == hours;
        self.button(Label::Quiet(hours.map(|hours| (hours.from, hours.to)), chosen), Verb::Quiet(hours))
    }

    /// The hours of the day for one end of the quiet hours; the other end stays.
    fn hours(&self, with: impl Fn(u16, (u16, u16)) -> (u16, u16), end: impl Fn((u16, u16)) -> u16) -> Rows {
        let quiet = self.subscriber.sound.quiet.map(|hours| (hours.from, hours.to));
        let button = |hour: u16| {
            let (from, to) = with(hour * 60, quiet.unwrap_or(NIGHT));
            let hours = QuietHours::new(from.into(), to.into());
            self.button(Label::Hour(hour * 60, quiet.map(&end) == Some(hour * 60)), Verb::Quiet(hours))
        };
        let hours: Vec<Button> = (0..24).map(button).collect();
        hours.chunks(6).map(<[Button]>::to_vec).chain([self.back(Page::Quiet)]).collect()
    }

    fn zones(&self) -> Rows {
        let (chosen, now) = (self.subscriber.sound.zone, self.context.now);
        let button = |zone| self.button(Label::Zone(zone, now, zone == chosen), Verb::Zone(zone));
        COMMON.map(button).chunks(2).map(<[Button]>::to_vec).collect()
    }

    fn back(&self, page: Page) -> Vec<Button> {
        vec![self.button(Label::Back, Verb::Show(page)), self.button(Label::Done, Verb::Done)]
    }

    fn button(&self, label: Label, verb: Verb) -> Button {
        Button { label, act: Act::Data(Press { subscriber: self.subscriber.id, verb }.data()) }
    }
}

/// The severity of a stored rank.
pub(super) fn least(rank: i64) -> Severity {
    LEAST.into_iter().find(|severity| severity.rank() >= rank).unwrap_or(Severity::Critical)
}
