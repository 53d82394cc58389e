//! Who listens, and to what.

mod sound;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

use super::{Doing, StoreError, Tx, instant, millis, sql};
use crate::lang::Lang;

pub use sound::{QuietHours, Sound};

sql! {
    /// Ids are never used again: deliveries keep them, and the fan-out walks them upwards.
    NEXT_ID = "INSERT INTO meta (key, value) VALUES ('subscriber', '1') ON CONFLICT (key)
               DO UPDATE SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT) RETURNING value";
    /// The subscriber of a chat.
    OF_CHAT = "SELECT id, chat, chat_kind, lang, state, reason, takes, min_rank, created_at, \
        thread, silent, quiet_from, quiet_to, critical_rings, zone, menu \
        FROM subscriber WHERE chat = $1";
    /// A subscriber by our own id.
    OF_ID = "SELECT id, chat, chat_kind, lang, state, reason, takes, min_rank, created_at, \
        thread, silent, quiet_from, quiet_to, critical_rings, zone, menu \
        FROM subscriber WHERE id = $1";
    /// A new subscriber.
    INSERT = "INSERT INTO subscriber (id, chat, chat_kind, lang, state, reason, takes, min_rank, created_at, \
        updated_at, thread, silent, quiet_from, quiet_to, critical_rings, zone, menu) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, 0, NULL, NULL, 0, $11, '')";
    /// A subscriber's settings and standing; id, chat and creation stay.
    UPDATE = "UPDATE subscriber SET lang = $2, state = $3, reason = $4, takes = $5, min_rank = $6, updated_at = $7, \
        thread = $8, silent = $9, quiet_from = $10, quiet_to = $11, critical_rings = $12, zone = $13, menu = $14 \
        WHERE id = $1";
    /// Everything that is kept of a chat: first the tests that it asked for, …
    DELETE_TESTS = "DELETE FROM alert WHERE kind = 'test' AND id IN (SELECT alert FROM delivery WHERE chat = $1)";
    /// … what it was and is owed, …
    DELETE_DELIVERIES = "DELETE FROM delivery WHERE chat = $1";
    /// … then its pause, …
    DELETE_PAUSE = "DELETE FROM chat_pause WHERE chat = $1";
    /// … whose the updates were that are remembered by number, so that none is handled twice, …
    DELETE_UPDATES = "UPDATE inbox SET chat = 0 WHERE chat = $1 AND state <> 'pending'";
    /// … and the subscriber.
    DELETE = "DELETE FROM subscriber WHERE chat = $1";
}

/// A subscriber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// Our own id; Telegram's change in migrations.
    pub id: i64,
    /// Telegram's chat id.
    pub chat: i64,
    /// What kind of chat.
    pub chat_kind: ChatKind,
    /// The reader's language.
    pub lang: Lang,
    /// Whether alerts go there.
    pub standing: Standing,
    /// Bits of [`crate::alert::Category`].
    pub takes: i64,
    /// The quietest [`crate::alert::Severity::rank`] taken.
    pub min_rank: i64,
    /// When the chat first subscribed.
    pub created_at: DateTime<Utc>,
    /// The forum thread that alerts go to, 0 for none.
    pub thread: i64,
    /// Whether and when they ring.
    pub sound: Sound,
    /// The outbox key of the settings menu that is open, empty for none.
    pub menu: String,
}

/// What a new subscriber is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSubscriber {
    /// Telegram's chat id.
    pub chat: i64,
    /// What kind of chat.
    pub chat_kind: ChatKind,
    /// The reader's language.
    pub lang: Lang,
    /// Bits of [`crate::alert::Category`].
    pub takes: i64,
    /// The quietest [`crate::alert::Severity::rank`] taken.
    pub min_rank: i64,
    /// The forum thread that alerts go to, 0 for none.
    pub thread: i64,
    /// Whether it takes alerts from now on, or was only asked.
    pub active: bool,
}

/// Kinds of chat, as Telegram knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChatKind {
    /// One person.
    Private,
    /// A basic group.
    Group,
    /// A supergroup, perhaps with forum threads.
    Supergroup,
    /// A channel.
    Channel,
    /// A kind that came later than this program.
    Unknown,
}

impl ChatKind {
    /// The spelling in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
            Self::Unknown => "unknown",
        }
    }

    /// The inverse of [`ChatKind::as_str`]; anything else is `Unknown`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        [Self::Private, Self::Group, Self::Supergroup, Self::Channel]
            .into_iter()
            .find(|kind| kind.as_str() == tag)
            .unwrap_or(Self::Unknown)
    }
}

/// Whether alerts go to a subscriber.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The chat was asked for its language and has not subscribed yet.
    Asked,
    /// Alerts go there.
    Active,
    /// They asked for silence.
    Stopped,
    /// Out of reach, with the reason; settings are kept until they return.
    Suspended(String),
}

impl Standing {
    /// The spelling in the database.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Active => "active",
            Self::Stopped => "stopped",
            Self::Suspended(_) => "suspended",
        }
    }

    /// Why it is suspended; empty for anything else.
    #[must_use]
    pub fn reason(&self) -> &str {
        if let Self::Suspended(reason) = self { reason } else { "" }
    }

    fn read(state: &str, reason: String) -> Result<Self, sqlx::Error> {
        match state {
            "asked" => Ok(Self::Asked),
            "active" => Ok(Self::Active),
            "stopped" => Ok(Self::Stopped),
            "suspended" => Ok(Self::Suspended(reason)),
            other => Err(sqlx::Error::Decode(format!("{other:?} is no state of a subscriber").into())),
        }
    }
}

/// The subscriber of a chat.
///
/// # Errors
/// The database's own, or a row that the program did not write.
pub async fn of_chat(tx: &mut Tx, chat: i64) -> Result<Option<Subscriber>, StoreError> {
    sqlx::query_as(OF_CHAT).bind(chat).fetch_optional(&mut **tx).await.doing("reading a subscriber")
}

/// The subscriber with that id of our own.
///
/// # Errors
/// As [`of_chat`].
pub async fn of_id(tx: &mut Tx, id: i64) -> Result<Option<Subscriber>, StoreError> {
    sqlx::query_as(OF_ID).bind(id).fetch_optional(&mut **tx).await.doing("reading a subscriber")
}

/// Deletes everything that is kept of a chat: settings, what it was told and is owed. Of handled updates
/// Telegram's numbers stay, without the chat, for as long as Telegram may send one again: else a `/start`
/// of before would subscribe the chat anew. The update in hand is the caller's to settle, before this.
///
/// # Errors
/// The database's own.
pub async fn delete(tx: &mut Tx, chat: i64) -> Result<(), StoreError> {
    for statement in [DELETE_TESTS, DELETE_DELIVERIES, DELETE_PAUSE, DELETE_UPDATES, DELETE] {
        sqlx::query(statement).bind(chat).execute(&mut **tx).await.doing("deleting what is kept of a chat")?;
    }
    Ok(())
}

/// Adds a subscriber and returns its id.
///
/// # Errors
/// The database's own; a chat subscribes once.
pub async fn add(tx: &mut Tx, new: &NewSubscriber, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let next: String = sqlx::query_scalar(NEXT_ID).fetch_one(&mut **tx).await.doing("numbering a subscriber")?;
    let id: i64 = next.parse().map_err(|error| sqlx::Error::Decode(Box::new(error))).doing("numbering a subscriber")?;
    let standing = if new.active { Standing::Active } else { Standing::Asked };
    let insert = sqlx::query(INSERT).bind(id).bind(new.chat).bind(new.chat_kind.as_str()).bind(new.lang.as_str());
    let insert = insert.bind(standing.as_str()).bind(standing.reason()).bind(new.takes).bind(new.min_rank);
    let insert = insert.bind(millis(now)).bind(new.thread).bind(Sound::of(new.lang).zone.name());
    insert.execute(&mut **tx).await.doing("adding a subscriber")?;
    Ok(id)
}

/// Writes a subscriber's settings and standing.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &mut Tx, subscriber: &Subscriber, now: DateTime<Utc>) -> Result<(), StoreError> {
    let standing = &subscriber.standing;
    let update = sqlx::query(UPDATE).bind(subscriber.id).bind(subscriber.lang.as_str());
    let update = update.bind(standing.as_str()).bind(standing.reason()).bind(subscriber.takes);
    let update = update.bind(subscriber.min_rank).bind(millis(now)).bind(subscriber.thread);
    let sound = &subscriber.sound;
    let update = update.bind(i64::from(sound.silent)).bind(sound.quiet.map(|hours| i64::from(hours.from)));
    let update = update.bind(sound.quiet.map(|hours| i64::from(hours.to))).bind(i64::from(sound.critical_rings));
    let done = update.bind(sound.zone.name()).bind(subscriber.menu.as_str()).execute(&mut **tx).await;
    done.doing("changing a subscriber").map(drop)
}

impl FromRow<'_, AnyRow> for Subscriber {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let lang: String = row.try_get(3)?;
        let state: String = row.try_get(4)?;
        Ok(Self {
            id: row.try_get(0)?,
            chat: row.try_get(1)?,
            chat_kind: ChatKind::from_tag(&row.try_get::<String, _>(2)?),
            // A language that was taken away: its reader gets English rather than nothing.
            lang: Lang::from_tag(&lang).unwrap_or(Lang::En),
            standing: Standing::read(&state, row.try_get(5)?)?,
            takes: row.try_get(6)?,
            min_rank: row.try_get(7)?,
            created_at: instant(row.try_get(8)?),
            thread: row.try_get(9)?,
            sound: read_sound(row)?,
            menu: row.try_get(15)?,
        })
    }
}

/// The sound settings among a row's columns, by their names in the table.
pub(super) fn read_sound(row: &AnyRow) -> Result<Sound, sqlx::Error> {
    let (from, to): (Option<i64>, Option<i64>) = (row.try_get("quiet_from")?, row.try_get("quiet_to")?);
    Ok(Sound {
        silent: row.try_get::<i64, _>("silent")? == 1,
        quiet: from.zip(to).and_then(|(from, to)| QuietHours::new(from, to)),
        critical_rings: row.try_get::<i64, _>("critical_rings")? == 1,
        zone: row.try_get::<String, _>("zone")?.parse().unwrap_or(Tz::America__New_York),
    })
}
