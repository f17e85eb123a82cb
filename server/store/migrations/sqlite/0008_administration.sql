-- Administration: closed organisations, passwords to be changed, the trail of what was done.

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
    -- The organisation or account, by its identifier.
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
