-- History cannot be edited or removed.
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history cannot be changed or removed'; END $$;
--> statement-breakpoint
-- But for a redaction: the words and their salt go, what vouches for them stays.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.salt = ''
    AND (to_jsonb(NEW) - 'data' - 'salt') = (to_jsonb(OLD) - 'data' - 'salt') THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'history cannot be changed or removed';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_refuse_change BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION refuse_event_change();
--> statement-breakpoint
CREATE TRIGGER events_refuse_truncate BEFORE TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
--> statement-breakpoint
-- What a record is known by never changes.
CREATE FUNCTION refuse_renaming() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what a record is known by cannot be changed'; END $$;
--> statement-breakpoint
CREATE TRIGGER records_refuse_renaming BEFORE UPDATE OF id, kind, number, created_at ON records
FOR EACH ROW EXECUTE FUNCTION refuse_renaming();
--> statement-breakpoint
CREATE TRIGGER event_roots_refuse_change BEFORE UPDATE OR DELETE ON event_roots
FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
--> statement-breakpoint
CREATE TRIGGER event_roots_refuse_truncate BEFORE TRUNCATE ON event_roots
FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
--> statement-breakpoint
CREATE TRIGGER event_root_heads_refuse_change BEFORE UPDATE OR DELETE ON event_root_heads
FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
--> statement-breakpoint
CREATE TRIGGER event_root_heads_refuse_truncate BEFORE TRUNCATE ON event_root_heads
FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
--> statement-breakpoint
-- One sequence a kind: a counter row would make every two creations conflict.
CREATE SEQUENCE number_goal;
--> statement-breakpoint
CREATE SEQUENCE number_request;
--> statement-breakpoint
CREATE SEQUENCE number_work;
--> statement-breakpoint
CREATE SEQUENCE number_budget;
--> statement-breakpoint
CREATE SEQUENCE number_priority;
--> statement-breakpoint
CREATE SEQUENCE number_source;
--> statement-breakpoint
CREATE SEQUENCE number_person;
--> statement-breakpoint
CREATE SEQUENCE number_district;
--> statement-breakpoint
-- English word stems without stop words: every word that somebody types can be found.
CREATE TEXT SEARCH DICTIONARY crosswalk_stem (TEMPLATE = snowball, LANGUAGE = english);
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION crosswalk (COPY = simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION crosswalk
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH crosswalk_stem;
--> statement-breakpoint
CREATE TABLE search_texts (
  -- It tells a record's kind and number, so that each kind can be searched alone.
  position bigint PRIMARY KEY,
  record_id uuid NOT NULL UNIQUE REFERENCES records (id),
  title text NOT NULL,
  words text NOT NULL,
  found tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('crosswalk', title), 'A') || setweight(to_tsvector('crosswalk', words), 'D')
  ) STORED
);
--> statement-breakpoint
CREATE INDEX search_texts_found ON search_texts USING gin (found);
