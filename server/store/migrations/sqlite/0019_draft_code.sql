-- Codes with which an unsent filing goes on at another device: each works once and for a short
-- time. The token of the draft is sealed, so a code alone opens nothing.

CREATE TABLE draft_code (
    code_hash  BLOB NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    draft_hash BLOB NOT NULL UNIQUE CHECK (length(draft_hash) = 32),
    sealed     BLOB NOT NULL,
    misses     INTEGER NOT NULL DEFAULT 0 CHECK (misses >= 0),
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX draft_code_expiry ON draft_code (expires_at);
