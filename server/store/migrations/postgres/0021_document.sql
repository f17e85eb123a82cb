-- Issued documents: their numbers, one series for each organisation, template and year, and what
-- everybody may learn who holds one. A voided document keeps its number. Nothing here names a
-- person; the documents themselves are files of their case.

ALTER TABLE organisation ADD COLUMN document_sign TEXT;

CREATE TABLE document (
    file_id         UUID NOT NULL PRIMARY KEY,
    case_id         UUID NOT NULL REFERENCES case_file (id),
    organisation_id UUID NOT NULL REFERENCES organisation (id),
    template        TEXT NOT NULL,
    year            BIGINT NOT NULL,
    serial          BIGINT NOT NULL CHECK (serial > 0),
    number          TEXT NOT NULL,
    issued_on       DATE NOT NULL,
    sha256          TEXT NOT NULL CHECK (length(sha256) = 64),
    check_code      TEXT NOT NULL UNIQUE,
    voided_at       TIMESTAMPTZ,
    UNIQUE (organisation_id, template, year, serial)
);
