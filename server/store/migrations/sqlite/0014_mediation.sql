-- Links by which a business answers a complaint. The token is derived from the id, never stored.

CREATE TABLE business_link (
    id         BLOB NOT NULL PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_file (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX business_link_case ON business_link (case_id);
CREATE INDEX business_link_expiry ON business_link (expires_at);
