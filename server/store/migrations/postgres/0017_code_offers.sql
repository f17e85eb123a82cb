-- From which day on an item of a code list is offered, or no longer. Append-only: what was chosen
-- earlier stays what it was.

CREATE TABLE code_offer (
    id         UUID NOT NULL PRIMARY KEY,
    list       TEXT NOT NULL,
    code       TEXT NOT NULL,
    is_offered BOOLEAN NOT NULL,
    begins_on  DATE NOT NULL,
    set_at     TIMESTAMPTZ NOT NULL,
    set_by     UUID NOT NULL REFERENCES account (id)
);

CREATE TRIGGER code_offer_append_only BEFORE UPDATE OR DELETE ON code_offer
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER code_offer_no_truncate BEFORE TRUNCATE ON code_offer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
