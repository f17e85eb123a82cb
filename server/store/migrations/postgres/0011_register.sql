-- The register of businesses, unfinished registrations, and links that open one case for a while.

-- Everything that names a business is sealed: a trader's name may be a person's.
CREATE TABLE business (
    id          UUID NOT NULL PRIMARY KEY,
    version     BIGINT NOT NULL CHECK (version >= 1),
    sealed      BYTEA NOT NULL,
    -- The entry that took this one in; it stays as a sign that points there.
    merged_into UUID REFERENCES business (id),
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL
);

CREATE INDEX business_recent ON business (updated_at, id) WHERE merged_into IS NULL;

-- Keyed hashes of whole names and credit codes, of the same kinds as in case_lookup.
CREATE TABLE business_key (
    kind        TEXT NOT NULL,
    hash        BYTEA NOT NULL,
    business_id UUID NOT NULL REFERENCES business (id),
    PRIMARY KEY (kind, hash, business_id)
);

CREATE INDEX business_key_business ON business_key (business_id);
CREATE UNIQUE INDEX business_key_code ON business_key (hash) WHERE kind = 'credit_code';

-- Keyed hashes of parts of names and of their pinyin initials.
CREATE TABLE business_token (
    token       TEXT NOT NULL,
    business_id UUID NOT NULL REFERENCES business (id),
    PRIMARY KEY (token, business_id)
);

CREATE INDEX business_token_business ON business_token (business_id);

CREATE TABLE business_case (
    case_id     UUID NOT NULL REFERENCES case_file (id),
    business_id UUID NOT NULL REFERENCES business (id),
    PRIMARY KEY (case_id, business_id)
);

CREATE INDEX business_case_business ON business_case (business_id, case_id);

-- Who changed an entry, and how it was before.
CREATE TABLE business_change (
    business_id UUID NOT NULL REFERENCES business (id),
    version     BIGINT NOT NULL CHECK (version >= 1),
    at          TIMESTAMPTZ NOT NULL,
    actor       TEXT NOT NULL CHECK (actor::jsonb IS NOT NULL),
    kind        TEXT NOT NULL CHECK (kind IN ('added', 'edited', 'merged', 'took_in')),
    sealed      BYTEA NOT NULL,
    PRIMARY KEY (business_id, version)
);

CREATE TRIGGER business_change_append_only BEFORE UPDATE OR DELETE ON business_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER business_change_no_truncate BEFORE TRUNCATE ON business_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What an officer has typed of a case that is not registered yet.
CREATE TABLE unfinished (
    id         UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    sealed     BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX unfinished_account ON unfinished (account_id, updated_at);
CREATE INDEX unfinished_expiry ON unfinished (expires_at);

-- A link that opens one case for the person who filed it, a few times and for a while.
CREATE TABLE case_link (
    id         UUID NOT NULL PRIMARY KEY,
    case_id    UUID NOT NULL REFERENCES case_file (id),
    account_id UUID NOT NULL REFERENCES account (id),
    code_hash  BYTEA NOT NULL CHECK (octet_length(code_hash) = 32),
    opens_left BIGINT NOT NULL CHECK (opens_left >= 0),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX case_link_code ON case_link (code_hash);
CREATE INDEX case_link_case ON case_link (case_id);
CREATE INDEX case_link_expiry ON case_link (expires_at);
