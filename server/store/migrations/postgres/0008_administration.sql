-- Administration: closed organisations, passwords to be changed, the trail of what was done.

ALTER TABLE organisation ADD COLUMN closed_at TIMESTAMPTZ;
ALTER TABLE account ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT FALSE;

-- Who changed what. Append-only; values before and after are sealed, staff have names too.
CREATE TABLE administration_event (
    id              UUID NOT NULL PRIMARY KEY,
    at              TIMESTAMPTZ NOT NULL,
    -- Whose matter it is: who administers it may read the line.
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    actor           TEXT NOT NULL,
    deed            TEXT NOT NULL,
    -- The organisation or account, by its identifier.
    subject         TEXT NOT NULL,
    sealed          BYTEA NOT NULL
);

CREATE INDEX administration_event_at ON administration_event (at, id);
CREATE INDEX administration_event_subject ON administration_event (subject, at, id);

CREATE TRIGGER administration_event_append_only BEFORE UPDATE OR DELETE ON administration_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER administration_event_no_truncate BEFORE TRUNCATE ON administration_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
