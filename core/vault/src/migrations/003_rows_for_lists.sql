-- What lists show of a person; the rows are filled from the documents.
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

-- Papers by age with what filters ask, and index rows without their letters: a search then reads
-- neither table.
DROP INDEX paper_by_age;
CREATE INDEX paper_by_age ON paper (binned, added_at_ms DESC, paper_id, kind, expires);
CREATE INDEX search_entry_by_position ON search_entry (position, kind, id);
