-- Tables of cases that come from other registers and go to them.

-- A file that waits for confirmation is kept like a query is: sealed, for one person, for a time.
ALTER TABLE stored_query RENAME TO kept;
DROP INDEX stored_query_expiry;
CREATE INDEX kept_expiry ON kept (expires_at);

-- Which case a row of another register became: the keyed hash of what tells the row from others.
CREATE TABLE case_origin (
    hash    TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
    case_id UUID NOT NULL UNIQUE REFERENCES case_file (id),
    -- The file it came with.
    file_id UUID NOT NULL
);

-- Who took which cases out of the system, and what exactly.
CREATE TABLE export_event (
    id            UUID NOT NULL PRIMARY KEY,
    at            TIMESTAMPTZ NOT NULL,
    actor         TEXT NOT NULL CHECK (actor::jsonb IS NOT NULL),
    format        TEXT NOT NULL,
    -- Codes of the filter; a search by its opaque id.
    filter        TEXT NOT NULL CHECK (filter::jsonb IS NOT NULL),
    masked        BOOLEAN NOT NULL,
    reason_sealed BYTEA,
    cases         BIGINT NOT NULL CHECK (cases >= 0),
    -- SHA-256 of the file.
    sha256        BYTEA NOT NULL CHECK (octet_length(sha256) = 32),
    CHECK (masked OR reason_sealed IS NOT NULL)
);

CREATE INDEX export_event_at ON export_event (at, id);

CREATE TRIGGER export_event_append_only BEFORE UPDATE OR DELETE ON export_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER export_event_no_truncate BEFORE TRUNCATE ON export_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
