-- Administration: closed organisations, passwords to be changed, the trail of what was done, and
-- what a county sets for itself.

ALTER TABLE organisation ADD COLUMN closed_at TEXT;
ALTER TABLE account ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1));

-- Who changed what. Append-only; values before and after are sealed, staff have names too.
CREATE TABLE administration_event (
    id              BLOB NOT NULL PRIMARY KEY,
    at              TEXT NOT NULL,
    -- Whose matter it is: who administers it may read the line.
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    actor           TEXT NOT NULL CHECK (json_valid(actor)),
    deed            TEXT NOT NULL,
    -- An identifier, a year or a code list.
    subject         TEXT NOT NULL,
    sealed          BLOB NOT NULL
) STRICT;

CREATE INDEX administration_event_at ON administration_event (at, id);
CREATE INDEX administration_event_subject ON administration_event (subject, at, id);

CREATE TRIGGER administration_event_no_update BEFORE UPDATE ON administration_event
BEGIN
    SELECT RAISE(ABORT, 'administration_event is append-only');
END;

CREATE TRIGGER administration_event_no_delete BEFORE DELETE ON administration_event
BEGIN
    SELECT RAISE(ABORT, 'administration_event is append-only');
END;

-- Targets that differ from those of the product, for an organisation and all below it.
CREATE TABLE clock_setting (
    organisation_id BLOB NOT NULL REFERENCES organisation (id),
    effective_from  TEXT NOT NULL,
    targets         TEXT NOT NULL CHECK (json_valid(targets)),
    created_at      TEXT NOT NULL,
    PRIMARY KEY (organisation_id, effective_from)
) STRICT, WITHOUT ROWID;

-- Entries of code lists that are not offered, or stand elsewhere than in the product's order.
CREATE TABLE code_switch (
    list       TEXT NOT NULL,
    code       TEXT NOT NULL,
    is_off     INTEGER NOT NULL CHECK (is_off IN (0, 1)),
    position   INTEGER,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (list, code)
) STRICT, WITHOUT ROWID;
