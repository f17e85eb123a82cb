-- Which event of each case a daily root covers, so that a root can be computed again: a row for
-- each day on which the case had moved on. Roots from before cannot be traced.

CREATE TABLE anchor_leaf (
    case_id BLOB NOT NULL REFERENCES case_file (id),
    version INTEGER NOT NULL CHECK (version > 0),
    day     TEXT NOT NULL,
    PRIMARY KEY (case_id, version)
) STRICT, WITHOUT ROWID;

ALTER TABLE anchor ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;
