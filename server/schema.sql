-- The schema after every step of migrations/; a test compares them.
-- The server's own key and how often it was restored from a backup.
CREATE TABLE identity (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    signing_seed BLOB NOT NULL CHECK (length(signing_seed) = 32),
    generation INTEGER NOT NULL CHECK (generation > 0)
) STRICT;

CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    device BLOB NOT NULL UNIQUE CHECK (length(device) = 32),
    enrolled_at INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL DEFAULT 0,
    attachment_bytes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- An operator's code, as a hash only. It is used up by one device.
CREATE TABLE enrol_code (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    made_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES device (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE chain (
    id INTEGER PRIMARY KEY,
    chain BLOB NOT NULL UNIQUE CHECK (length(chain) = 32),
    length INTEGER NOT NULL CHECK (length > 0),
    head BLOB NOT NULL CHECK (length(head) = 32),
    -- Envelopes stored for a strand; always 0 for a group.
    envelopes INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE chain_entry (
    chain INTEGER NOT NULL REFERENCES chain (id),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    body BLOB NOT NULL,
    acceptance BLOB NOT NULL,
    pushed_by INTEGER NOT NULL REFERENCES device (id),
    PRIMARY KEY (chain, number)
) STRICT;

-- Which groups are members of a strand.
CREATE TABLE strand_group (
    strand INTEGER NOT NULL REFERENCES chain (id),
    member INTEGER NOT NULL REFERENCES chain (id),
    PRIMARY KEY (strand, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_group_by_member ON strand_group (member, strand);

-- The mark of each author of a strand.
CREATE TABLE author (
    stream INTEGER NOT NULL REFERENCES chain (id),
    actor BLOB NOT NULL CHECK (length(actor) = 32),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (stream, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE envelope (
    stream INTEGER NOT NULL REFERENCES chain (id),
    number INTEGER NOT NULL,
    actor BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    body BLOB NOT NULL,
    pushed_by INTEGER NOT NULL REFERENCES device (id),
    received_at INTEGER NOT NULL,
    PRIMARY KEY (stream, number),
    UNIQUE (stream, actor, sequence)
) STRICT;

-- A group's feed; `last` is changed only in the transaction that appends.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY REFERENCES chain (id),
    last INTEGER NOT NULL
) STRICT;

-- kind 0: chain_entry (chain, number); kind 1: envelope (stream, number).
CREATE TABLE feed_entry (
    feed INTEGER NOT NULL REFERENCES feed (id),
    place INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    chain INTEGER NOT NULL REFERENCES chain (id),
    number INTEGER NOT NULL,
    PRIMARY KEY (feed, place),
    UNIQUE (feed, kind, chain, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    place BLOB PRIMARY KEY CHECK (length(place) = 32),
    sealed BLOB NOT NULL,
    left_by INTEGER NOT NULL REFERENCES device (id),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_by_device ON invitation (left_by);
CREATE INDEX invitation_by_expiry ON invitation (expires_at);

-- A sealed file of a strand; the bytes are in the folder beside.
CREATE TABLE attachment (
    stream INTEGER NOT NULL REFERENCES chain (id),
    file BLOB NOT NULL CHECK (length(file) = 32),
    total INTEGER NOT NULL,
    held INTEGER NOT NULL CHECK (held BETWEEN 0 AND total),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    stored_by INTEGER NOT NULL REFERENCES device (id),
    touched_at INTEGER NOT NULL,
    PRIMARY KEY (stream, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_unfinished ON attachment (touched_at) WHERE complete = 0;
