-- Everything around a case: jobs, repeated requests, drafts, surveys, settings.

CREATE TABLE job (
    id           BLOB NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL CHECK (json_valid(payload)),
    run_at       TEXT NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    max_attempts INTEGER NOT NULL CHECK (max_attempts >= 1),
    locked_by    TEXT,
    locked_until TEXT,
    dedup_key    TEXT UNIQUE,
    last_error   TEXT,
    created_at   TEXT NOT NULL,
    done_at      TEXT,
    failed_at    TEXT
) STRICT;

CREATE INDEX job_waiting ON job (run_at, id) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX job_leased ON job (locked_until) WHERE locked_until IS NOT NULL;
CREATE INDEX job_failed ON job (failed_at, id) WHERE failed_at IS NOT NULL;
CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE idempotency (
    key_hash   BLOB NOT NULL PRIMARY KEY CHECK (length(key_hash) = 32),
    body_hash  BLOB NOT NULL CHECK (length(body_hash) = 32),
    sealed     BLOB NOT NULL,
    status     INTEGER NOT NULL CHECK (status BETWEEN 100 AND 599),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX idempotency_expiry ON idempotency (expires_at);

CREATE TABLE draft (
    token_hash    BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    sealed        BLOB NOT NULL,
    step          TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    expires_at    TEXT NOT NULL,
    filed_case_id BLOB REFERENCES case_file (id)
) STRICT;

CREATE INDEX draft_expiry ON draft (expires_at);
CREATE INDEX draft_case ON draft (filed_case_id) WHERE filed_case_id IS NOT NULL;

-- Values and field errors of a form that was refused, until the next page view.
CREATE TABLE form (
    id         BLOB NOT NULL PRIMARY KEY,
    owner_hash BLOB NOT NULL CHECK (length(owner_hash) = 32),
    sealed     BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX form_expiry ON form (expires_at);

CREATE TABLE survey (
    id             BLOB NOT NULL PRIMARY KEY,
    case_id        BLOB NOT NULL REFERENCES case_file (id),
    token_hash     BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    invited_at     TEXT NOT NULL,
    expires_at     TEXT NOT NULL,
    score          INTEGER CHECK (score BETWEEN 1 AND 5),
    reasons        TEXT NOT NULL DEFAULT '[]' CHECK (json_type(reasons) = 'array'),
    sealed_comment BLOB,
    wants_call     INTEGER NOT NULL DEFAULT 0 CHECK (wants_call IN (0, 1)),
    answered_at    TEXT,
    completed_at   TEXT
) STRICT;

CREATE INDEX survey_case ON survey (case_id, invited_at);

CREATE TABLE survey_answer (
    survey_id BLOB NOT NULL REFERENCES survey (id),
    ordinal   INTEGER NOT NULL CHECK (ordinal >= 1),
    score     INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    at        TEXT NOT NULL,
    PRIMARY KEY (survey_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_year (
    year        INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 1949 AND 9999),
    plan        TEXT NOT NULL CHECK (json_valid(plan)),
    source      TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    key        TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL CHECK (json_valid(value)),
    updated_at TEXT NOT NULL
) STRICT;
