-- The whole schema as of the last step in src/migrations/. A test compares the two.
-- Settings by name, values opaque.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- This device's own two secrets: at most one row.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    signing_secret BLOB NOT NULL CHECK (length(signing_secret) = 32),
    wrap_secret BLOB NOT NULL CHECK (length(wrap_secret) = 32)
) STRICT;

-- Groups this device is in: accounts and teams.
CREATE TABLE member_group (
    chain_id BLOB PRIMARY KEY CHECK (length(chain_id) = 32),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    epoch_hash BLOB NOT NULL CHECK (length(epoch_hash) = 32),
    epoch_secret BLOB NOT NULL CHECK (length(epoch_secret) = 32)
) STRICT, WITHOUT ROWID;

-- Strands this device can read. A kind of a newer version is kept as it came.
CREATE TABLE strand (
    strand_id BLOB PRIMARY KEY CHECK (length(strand_id) = 32),
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    epoch_hash BLOB NOT NULL CHECK (length(epoch_hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX strand_by_record ON strand (record_id, strand_id);

-- Every epoch's secret: history stays readable.
CREATE TABLE strand_epoch (
    strand_id BLOB NOT NULL REFERENCES strand ON DELETE CASCADE,
    epoch_hash BLOB NOT NULL CHECK (length(epoch_hash) = 32),
    epoch_secret BLOB NOT NULL CHECK (length(epoch_secret) = 32),
    PRIMARY KEY (strand_id, epoch_hash)
) STRICT, WITHOUT ROWID;

-- Entries of chains in order; an entry without acceptance is a proposal.
CREATE TABLE chain_entry (
    chain_id BLOB NOT NULL CHECK (length(chain_id) = 32),
    n INTEGER NOT NULL CHECK (n >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL,
    acceptance BLOB,
    PRIMARY KEY (chain_id, n),
    UNIQUE (chain_id, hash)
) STRICT;

-- This device's authors, one for each strand and incarnation.
CREATE TABLE own_actor (
    strand_id BLOB NOT NULL CHECK (length(strand_id) = 32),
    incarnation INTEGER NOT NULL CHECK (incarnation >= 0),
    signing_secret BLOB NOT NULL CHECK (length(signing_secret) = 32),
    next_sequence INTEGER NOT NULL CHECK (next_sequence >= 1),
    last_hash BLOB NOT NULL CHECK (length(last_hash) = 32),
    PRIMARY KEY (strand_id, incarnation)
) STRICT, WITHOUT ROWID;

-- Envelopes as they were sealed, in the order in which they arrived.
CREATE TABLE envelope (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream BLOB NOT NULL CHECK (length(stream) = 32),
    actor BLOB NOT NULL CHECK (length(actor) = 32),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL,
    received_at_ms INTEGER NOT NULL,
    UNIQUE (stream, hash),
    UNIQUE (stream, actor, sequence)
) STRICT;
CREATE INDEX envelope_in_order ON envelope (stream, position);

-- What the server hasn't confirmed yet, in the order in which it is to go.
CREATE TABLE outbox (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    stream BLOB NOT NULL CHECK (length(stream) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    UNIQUE (kind, stream, hash)
) STRICT;
CREATE INDEX outbox_by_stream ON outbox (stream);

-- What came and could not be used, kept whole.
CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream BLOB NOT NULL CHECK (length(stream) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    UNIQUE (stream, hash)
) STRICT;

-- How far each feed was read.
CREATE TABLE cursor (
    feed BLOB PRIMARY KEY,
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

-- Each strand's document as it was last saved.
CREATE TABLE document (
    strand_id BLOB PRIMARY KEY CHECK (length(strand_id) = 32),
    bytes BLOB NOT NULL
) STRICT;

-- Stored files with their keys; what lists show repeats what the document says.
CREATE TABLE paper (
    paper_id BLOB PRIMARY KEY CHECK (length(paper_id) = 16),
    strand_id BLOB NOT NULL CHECK (length(strand_id) = 32),
    file_id BLOB NOT NULL UNIQUE CHECK (length(file_id) = 16),
    file_key BLOB NOT NULL CHECK (length(file_key) = 32),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 32),
    safe_elsewhere INTEGER NOT NULL CHECK (safe_elsewhere IN (0, 1)),
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    expires TEXT,
    mime TEXT NOT NULL DEFAULT 'application/octet-stream',
    issuer TEXT,
    dated TEXT,
    tags TEXT NOT NULL DEFAULT '',
    added_at_ms INTEGER NOT NULL DEFAULT 0,
    binned INTEGER NOT NULL DEFAULT 0 CHECK (binned IN (0, 1))
) STRICT;
CREATE INDEX paper_by_strand ON paper (strand_id);
CREATE INDEX paper_by_hash ON paper (sealed_hash);
CREATE INDEX paper_by_age ON paper (binned, added_at_ms DESC, paper_id, kind, expires);
CREATE INDEX paper_by_expiry ON paper (expires) WHERE expires IS NOT NULL;

-- Files that a paper had before its present one.
CREATE TABLE former_file (
    file_id BLOB PRIMARY KEY CHECK (length(file_id) = 16),
    paper_id BLOB NOT NULL CHECK (length(paper_id) = 16),
    file_key BLOB NOT NULL CHECK (length(file_key) = 32),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    sealed_hash BLOB NOT NULL CHECK (length(sealed_hash) = 32),
    safe_elsewhere INTEGER NOT NULL CHECK (safe_elsewhere IN (0, 1)),
    mime TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX former_file_by_paper ON former_file (paper_id, added_at_ms);
CREATE INDEX former_file_by_hash ON former_file (sealed_hash);

-- What lists show of a person.
CREATE TABLE person (
    strand_id BLOB PRIMARY KEY REFERENCES strand ON DELETE CASCADE,
    name TEXT NOT NULL,
    phone TEXT,
    address TEXT,
    visits INTEGER NOT NULL CHECK (visits >= 0)
) STRICT, WITHOUT ROWID;

-- Strands in whose document a field waits for a choice.
CREATE TABLE conflicted_strand (
    strand_id BLOB PRIMARY KEY REFERENCES strand ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A small picture of a file, as JPEG or PNG.
CREATE TABLE thumbnail (
    file_id BLOB PRIMARY KEY CHECK (length(file_id) = 16),
    bytes BLOB NOT NULL
) STRICT;

-- Text that was found inside a file, to be searched; empty where a file has none.
CREATE TABLE file_text (
    file_id BLOB PRIMARY KEY CHECK (length(file_id) = 16),
    text TEXT NOT NULL
) STRICT;

-- A large file that is being sealed: what it takes to go on after a kill.
CREATE TABLE unfinished_import (
    file_id BLOB PRIMARY KEY CHECK (length(file_id) = 16),
    source BLOB NOT NULL UNIQUE CHECK (length(source) = 32),
    file_key BLOB NOT NULL CHECK (length(file_key) = 32)
) STRICT, WITHOUT ROWID;

-- What the search index's row numbers stand for, and the letters each was indexed by: the
-- index forgets a word only when it is told the word again (src/search.rs).
CREATE TABLE search_entry (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
-- Without the letters, for searches.
CREATE INDEX search_entry_by_position ON search_entry (position, kind, id);

-- Pairs of letters as Rust cut them, in digits that no tokenizer changes. Not
-- contentless_delete: that only marks a row as gone and leaves its words in the file.
CREATE VIRTUAL TABLE search_words USING fts5 (
    title,
    body,
    content = '',
    tokenize = 'ascii'
);
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
INSERT INTO search_words (search_words, rank) VALUES ('rank', 'bm25(8.0, 1.0)');
