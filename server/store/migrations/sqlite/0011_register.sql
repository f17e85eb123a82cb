-- The register of businesses, unfinished registrations, and links that open one case for a while.

-- Everything that names a business is sealed: a trader's name may be a person's.
CREATE TABLE business (
    id          BLOB NOT NULL PRIMARY KEY,
    version     INTEGER NOT NULL CHECK (version >= 1),
    sealed      BLOB NOT NULL,
    -- The entry that took this one in; it stays as a sign that points there.
    merged_into BLOB REFERENCES business (id),
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL
) STRICT;

CREATE INDEX business_recent ON business (updated_at, id) WHERE merged_into IS NULL;

-- Keyed hashes of whole names and credit codes, of the same kinds as in case_lookup.
CREATE TABLE business_key (
    kind        TEXT NOT NULL,
    hash        BLOB NOT NULL,
    business_id BLOB NOT NULL REFERENCES business (id),
    PRIMARY KEY (kind, hash, business_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX business_key_business ON business_key (business_id);
CREATE UNIQUE INDEX business_key_code ON business_key (hash) WHERE kind = 'credit_code';

-- Keyed hashes of parts of names and of their pinyin initials.
CREATE TABLE business_token (
    token       TEXT NOT NULL,
    business_id BLOB NOT NULL REFERENCES business (id),
    PRIMARY KEY (token, business_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX business_token_business ON business_token (business_id);

CREATE TABLE business_case (
    case_id     BLOB NOT NULL REFERENCES case_file (id),
    business_id BLOB NOT NULL REFERENCES business (id),
    PRIMARY KEY (case_id, business_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX business_case_business ON business_case (business_id, case_id);

-- Who changed an entry, and how it was before.
CREATE TABLE business_change (
    business_id BLOB NOT NULL REFERENCES business (id),
    version     INTEGER NOT NULL CHECK (version >= 1),
    at          TEXT NOT NULL,
    actor       TEXT NOT NULL CHECK (json_valid(actor)),
    kind        TEXT NOT NULL CHECK (kind IN ('added', 'edited', 'merged', 'took_in')),
    sealed      BLOB NOT NULL,
    PRIMARY KEY (business_id, version)
) STRICT;

CREATE TRIGGER business_change_no_update BEFORE UPDATE ON business_change
BEGIN
    SELECT RAISE(ABORT, 'business_change is append-only');
END;

CREATE TRIGGER business_change_no_delete BEFORE DELETE ON business_change
BEGIN
    SELECT RAISE(ABORT, 'business_change is append-only');
END;

-- What an officer has typed of a case that is not registered yet.
CREATE TABLE unfinished (
    id         BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    sealed     BLOB NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX unfinished_account ON unfinished (account_id, updated_at);
CREATE INDEX unfinished_expiry ON unfinished (expires_at);

-- A link that opens one case for the person who filed it, a few times and for a while.
CREATE TABLE case_link (
    id         BLOB NOT NULL PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_file (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    code_hash  BLOB NOT NULL CHECK (length(code_hash) = 32),
    opens_left INTEGER NOT NULL CHECK (opens_left >= 0),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX case_link_code ON case_link (code_hash);
CREATE INDEX case_link_case ON case_link (case_id);
CREATE INDEX case_link_expiry ON case_link (expires_at);
