-- What other programs need: tokens of machine accounts, and proofs of work that were used.

CREATE TABLE machine_token (
    id           BLOB NOT NULL PRIMARY KEY,
    account_id   BLOB NOT NULL REFERENCES account (id),
    name         TEXT NOT NULL,
    prefix       TEXT NOT NULL,
    token_hash   BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    scopes       TEXT NOT NULL CHECK (json_type(scopes) = 'array'),
    issued_by    BLOB REFERENCES account (id),
    created_at   TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    last_used_at TEXT,
    revoked_at   TEXT
) STRICT;

CREATE INDEX machine_token_account ON machine_token (account_id, created_at);

CREATE TABLE spent_proof (
    challenge_hash BLOB NOT NULL PRIMARY KEY CHECK (length(challenge_hash) = 32),
    expires_at     TEXT NOT NULL
) STRICT;

CREATE INDEX spent_proof_expiry ON spent_proof (expires_at);
