-- What lists show of a paper, beyond its title; the rows are filled from the documents.
ALTER TABLE paper ADD COLUMN mime TEXT NOT NULL DEFAULT 'application/octet-stream';
ALTER TABLE paper ADD COLUMN issuer TEXT;
ALTER TABLE paper ADD COLUMN dated TEXT;
ALTER TABLE paper ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE paper ADD COLUMN added_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE paper ADD COLUMN binned INTEGER NOT NULL DEFAULT 0 CHECK (binned IN (0, 1));
CREATE INDEX paper_by_strand ON paper (strand_id);
CREATE INDEX paper_by_hash ON paper (sealed_hash);
CREATE INDEX paper_by_age ON paper (binned, added_at_ms);
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

-- The index, in two columns: words of a title find sooner than words inside a file. What it
-- held is indexed again from the documents.
DROP TABLE search_words;
DROP TABLE search_entry;
CREATE TABLE search_entry (
    position INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id BLOB NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5 (
    title,
    body,
    content = '',
    tokenize = 'ascii'
);
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
INSERT INTO search_words (search_words, rank) VALUES ('rank', 'bm25(8.0, 1.0)');
