-- Codes with which an unsent filing goes on at another device: each works once and for a short
-- time. The token of the draft is sealed, so a code alone opens nothing.

CREATE TABLE draft_code (
    code_hash  BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(code_hash) = 32),
    draft_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(draft_hash) = 32),
    sealed     BYTEA NOT NULL,
    misses     BIGINT NOT NULL DEFAULT 0 CHECK (misses >= 0),
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX draft_code_expiry ON draft_code (expires_at);
