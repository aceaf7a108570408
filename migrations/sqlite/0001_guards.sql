-- History cannot be edited or removed, but for a redaction: the words and their salt go, what vouches for them stays.
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
WHEN new.salt <> '' OR new.id <> old.id OR new.record_id <> old.record_id OR new.sequence <> old.sequence
  OR new.kind <> old.kind OR new.at <> old.at OR new."by" <> old."by" OR new.by_id IS NOT old.by_id
  OR new.for_id IS NOT old.for_id OR new.data_hash <> old.data_hash OR new.state_hash <> old.state_hash
  OR new.hash <> old.hash
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;
--> statement-breakpoint
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'history cannot be removed'); END;
--> statement-breakpoint
-- What a record is known by never changes. Even the same id set again would have SQLite look through every row that may refer to it.
CREATE TRIGGER records_refuse_renaming BEFORE UPDATE OF id, kind, number, created_at ON records
BEGIN SELECT RAISE(ABORT, 'what a record is known by cannot be changed'); END;
--> statement-breakpoint
CREATE TRIGGER event_roots_refuse_update BEFORE UPDATE ON event_roots
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;
--> statement-breakpoint
CREATE TRIGGER event_roots_refuse_delete BEFORE DELETE ON event_roots
BEGIN SELECT RAISE(ABORT, 'history cannot be removed'); END;
--> statement-breakpoint
CREATE TRIGGER event_root_heads_refuse_update BEFORE UPDATE ON event_root_heads
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;
--> statement-breakpoint
CREATE TRIGGER event_root_heads_refuse_delete BEFORE DELETE ON event_root_heads
BEGIN SELECT RAISE(ABORT, 'history cannot be removed'); END;
--> statement-breakpoint
-- The position is the full-text index's rowid; it tells a record's kind and number, so that each kind can be searched alone.
CREATE TABLE search_texts (
  position INTEGER PRIMARY KEY,
  record_id TEXT NOT NULL UNIQUE REFERENCES records (id),
  title TEXT NOT NULL,
  words TEXT NOT NULL
);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_index USING fts5 (
  title, words,
  content = 'search_texts', content_rowid = 'position',
  tokenize = 'porter unicode61 remove_diacritics 2', prefix = '1 2 3'
);
--> statement-breakpoint
CREATE TRIGGER search_texts_insert AFTER INSERT ON search_texts
BEGIN
  INSERT INTO search_index (rowid, title, words) VALUES (new.position, new.title, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER search_texts_update AFTER UPDATE ON search_texts
BEGIN
  INSERT INTO search_index (search_index, rowid, title, words) VALUES ('delete', old.position, old.title, old.words);
  INSERT INTO search_index (rowid, title, words) VALUES (new.position, new.title, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER search_texts_delete AFTER DELETE ON search_texts
BEGIN
  INSERT INTO search_index (search_index, rowid, title, words) VALUES ('delete', old.position, old.title, old.words);
END;
