-- Tables of cases that come from other registers and go to them.

-- A file that waits for confirmation is kept like a query is: sealed, for one person, for a time.
ALTER TABLE stored_query RENAME TO kept;
DROP INDEX stored_query_expiry;
CREATE INDEX kept_expiry ON kept (expires_at);

-- Which case a row of another register became: the keyed hash of what tells the row from others.
CREATE TABLE case_origin (
    hash    TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    case_id BLOB NOT NULL UNIQUE REFERENCES case_file (id),
    -- The file it came with.
    file_id BLOB NOT NULL
) STRICT;

-- Who took which cases out of the system, and what exactly.
CREATE TABLE export_event (
    id            BLOB NOT NULL PRIMARY KEY,
    at            TEXT NOT NULL,
    actor         TEXT NOT NULL CHECK (json_valid(actor)),
    format        TEXT NOT NULL,
    -- Codes of the filter; a search by its opaque id.
    filter        TEXT NOT NULL CHECK (json_valid(filter)),
    masked        INTEGER NOT NULL CHECK (masked IN (0, 1)),
    reason_sealed BLOB,
    cases         INTEGER NOT NULL CHECK (cases >= 0),
    -- SHA-256 of the file.
    sha256        BLOB NOT NULL CHECK (length(sha256) = 32),
    CHECK (masked = 1 OR reason_sealed IS NOT NULL)
) STRICT;

CREATE INDEX export_event_at ON export_event (at, id);

CREATE TRIGGER export_event_no_update BEFORE UPDATE ON export_event
BEGIN
    SELECT RAISE(ABORT, 'export_event is append-only');
END;

CREATE TRIGGER export_event_no_delete BEFORE DELETE ON export_event
BEGIN
    SELECT RAISE(ABORT, 'export_event is append-only');
END;
