-- Second factors, recovery codes and PINs of staff, and sessions that wait or are locked.

-- The secret is sealed; last_step is the latest time step of which a code was used.
CREATE TABLE second_factor (
    account_id   UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    sealed       BYTEA NOT NULL,
    last_step    BIGINT,
    proposed_at  TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ
);

CREATE TABLE recovery_code (
    account_id UUID NOT NULL REFERENCES account (id),
    place      BIGINT NOT NULL CHECK (place >= 0),
    code_hash  TEXT NOT NULL,
    PRIMARY KEY (account_id, place)
);

CREATE TABLE pin (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    pin_hash   TEXT NOT NULL,
    set_at     TIMESTAMPTZ NOT NULL
);

-- After the password and before the code a session opens nothing.
ALTER TABLE session ADD COLUMN awaits_code BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE session ADD COLUMN locked_at TIMESTAMPTZ;
ALTER TABLE session ADD COLUMN wrong_pins BIGINT NOT NULL DEFAULT 0 CHECK (wrong_pins >= 0);
