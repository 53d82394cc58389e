-- One schema for SQLite and PostgreSQL: BIGINT and TEXT only. Instants are UTC milliseconds, dates
-- ISO text, decimals and JSON text, flags 0/1, identifiers natural or made by the program.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Raw bodies as fetched: gzip, base64. `status` is accepted | rejected.
CREATE TABLE document (
    id         TEXT   NOT NULL PRIMARY KEY, -- source/sha256 of the body
    source     TEXT   NOT NULL,
    url        TEXT   NOT NULL,
    fetched_at BIGINT NOT NULL,
    status     TEXT   NOT NULL,
    detail     TEXT   NOT NULL, -- the problems, or why it was rejected
    body       TEXT   NOT NULL
);
CREATE INDEX document_age ON document (fetched_at);

-- Never updated: a revision is a new row with a later known_at.
CREATE TABLE observation (
    series   TEXT   NOT NULL,
    as_of    TEXT   NOT NULL,
    known_at BIGINT NOT NULL,
    value    TEXT   NOT NULL,
    document TEXT   NOT NULL,
    PRIMARY KEY (series, as_of, known_at)
);

-- One row an address: validators of conditional requests, written with what they validate.
CREATE TABLE page (
    url           TEXT   NOT NULL PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    body_hash     TEXT   NOT NULL
);

-- One row a source: what /status shows.
CREATE TABLE source_state (
    source      TEXT   NOT NULL PRIMARY KEY,
    state       TEXT   NOT NULL, -- ok | problem | rejected | unreachable | late
    detail      TEXT   NOT NULL,
    checked_at  BIGINT,          -- last answer of any kind
    accepted_at BIGINT,          -- last good page
    as_of       TEXT,            -- newest date it spoke of
    rejected    BIGINT NOT NULL  -- bodies rejected so far
);

CREATE TABLE rule_state (
    rule       TEXT   NOT NULL PRIMARY KEY,
    version    BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The rules' edges and new peaks: the public record.
CREATE TABLE ledger (
    rule     TEXT   NOT NULL,
    as_of    TEXT   NOT NULL,
    severity TEXT   NOT NULL,
    peak     BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    metrics  TEXT   NOT NULL,
    alert    TEXT   NOT NULL,
    PRIMARY KEY (rule, as_of, severity, peak)
);

CREATE TABLE alert (
    id        TEXT   NOT NULL,
    revision  BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    severity  TEXT   NOT NULL,
    rank      BIGINT NOT NULL, -- how loud, for subscribers' filters
    category  BIGINT NOT NULL, -- one bit
    lane      BIGINT NOT NULL,
    seq       BIGINT NOT NULL, -- creation order over all alerts and replies
    payload   TEXT   NOT NULL, -- alert::Alert as JSON
    walked_to BIGINT NOT NULL, -- fan-out cursor: the last subscriber id that was looked at
    walked    BIGINT NOT NULL, -- 1 when every subscriber was looked at
    PRIMARY KEY (id, revision)
);
CREATE INDEX alert_unwalked ON alert (lane, seq) WHERE walked = 0;

-- `id` is our own: Telegram's ids change in migrations.
CREATE TABLE subscriber (
    id         BIGINT NOT NULL PRIMARY KEY,
    chat       BIGINT NOT NULL UNIQUE,
    chat_kind  TEXT   NOT NULL, -- private | group | supergroup | channel
    lang       TEXT   NOT NULL, -- en | zh-Hant | zh-Hans
    state      TEXT   NOT NULL, -- asked | active | stopped | suspended
    reason     TEXT   NOT NULL, -- why suspended
    takes      BIGINT NOT NULL, -- bits of alert::Category
    min_rank   BIGINT NOT NULL, -- quietest alert::Severity::rank taken
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- WHO HEARS WHAT. One row per alert, revision, chat and forum thread; replies have `alert` =
-- reply/<update>/<n> and carry their rendered request in `payload`.
CREATE TABLE delivery (
    alert        TEXT   NOT NULL,
    revision     BIGINT NOT NULL,
    subscriber   BIGINT NOT NULL, -- 0 for a chat that is no subscriber
    thread       BIGINT NOT NULL, -- forum thread, 0 for none
    chat         BIGINT NOT NULL,
    lane         BIGINT NOT NULL, -- -1 answer to a button, 0 reply, 1 urgent, 2 normal, 3 digest
    seq          BIGINT NOT NULL, -- creation order
    method       TEXT   NOT NULL, -- in the Bot API's own spelling
    payload      TEXT,            -- rendered request; NULL: rendered from the alert when sent
    refers       BIGINT,          -- the message that it edits or replies to
    marks        BIGINT NOT NULL, -- 1 to the general thread, 2 as plain text
    again        BIGINT NOT NULL, -- 1: after an unknown outcome it is sent once more
    state        TEXT   NOT NULL, -- pending | claimed | sending | sent | unknown | failed | superseded
    attempt      BIGINT NOT NULL,
    epoch        BIGINT NOT NULL, -- of the leader that claimed it
    unknowns     BIGINT NOT NULL, -- how often the outcome was lost
    due_at       BIGINT NOT NULL,
    attempted_at BIGINT,
    answered_at  BIGINT,
    message_id   BIGINT,
    outcome      TEXT   NOT NULL, -- class and text of the last refusal or fault
    PRIMARY KEY (alert, revision, subscriber, thread)
);
-- What waits: a lane is walked by chat, and within the chat in creation order.
CREATE INDEX delivery_work ON delivery (lane, chat, seq) WHERE state = 'pending';
CREATE INDEX delivery_held ON delivery (epoch) WHERE state = 'claimed' OR state = 'sending';
CREATE INDEX delivery_chat ON delivery (chat);
CREATE INDEX delivery_recent ON delivery (attempted_at) WHERE attempted_at IS NOT NULL;

-- "Not before": kept apart from the rows, since the row that was told so may be superseded.
CREATE TABLE chat_pause (
    chat         BIGINT NOT NULL PRIMARY KEY,
    paused_until BIGINT NOT NULL
);

-- Updates, stored before they are acknowledged; the payload is erased once handled.
CREATE TABLE inbox (
    update_id   BIGINT NOT NULL PRIMARY KEY,
    chat        BIGINT NOT NULL, -- 0 where the update has none
    received_at BIGINT NOT NULL,
    state       TEXT   NOT NULL, -- pending | handled | poisoned | ignored
    attempts    BIGINT NOT NULL,
    payload     TEXT
);
CREATE INDEX inbox_work ON inbox (state, update_id);
