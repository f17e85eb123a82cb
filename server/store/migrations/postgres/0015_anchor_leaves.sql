-- Which event of each case a daily root covers, so that a root can be computed again: a row for
-- each day on which the case had moved on. Roots from before cannot be traced.

CREATE TABLE anchor_leaf (
    case_id UUID NOT NULL REFERENCES case_file (id),
    version BIGINT NOT NULL CHECK (version > 0),
    day     DATE NOT NULL,
    PRIMARY KEY (case_id, version)
);

ALTER TABLE anchor ADD COLUMN traced BOOLEAN NOT NULL DEFAULT FALSE;
