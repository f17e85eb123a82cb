-- Links by which a business answers a complaint. The token is derived from the id, never stored.

CREATE TABLE business_link (
    id         UUID NOT NULL PRIMARY KEY,
    case_id    UUID NOT NULL REFERENCES case_file (id),
    account_id UUID NOT NULL REFERENCES account (id),
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX business_link_case ON business_link (case_id);
CREATE INDEX business_link_expiry ON business_link (expires_at);
