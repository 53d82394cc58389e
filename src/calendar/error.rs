//! What can be wrong with the calendar's files.

use chrono::NaiveDate;

/// A calendar that cannot be used. Each message is one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The settings are no TOML, have unknown or missing keys, or a schedule that is none.
    #[error("calendar settings{}: {detail}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Settings {
        /// Where, if known.
        line: Option<usize>,
        /// What.
        detail: String,
    },
    /// An exception to the holiday rules makes no sense.
    #[error("calendar settings: the exception of {date} {detail}")]
    Exception {
        /// Its date.
        date: NaiveDate,
        /// What.
        detail: String,
    },
    /// A meeting is unreadable or out of order.
    #[error("FOMC meetings, line {line}: {detail}")]
    Meeting {
        /// Where.
        line: u64,
        /// What.
        detail: String,
    },
}
