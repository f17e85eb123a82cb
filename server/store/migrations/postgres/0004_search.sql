-- Search by words: keyed hashes of tokens, nothing that can be read or put together again.

-- The place of a case in the text index; newer cases have higher places.
CREATE TABLE case_place (
    place   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id UUID NOT NULL UNIQUE REFERENCES case_file (id),
    -- FALSE until the index holds the case.
    indexed BOOLEAN NOT NULL
);

CREATE INDEX case_place_missing ON case_place (place) WHERE indexed = FALSE;

-- No positions are kept.
CREATE TABLE case_text (
    place  BIGINT NOT NULL PRIMARY KEY REFERENCES case_place (place),
    tokens TSVECTOR NOT NULL
);

-- Without the pending list, whose length would slow down every search after a busy hour.
CREATE INDEX case_text_tokens ON case_text USING gin (tokens) WITH (fastupdate = off);

-- Cases from before this index, oldest first, so that the order of places is the order of time.
INSERT INTO case_place (case_id, indexed) SELECT id, FALSE FROM case_file ORDER BY id;

-- What staff searched for; the address bar holds the id only.
CREATE TABLE stored_query (
    id         UUID NOT NULL PRIMARY KEY,
    owner_hash BYTEA NOT NULL CHECK (octet_length(owner_hash) = 32),
    sealed     BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX stored_query_expiry ON stored_query (expires_at);
