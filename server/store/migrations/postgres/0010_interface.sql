-- What other programs need: tokens of machine accounts, and proofs of work that were used.

CREATE TABLE machine_token (
    id           UUID NOT NULL PRIMARY KEY,
    account_id   UUID NOT NULL REFERENCES account (id),
    name         TEXT NOT NULL,
    prefix       TEXT NOT NULL,
    token_hash   BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    scopes       TEXT NOT NULL CHECK (jsonb_typeof(scopes::jsonb) = 'array'),
    issued_by    UUID REFERENCES account (id),
    created_at   TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ,
    revoked_at   TIMESTAMPTZ
);

CREATE INDEX machine_token_account ON machine_token (account_id, created_at);

CREATE TABLE spent_proof (
    challenge_hash BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(challenge_hash) = 32),
    expires_at     TIMESTAMPTZ NOT NULL
);

CREATE INDEX spent_proof_expiry ON spent_proof (expires_at);
