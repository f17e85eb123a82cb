-- From which day on an item of a code list is offered, or no longer. Append-only: what was chosen
-- earlier stays what it was.

CREATE TABLE code_offer (
    id         BLOB NOT NULL PRIMARY KEY,
    list       TEXT NOT NULL,
    code       TEXT NOT NULL,
    is_offered INTEGER NOT NULL CHECK (is_offered IN (0, 1)),
    begins_on  TEXT NOT NULL,
    set_at     TEXT NOT NULL,
    set_by     BLOB NOT NULL REFERENCES account (id)
) STRICT;

CREATE TRIGGER code_offer_no_update BEFORE UPDATE ON code_offer
BEGIN
    SELECT RAISE(ABORT, 'code_offer is append-only');
END;

CREATE TRIGGER code_offer_no_delete BEFORE DELETE ON code_offer
BEGIN
    SELECT RAISE(ABORT, 'code_offer is append-only');
END;
