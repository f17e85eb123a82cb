-- What leaves the house or tells its people: messages, the timetable, notices about deadlines.

CREATE TABLE outbox (
    id           BLOB NOT NULL PRIMARY KEY,
    case_id      BLOB REFERENCES case_file (id),
    channel      TEXT NOT NULL CHECK (channel IN ('sms', 'email', 'inbox')),
    template     TEXT NOT NULL,
    -- Addressee and variables, under the key of the case: erasing the case erases them.
    sealed       BLOB NOT NULL,
    created_at   TEXT NOT NULL,
    send_after   TEXT NOT NULL,
    -- Set before the gateway is asked, cleared when it surely did not send.
    tried_at     TEXT,
    sent_at      TEXT,
    failed_at    TEXT,
    attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    dedup_key    TEXT NOT NULL UNIQUE,
    -- NULL on a sent message: it was kept here and nothing left.
    provider_ref TEXT
) STRICT;

CREATE INDEX outbox_created ON outbox (created_at, id);
CREATE INDEX outbox_case ON outbox (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;

-- Work that comes round. Whoever moves a row enqueues its job, so no worker has to lead.
CREATE TABLE schedule (
    name        TEXT NOT NULL PRIMARY KEY,
    next_run_at TEXT NOT NULL
) STRICT;

-- What staff are told: one person, or everybody in the organisation when account_id is NULL.
CREATE TABLE notice (
    id              BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    account_id      BLOB REFERENCES account (id),
    case_id         BLOB NOT NULL REFERENCES case_file (id),
    kind            TEXT NOT NULL,
    -- What it is about: for a deadline the code of the clock.
    subject         TEXT NOT NULL,
    level           TEXT NOT NULL,
    dedup_key       TEXT NOT NULL UNIQUE,
    created_at      TEXT NOT NULL,
    seen_at         TEXT
) STRICT;

CREATE INDEX notice_unseen ON notice (organisation_id, created_at, id) WHERE seen_at IS NULL;
CREATE INDEX notice_seen ON notice (seen_at) WHERE seen_at IS NOT NULL;

-- When half and four fifths of the target are used up, and how many warnings were given.
ALTER TABLE case_clock ADD COLUMN half_at TEXT;
ALTER TABLE case_clock ADD COLUMN near_at TEXT;
ALTER TABLE case_clock ADD COLUMN warned INTEGER NOT NULL DEFAULT 0 CHECK (warned BETWEEN 0 AND 4);

-- The next warning of each running clock; store::clock uses the same expression.
CREATE INDEX case_clock_warning ON case_clock (
    (CASE warned
        WHEN 0 THEN COALESCE(half_at, wall_at)
        WHEN 1 THEN COALESCE(near_at, wall_at)
        WHEN 2 THEN COALESCE(due_at, wall_at)
        WHEN 3 THEN wall_at
    END)
) WHERE stopped_at IS NULL;
