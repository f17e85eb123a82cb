-- Everything around a case: jobs, repeated requests, drafts, surveys, settings.

CREATE TABLE job (
    id           UUID NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL CHECK (payload::jsonb IS NOT NULL),
    run_at       TIMESTAMPTZ NOT NULL,
    attempts     BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    max_attempts BIGINT NOT NULL CHECK (max_attempts >= 1),
    locked_by    TEXT,
    locked_until TIMESTAMPTZ,
    dedup_key    TEXT UNIQUE,
    last_error   TEXT,
    created_at   TIMESTAMPTZ NOT NULL,
    done_at      TIMESTAMPTZ,
    failed_at    TIMESTAMPTZ
);

CREATE INDEX job_waiting ON job (run_at, id) WHERE done_at IS NULL AND failed_at IS NULL;
CREATE INDEX job_leased ON job (locked_until) WHERE locked_until IS NOT NULL;
CREATE INDEX job_failed ON job (failed_at, id) WHERE failed_at IS NOT NULL;
CREATE INDEX job_done ON job (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE idempotency (
    key_hash   BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    body_hash  BYTEA NOT NULL CHECK (octet_length(body_hash) = 32),
    sealed     BYTEA NOT NULL,
    status     BIGINT NOT NULL CHECK (status BETWEEN 100 AND 599),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX idempotency_expiry ON idempotency (expires_at);

CREATE TABLE draft (
    token_hash    BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    sealed        BYTEA NOT NULL,
    step          TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL,
    expires_at    TIMESTAMPTZ NOT NULL,
    filed_case_id UUID REFERENCES case_file (id)
);

CREATE INDEX draft_expiry ON draft (expires_at);
CREATE INDEX draft_case ON draft (filed_case_id) WHERE filed_case_id IS NOT NULL;

-- Values and field errors of a form that was refused, until the next page view.
CREATE TABLE form (
    id         UUID NOT NULL PRIMARY KEY,
    owner_hash BYTEA NOT NULL CHECK (octet_length(owner_hash) = 32),
    sealed     BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX form_expiry ON form (expires_at);

CREATE TABLE survey (
    id             UUID NOT NULL PRIMARY KEY,
    case_id        UUID NOT NULL REFERENCES case_file (id),
    token_hash     BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    invited_at     TIMESTAMPTZ NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    score          BIGINT CHECK (score BETWEEN 1 AND 5),
    reasons        TEXT NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(reasons::jsonb) = 'array'),
    sealed_comment BYTEA,
    wants_call     BOOLEAN NOT NULL DEFAULT FALSE,
    answered_at    TIMESTAMPTZ,
    completed_at   TIMESTAMPTZ
);

CREATE INDEX survey_case ON survey (case_id, invited_at);

CREATE TABLE survey_answer (
    survey_id UUID NOT NULL REFERENCES survey (id),
    ordinal   BIGINT NOT NULL CHECK (ordinal >= 1),
    score     BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    at        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (survey_id, ordinal)
);

CREATE TABLE calendar_year (
    year        BIGINT NOT NULL PRIMARY KEY CHECK (year BETWEEN 1949 AND 9999),
    plan        TEXT NOT NULL CHECK (plan::jsonb IS NOT NULL),
    source      TEXT NOT NULL,
    imported_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE setting (
    key        TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL CHECK (value::jsonb IS NOT NULL),
    updated_at TIMESTAMPTZ NOT NULL
);
