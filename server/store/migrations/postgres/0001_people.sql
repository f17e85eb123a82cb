-- Who works with cases: organisations, staff accounts and their sessions.

CREATE TABLE organisation (
    id        UUID NOT NULL PRIMARY KEY,
    division  TEXT NOT NULL CHECK (length(division) = 6),
    code      TEXT NOT NULL CHECK (length(code) = 2),
    name_zh   TEXT NOT NULL,
    name_en   TEXT NOT NULL,
    kind      TEXT NOT NULL,
    parent_id UUID REFERENCES organisation (id),
    phone     TEXT,
    address   TEXT,
    UNIQUE (division, code)
);

CREATE INDEX organisation_parent ON organisation (parent_id);

CREATE TABLE account (
    id                  UUID NOT NULL PRIMARY KEY,
    login               TEXT NOT NULL UNIQUE,
    number              TEXT NOT NULL UNIQUE,
    name                TEXT NOT NULL,
    password_hash       TEXT NOT NULL,
    organisation_id     UUID NOT NULL REFERENCES organisation (id),
    roles               TEXT NOT NULL CHECK (jsonb_typeof(roles::jsonb) = 'array'),
    disabled_at         TIMESTAMPTZ,
    failed_attempts     BIGINT NOT NULL DEFAULT 0 CHECK (failed_attempts >= 0),
    locked_until        TIMESTAMPTZ,
    created_at          TIMESTAMPTZ NOT NULL,
    password_changed_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX account_organisation ON account (organisation_id, number);

CREATE TABLE session (
    token_hash      BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    account_id      UUID NOT NULL REFERENCES account (id),
    created_at      TIMESTAMPTZ NOT NULL,
    last_seen_at    TIMESTAMPTZ NOT NULL,
    idle_expires_at TIMESTAMPTZ NOT NULL,
    expires_at      TIMESTAMPTZ NOT NULL,
    revoked_at      TIMESTAMPTZ,
    device          TEXT NOT NULL
);

CREATE INDEX session_account ON session (account_id, created_at);
CREATE INDEX session_expiry ON session (expires_at);
