-- Second factors, recovery codes and PINs of staff, and sessions that wait or are locked.

-- The secret is sealed; last_step is the latest time step of which a code was used.
CREATE TABLE second_factor (
    account_id   BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed       BLOB NOT NULL,
    last_step    INTEGER,
    proposed_at  TEXT NOT NULL,
    confirmed_at TEXT
) STRICT;

CREATE TABLE recovery_code (
    account_id BLOB NOT NULL REFERENCES account (id),
    place      INTEGER NOT NULL CHECK (place >= 0),
    code_hash  TEXT NOT NULL,
    PRIMARY KEY (account_id, place)
) STRICT;

CREATE TABLE pin (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
    pin_hash   TEXT NOT NULL,
    set_at     TEXT NOT NULL
) STRICT;

-- After the password and before the code a session opens nothing.
ALTER TABLE session ADD COLUMN awaits_code INTEGER NOT NULL DEFAULT 0 CHECK (awaits_code IN (0, 1));
ALTER TABLE session ADD COLUMN locked_at TEXT;
ALTER TABLE session ADD COLUMN wrong_pins INTEGER NOT NULL DEFAULT 0 CHECK (wrong_pins >= 0);
