-- Search by words: keyed hashes of tokens, nothing that can be read or put together again.

-- The place of a case in the text index; newer cases have higher places.
CREATE TABLE case_place (
    place   INTEGER NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL UNIQUE REFERENCES case_file (id),
    -- FALSE until the index holds the case.
    indexed INTEGER NOT NULL CHECK (indexed IN (0, 1))
) STRICT;

CREATE INDEX case_place_missing ON case_place (place) WHERE indexed = FALSE;

-- The rowid is the place. No content and no positions are kept.
CREATE VIRTUAL TABLE case_text USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = 'unicode61'
);

-- Cases from before this index, oldest first, so that the order of places is the order of time.
INSERT INTO case_place (case_id, indexed) SELECT id, FALSE FROM case_file ORDER BY id;

-- What staff searched for; the address bar holds the id only.
CREATE TABLE stored_query (
    id         BLOB NOT NULL PRIMARY KEY,
    owner_hash BLOB NOT NULL CHECK (length(owner_hash) = 32),
    sealed     BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX stored_query_expiry ON stored_query (expires_at);
