-- Targets that administrators set for the clocks of a kind of organisation. Append-only: a case
-- keeps the target in force when its clock started.

CREATE TABLE clock_target (
    id                BLOB NOT NULL PRIMARY KEY,
    organisation_kind TEXT NOT NULL,
    clock             TEXT NOT NULL,
    -- Number and unit as JSON.
    period            TEXT NOT NULL,
    begins_at         TEXT NOT NULL,
    set_at            TEXT NOT NULL,
    set_by            BLOB NOT NULL REFERENCES account (id)
) STRICT;

CREATE TRIGGER clock_target_no_update BEFORE UPDATE ON clock_target
BEGIN
    SELECT RAISE(ABORT, 'clock_target is append-only');
END;

CREATE TRIGGER clock_target_no_delete BEFORE DELETE ON clock_target
BEGIN
    SELECT RAISE(ABORT, 'clock_target is append-only');
END;
