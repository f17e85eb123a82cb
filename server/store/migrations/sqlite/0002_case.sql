-- Cases: the append-only events, and what is derived from them for reading.

CREATE TABLE case_file (
    id              BLOB NOT NULL PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE CHECK (length(number) = 21),
    receipt_hash    BLOB NOT NULL UNIQUE CHECK (length(receipt_hash) = 32),
    case_type       TEXT NOT NULL,
    state           TEXT NOT NULL,
    ruleset         TEXT NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    assignee_id     BLOB REFERENCES account (id),
    channel         TEXT NOT NULL,
    received_at     TEXT NOT NULL,
    version         INTEGER NOT NULL CHECK (version >= 1),
    problem         TEXT,
    item            TEXT,
    outcome         TEXT,
    is_open         INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    closed_at       TEXT,
    queue           TEXT NOT NULL CHECK (queue IN ('unreviewed', 'open', 'call_back', 'done')),
    warn_at         TEXT,
    overdue_at      TEXT,
    -- Sorts a case without a running deadline last, alike on both engines.
    due_order       TEXT NOT NULL
                    CHECK (due_order = COALESCE(overdue_at, '9999-12-31T00:00:00.000000Z')),
    -- NULL once the case is erased: everything sealed with this key is then unreadable.
    wrapped_key     BLOB,
    summary         BLOB NOT NULL,
    head            BLOB NOT NULL CHECK (length(head) = 32),
    updated_at      TEXT NOT NULL
) STRICT;

CREATE INDEX case_file_queue ON case_file (organisation_id, queue, due_order, id);
CREATE INDEX case_file_due ON case_file (organisation_id, is_open, due_order, id, warn_at);
CREATE INDEX case_file_assignee ON case_file (assignee_id, is_open, due_order, id);
CREATE INDEX case_file_received ON case_file (organisation_id, received_at, id);
CREATE INDEX case_file_state ON case_file (organisation_id, state, received_at, id);

CREATE TABLE case_event (
    case_id    BLOB NOT NULL REFERENCES case_file (id),
    version    INTEGER NOT NULL CHECK (version >= 1),
    kind       TEXT NOT NULL,
    at         TEXT NOT NULL,
    actor      TEXT NOT NULL CHECK (json_valid(actor)),
    sealed     BLOB NOT NULL,
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    hash       BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (case_id, version)
) STRICT;

CREATE TRIGGER case_event_no_update BEFORE UPDATE ON case_event
BEGIN
    SELECT RAISE(ABORT, 'case_event is append-only');
END;

CREATE TRIGGER case_event_no_delete BEFORE DELETE ON case_event
BEGIN
    SELECT RAISE(ABORT, 'case_event is append-only');
END;

CREATE TABLE case_clock (
    case_id     BLOB NOT NULL REFERENCES case_file (id),
    clock       TEXT NOT NULL,
    ordinal     INTEGER NOT NULL CHECK (ordinal >= 1),
    started_at  TEXT NOT NULL,
    due_at      TEXT,
    wall_at     TEXT,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    paused      INTEGER NOT NULL CHECK (paused IN (0, 1)),
    stopped_at  TEXT,
    PRIMARY KEY (case_id, clock, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_clock_provisional ON case_clock (case_id) WHERE provisional = TRUE;

-- Equality search: keyed hashes of normalised phones, names, credit codes.
CREATE TABLE case_lookup (
    kind    TEXT NOT NULL,
    hash    BLOB NOT NULL,
    case_id BLOB NOT NULL REFERENCES case_file (id),
    PRIMARY KEY (kind, hash, case_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_lookup_case ON case_lookup (case_id);

-- Badges: cases for each queue, moved in the transaction that moves the case.
CREATE TABLE counter (
    organisation_id BLOB NOT NULL,
    queue           TEXT NOT NULL,
    n               INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, queue)
) STRICT, WITHOUT ROWID;

CREATE TABLE serial (
    organisation_id BLOB NOT NULL,
    case_type       TEXT NOT NULL,
    day             TEXT NOT NULL,
    next            INTEGER NOT NULL CHECK (next >= 1),
    PRIMARY KEY (organisation_id, case_type, day)
) STRICT, WITHOUT ROWID;

-- Who looked at what: a chain of its own, outside the case version.
CREATE TABLE access_event (
    case_id       BLOB NOT NULL REFERENCES case_file (id),
    ordinal       INTEGER NOT NULL CHECK (ordinal >= 1),
    at            TEXT NOT NULL,
    actor         TEXT NOT NULL CHECK (json_valid(actor)),
    field         TEXT NOT NULL,
    reason_sealed BLOB,
    hash          BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (case_id, ordinal)
) STRICT;

CREATE TRIGGER access_event_no_update BEFORE UPDATE ON access_event
BEGIN
    SELECT RAISE(ABORT, 'access_event is append-only');
END;

CREATE TRIGGER access_event_no_delete BEFORE DELETE ON access_event
BEGIN
    SELECT RAISE(ABORT, 'access_event is append-only');
END;

-- The daily Merkle root over the chain heads of all cases.
CREATE TABLE anchor (
    day        TEXT NOT NULL PRIMARY KEY,
    root       BLOB NOT NULL CHECK (length(root) = 32),
    cases      INTEGER NOT NULL CHECK (cases >= 0),
    created_at TEXT NOT NULL
) STRICT;
