-- Files that people hand in. The bytes lie outside the database, sealed; see docs/decisions/0011.

CREATE TABLE attachment (
    id            BLOB NOT NULL PRIMARY KEY,
    -- The draft or the case it belongs to. A row of neither is a file that is on its way in, or one
    -- that is to be deleted.
    draft_hash    BLOB REFERENCES draft (token_hash) ON DELETE SET NULL,
    case_id       BLOB REFERENCES case_file (id),
    -- Key and description, under the key of drafts or of the case: erasing the case erases the file.
    sealed        BLOB,
    created_at    TEXT NOT NULL,
    -- When a file of nobody is deleted.
    discard_after TEXT NOT NULL,
    CHECK (draft_hash IS NULL OR case_id IS NULL),
    CHECK (sealed IS NOT NULL OR (draft_hash IS NULL AND case_id IS NULL))
) STRICT;

CREATE INDEX attachment_draft ON attachment (draft_hash, id) WHERE draft_hash IS NOT NULL;
CREATE INDEX attachment_case ON attachment (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX attachment_of_nobody ON attachment (discard_after)
    WHERE draft_hash IS NULL AND case_id IS NULL;
