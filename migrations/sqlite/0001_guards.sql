-- History cannot be edited or removed.
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;
--> statement-breakpoint
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'history cannot be removed'); END;
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
-- The position is the full-text index's rowid: an explicit key, because VACUUM may renumber implicit ones.
CREATE TABLE search_texts (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  record_id TEXT NOT NULL UNIQUE REFERENCES records (id),
  title TEXT NOT NULL,
  words TEXT NOT NULL
);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_index USING fts5 (
  title, words,
  content = 'search_texts', content_rowid = 'position',
  tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
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
