-- Cases: the append-only events, and what is derived from them for reading.

CREATE TABLE case_file (
    id              UUID NOT NULL PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE CHECK (length(number) = 21),
    receipt_hash    BYTEA NOT NULL UNIQUE CHECK (octet_length(receipt_hash) = 32),
    case_type       TEXT NOT NULL,
    state           TEXT NOT NULL,
    ruleset         TEXT NOT NULL,
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    assignee_id     UUID REFERENCES account (id),
    channel         TEXT NOT NULL,
    received_at     TIMESTAMPTZ NOT NULL,
    version         BIGINT NOT NULL CHECK (version >= 1),
    problem         TEXT,
    item            TEXT,
    outcome         TEXT,
    is_open         BOOLEAN NOT NULL,
    closed_at       TIMESTAMPTZ,
    queue           TEXT NOT NULL CHECK (queue IN ('unreviewed', 'open', 'call_back', 'done')),
    warn_at         TIMESTAMPTZ,
    overdue_at      TIMESTAMPTZ,
    -- Sorts a case without a running deadline last, alike on both engines.
    due_order       TIMESTAMPTZ NOT NULL
                    CHECK (due_order = COALESCE(overdue_at, TIMESTAMPTZ '9999-12-31 00:00:00+00')),
    -- NULL once the case is erased: everything sealed with this key is then unreadable.
    wrapped_key     BYTEA,
    summary         BYTEA NOT NULL,
    head            BYTEA NOT NULL CHECK (octet_length(head) = 32),
    updated_at      TIMESTAMPTZ NOT NULL
);

CREATE INDEX case_file_queue ON case_file (organisation_id, queue, due_order, id);
CREATE INDEX case_file_due ON case_file (organisation_id, is_open, due_order, id, warn_at);
CREATE INDEX case_file_assignee ON case_file (assignee_id, is_open, due_order, id);
CREATE INDEX case_file_received ON case_file (organisation_id, received_at, id);
CREATE INDEX case_file_state ON case_file (organisation_id, state, received_at, id);

CREATE TABLE case_event (
    case_id    UUID NOT NULL REFERENCES case_file (id),
    version    BIGINT NOT NULL CHECK (version >= 1),
    kind       TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    actor      TEXT NOT NULL CHECK (actor::jsonb IS NOT NULL),
    sealed     BYTEA NOT NULL,
    commitment BYTEA NOT NULL CHECK (octet_length(commitment) = 32),
    hash       BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (case_id, version)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE ON case_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER case_event_no_truncate BEFORE TRUNCATE ON case_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE case_clock (
    case_id     UUID NOT NULL REFERENCES case_file (id),
    clock       TEXT NOT NULL,
    ordinal     BIGINT NOT NULL CHECK (ordinal >= 1),
    started_at  TIMESTAMPTZ NOT NULL,
    due_at      TIMESTAMPTZ,
    wall_at     TIMESTAMPTZ,
    provisional BOOLEAN NOT NULL,
    paused      BOOLEAN NOT NULL,
    stopped_at  TIMESTAMPTZ,
    PRIMARY KEY (case_id, clock, ordinal)
);

CREATE INDEX case_clock_provisional ON case_clock (case_id) WHERE provisional = TRUE;

-- Equality search: keyed hashes of normalised phones, names, credit codes.
CREATE TABLE case_lookup (
    kind    TEXT NOT NULL,
    hash    BYTEA NOT NULL,
    case_id UUID NOT NULL REFERENCES case_file (id),
    PRIMARY KEY (kind, hash, case_id)
);

CREATE INDEX case_lookup_case ON case_lookup (case_id);

-- Badges: cases for each queue, moved in the transaction that moves the case.
CREATE TABLE counter (
    organisation_id UUID NOT NULL,
    queue           TEXT NOT NULL,
    n               BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, queue)
);

CREATE TABLE serial (
    organisation_id UUID NOT NULL,
    case_type       TEXT NOT NULL,
    day             DATE NOT NULL,
    next            BIGINT NOT NULL CHECK (next >= 1),
    PRIMARY KEY (organisation_id, case_type, day)
);

-- Who looked at what: a chain of its own, outside the case version.
CREATE TABLE access_event (
    case_id       UUID NOT NULL REFERENCES case_file (id),
    ordinal       BIGINT NOT NULL CHECK (ordinal >= 1),
    at            TIMESTAMPTZ NOT NULL,
    actor         TEXT NOT NULL CHECK (actor::jsonb IS NOT NULL),
    field         TEXT NOT NULL,
    reason_sealed BYTEA,
    hash          BYTEA NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (case_id, ordinal)
);

CREATE TRIGGER access_event_append_only BEFORE UPDATE OR DELETE ON access_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER access_event_no_truncate BEFORE TRUNCATE ON access_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The daily Merkle root over the chain heads of all cases.
CREATE TABLE anchor (
    day        DATE NOT NULL PRIMARY KEY,
    root       BYTEA NOT NULL CHECK (octet_length(root) = 32),
    cases      BIGINT NOT NULL CHECK (cases >= 0),
    created_at TIMESTAMPTZ NOT NULL
);
