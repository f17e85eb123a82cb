-- Targets that administrators set for the clocks of a kind of organisation. Append-only: a case
-- keeps the target in force when its clock started.

CREATE TABLE clock_target (
    id                UUID NOT NULL PRIMARY KEY,
    organisation_kind TEXT NOT NULL,
    clock             TEXT NOT NULL,
    -- Number and unit as JSON.
    period            TEXT NOT NULL,
    begins_at         TIMESTAMPTZ NOT NULL,
    set_at            TIMESTAMPTZ NOT NULL,
    set_by            UUID NOT NULL REFERENCES account (id)
);

CREATE TRIGGER clock_target_append_only BEFORE UPDATE OR DELETE ON clock_target
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER clock_target_no_truncate BEFORE TRUNCATE ON clock_target
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
