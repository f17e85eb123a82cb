-- Who works with cases: organisations, staff accounts and their sessions.
-- Instants are RFC 3339 text in UTC with six decimals, so text order is time order.

CREATE TABLE organisation (
    id        BLOB NOT NULL PRIMARY KEY,
    division  TEXT NOT NULL CHECK (length(division) = 6),
    code      TEXT NOT NULL CHECK (length(code) = 2),
    name_zh   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    kind      TEXT NOT NULL,
    parent_id BLOB REFERENCES organisation (id),
    phone     TEXT,
    address   TEXT,
    UNIQUE (division, code)
) STRICT;

CREATE INDEX organisation_parent ON organisation (parent_id);

CREATE TABLE account (
    id                  BLOB NOT NULL PRIMARY KEY,
    login               TEXT NOT NULL UNIQUE,
    number              TEXT NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    password_hash       TEXT NOT NULL,
    organisation_id     BLOB NOT NULL REFERENCES organisation (id),
    roles               TEXT NOT NULL CHECK (json_type(roles) = 'array'),
    disabled_at         TEXT,
    failed_attempts     INTEGER NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
    locked_until        TEXT,
    created_at          TEXT NOT NULL,
    password_changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX account_organisation ON account (organisation_id, number);

CREATE TABLE session (
    token_hash      BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id      BLOB NOT NULL REFERENCES account (id),
    created_at      TEXT NOT NULL,
    last_seen_at    TEXT NOT NULL,
    idle_expires_at TEXT NOT NULL,
    expires_at      TEXT NOT NULL,
    revoked_at      TEXT,
    device          TEXT NOT NULL
) STRICT;

CREATE INDEX session_account ON session (account_id, created_at);
CREATE INDEX session_expiry ON session (expires_at);
