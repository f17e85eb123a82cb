-- One-time codes, and what an administrator does about messages.

-- A code that was asked for with a case number and a telephone. Nothing here tells whether the
-- two belong together but case_id, which only the worker sets.
CREATE TABLE tracking_code (
    id         BLOB NOT NULL PRIMARY KEY,
    -- SHA-256 of the token that whoever asked holds.
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    number     TEXT NOT NULL,
    -- Keyed hash of the telephone.
    phone_hash BLOB NOT NULL CHECK (length(phone_hash) = 32),
    case_id    BLOB REFERENCES case_file (id),
    -- Keyed hash of the code; NULL until one was made, for good where there is no such case.
    code_hash  BLOB CHECK (length(code_hash) = 32),
    tries      INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at    TEXT
) STRICT;

CREATE INDEX tracking_code_phone ON tracking_code (phone_hash, created_at);
CREATE INDEX tracking_code_number ON tracking_code (number, created_at);
CREATE INDEX tracking_code_created ON tracking_code (created_at);
CREATE INDEX tracking_code_case ON tracking_code (case_id) WHERE case_id IS NOT NULL;

-- Set together with failed_at: an administrator gave it up.
ALTER TABLE outbox ADD COLUMN cancelled_at TEXT;

CREATE INDEX outbox_waiting ON outbox (created_at, id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_failed ON outbox (created_at, id) WHERE failed_at IS NOT NULL;
