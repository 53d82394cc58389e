-- What claims and questions have to know of an alert without reading its JSON, and ledger lines that a
-- revision of the figures took back.

ALTER TABLE alert ADD COLUMN kind       TEXT NOT NULL DEFAULT ''; -- the body's tag: funding | weekly | decision | …
ALTER TABLE alert ADD COLUMN manner     TEXT NOT NULL DEFAULT 'new'; -- new | adds | escalates | corrects
ALTER TABLE alert ADD COLUMN expires_at BIGINT; -- from here on it is not worth sending
ALTER TABLE ledger ADD COLUMN corrected_at BIGINT; -- when a revision took the line back

-- Alerts of before: the tag is the first field of the body.
UPDATE alert SET kind = CASE
    WHEN payload LIKE '%"body":{"kind":"funding"%' THEN 'funding'
    WHEN payload LIKE '%"body":{"kind":"weekly"%' THEN 'weekly'
    WHEN payload LIKE '%"body":{"kind":"decision"%' THEN 'decision'
    WHEN payload LIKE '%"body":{"kind":"not_parsed"%' THEN 'not_parsed'
    ELSE '' END;
UPDATE alert SET manner = 'corrects' WHERE revision > 1;

CREATE INDEX alert_kind ON alert (kind, at);
CREATE INDEX alert_at ON alert (at);
