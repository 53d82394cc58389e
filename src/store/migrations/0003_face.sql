-- What people choose by buttons, where in a group it goes, and the menu that they have open.

ALTER TABLE subscriber ADD COLUMN thread         BIGINT NOT NULL DEFAULT 0; -- forum thread of alerts, 0 for none
ALTER TABLE subscriber ADD COLUMN silent         BIGINT NOT NULL DEFAULT 0; -- 1: nothing rings
ALTER TABLE subscriber ADD COLUMN quiet_from     BIGINT; -- minutes after midnight; NULL: no quiet hours
ALTER TABLE subscriber ADD COLUMN quiet_to       BIGINT;
ALTER TABLE subscriber ADD COLUMN critical_rings BIGINT NOT NULL DEFAULT 0; -- 1: critical rings in quiet hours too
ALTER TABLE subscriber ADD COLUMN zone           TEXT   NOT NULL DEFAULT 'America/New_York'; -- IANA name
ALTER TABLE subscriber ADD COLUMN menu           TEXT   NOT NULL DEFAULT ''; -- outbox key of the open settings menu

-- Answers are swept after two days.
CREATE INDEX delivery_answers ON delivery (due_at) WHERE payload IS NOT NULL;

-- Four kinds of alerts that come later: who took everything takes them too.
UPDATE subscriber SET takes = takes + 240 WHERE takes = 15;
UPDATE subscriber SET zone = CASE lang WHEN 'zh-Hant' THEN 'Asia/Taipei' WHEN 'zh-Hans' THEN 'Asia/Shanghai'
    ELSE zone END;

-- Whether a menu is open, asked for each answer that is to be forgotten.
CREATE INDEX subscriber_menu ON subscriber (menu) WHERE menu <> '';
