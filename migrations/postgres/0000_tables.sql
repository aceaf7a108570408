CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"budget_id" uuid NOT NULL,
	"step" text NOT NULL,
	"person_id" uuid NOT NULL,
	"by_id" uuid,
	"comment" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"voided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"budget_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_cents" bigint NOT NULL,
	"recurrence" text NOT NULL,
	"years" integer NOT NULL,
	"source_id" uuid,
	"approved_cents" bigint,
	"actual_cents" bigint,
	"plan_key" text,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "budget_lines_quantity" CHECK (quantity >= 1),
	CONSTRAINT "budget_lines_cents" CHECK (unit_cents >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fiscal_year" integer NOT NULL,
	"justification" text NOT NULL,
	"if_declined" text NOT NULL,
	"asked_cents" bigint NOT NULL,
	"approved_cents" bigint,
	"submitted_at" timestamp (3) with time zone,
	"board_day" date,
	"plan_key" text
);
--> statement-breakpoint
CREATE TABLE "funding_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"allowed_uses" text NOT NULL,
	"plan_key" text
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"line_id" uuid NOT NULL,
	"fiscal_year" integer NOT NULL,
	"source_id" uuid NOT NULL,
	"cents" bigint NOT NULL,
	CONSTRAINT "reservations_line_id_fiscal_year_pk" PRIMARY KEY("line_id","fiscal_year"),
	CONSTRAINT "reservations_cents" CHECK (cents >= 0)
);
--> statement-breakpoint
CREATE TABLE "source_amounts" (
	"source_id" uuid NOT NULL,
	"fiscal_year" integer NOT NULL,
	"cents" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "source_amounts_source_id_fiscal_year_pk" PRIMARY KEY("source_id","fiscal_year"),
	CONSTRAINT "source_amounts_cents" CHECK (cents >= 0)
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"comment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mentions_comment_id_person_id_pk" PRIMARY KEY("comment_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"period" text NOT NULL,
	"extra" boolean NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"news_from" timestamp (3) with time zone NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"outbox_id" uuid
);
--> statement-breakpoint
CREATE TABLE "estimate_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"estimate_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_cents" bigint NOT NULL,
	"recurrence" text NOT NULL,
	"years" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "estimate_parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"estimate_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"likely_hours" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "estimates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"low_hours" double precision NOT NULL,
	"likely_hours" double precision NOT NULL,
	"high_hours" double precision NOT NULL,
	"cost_cents" bigint NOT NULL,
	"assumptions" text NOT NULL,
	"risks" text NOT NULL,
	"changed" text DEFAULT '' NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "second_opinions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"estimate_id" uuid NOT NULL,
	"low_hours" double precision NOT NULL,
	"likely_hours" double precision NOT NULL,
	"high_hours" double precision NOT NULL,
	"why" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_root_heads" (
	"record_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"head" text NOT NULL,
	"seal" text NOT NULL,
	"root_number" integer NOT NULL,
	CONSTRAINT "event_root_heads_record_id_sequence_pk" PRIMARY KEY("record_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "event_roots" (
	"number" integer PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"heads" integer NOT NULL,
	"root" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"by_id" uuid,
	"for_id" uuid,
	"data" jsonb NOT NULL,
	"salt" text NOT NULL,
	"data_hash" text NOT NULL,
	"state_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_seals" (
	"record_id" uuid PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"salt" text NOT NULL,
	"seal" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_chunks" (
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "file_chunks_file_id_position_pk" PRIMARY KEY("file_id","position")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"comment_id" uuid,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "forecast_inputs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"promised" jsonb NOT NULL,
	"undated_hours" double precision NOT NULL,
	"finished" integer NOT NULL,
	"held" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "forecasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"superseded_at" timestamp (3) with time zone,
	"basis" text NOT NULL,
	"as_estimated" date,
	"p50" date,
	"p80" date,
	"p95" date,
	"lacks" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"goal_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"side" text NOT NULL,
	"health" text NOT NULL,
	"changed" text NOT NULL,
	"needed" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"priority_id" uuid NOT NULL,
	"why" text NOT NULL,
	"starts_on" date,
	"starts_text" text NOT NULL,
	"due_text" text NOT NULL,
	"schools" text NOT NULL,
	"rhythm" text NOT NULL,
	"proposed_at" timestamp (3) with time zone,
	"sponsor_confirmed_at" timestamp (3) with time zone,
	"partner_confirmed_at" timestamp (3) with time zone,
	"sponsor_confirmed_by_id" uuid,
	"partner_confirmed_by_id" uuid,
	"active_at" timestamp (3) with time zone,
	"from_plan_at" timestamp (3) with time zone,
	"plan_code" text NOT NULL,
	"plan_key" text,
	"state_note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"goal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"direction" text NOT NULL,
	"baseline" double precision,
	"baseline_text" text NOT NULL,
	"target" double precision,
	"target_text" text NOT NULL,
	"due" date,
	"plan_key" text
);
--> statement-breakpoint
CREATE TABLE "priorities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"years" text NOT NULL,
	"position" integer NOT NULL,
	"plan_key" text
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"measure_id" uuid NOT NULL,
	"day" date NOT NULL,
	"value" double precision NOT NULL,
	"note" text NOT NULL,
	"source" text NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checked_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"content" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"checked" integer NOT NULL,
	"imported" integer NOT NULL,
	"report" jsonb NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "past_effort" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"started_on" date NOT NULL,
	"estimate_hours" double precision NOT NULL,
	"actual_hours" double precision NOT NULL,
	"category" text NOT NULL,
	"import_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"side" text,
	"school" text NOT NULL,
	"hash" text NOT NULL,
	"by_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	"person_id" uuid
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "looks" (
	"person_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "looks_person_id_record_id_pk" PRIMARY KEY("person_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"person_id" uuid,
	"message_id" text NOT NULL,
	"date" timestamp (3) with time zone NOT NULL,
	"to_name" text NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"headers" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"lease_holder" text,
	"lease_ends_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"last_answer" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"credential_id" text NOT NULL,
	"handle" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"is_backed_up" boolean NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_asks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"next" text NOT NULL,
	"address" text NOT NULL,
	"network" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"link_hash" text
);
--> statement-breakpoint
CREATE TABLE "spent_attempts" (
	"hash" text PRIMARY KEY NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answered_forms" (
	"key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"location" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answered_forms_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "districts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"fiscal_year_start" text NOT NULL,
	"locale" text NOT NULL,
	"hours_a_week" integer NOT NULL,
	"lights_on_percent" integer DEFAULT 0 NOT NULL,
	"holidays" jsonb NOT NULL,
	"holiday_names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"digest_weekday" integer NOT NULL,
	"digest_time" text NOT NULL,
	"help_desk_url" text,
	"two_keys_hours" double precision NOT NULL,
	"two_keys_cents" bigint NOT NULL,
	"board_cents" bigint NOT NULL,
	"group_name" text DEFAULT 'The liaison group' NOT NULL,
	"group_charter" text DEFAULT '' NOT NULL,
	"group_email" text DEFAULT '' NOT NULL,
	"group_chair_id" uuid,
	"group_version" integer DEFAULT 1 NOT NULL,
	"example_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"side" text,
	"school" text NOT NULL,
	"hours_a_week" double precision NOT NULL,
	"is_admin" boolean NOT NULL,
	"is_approver" boolean NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"bounced_at" timestamp (3) with time zone,
	"digest" text NOT NULL,
	"quiet_week" text NOT NULL,
	"notices" text DEFAULT 'at once' NOT NULL,
	"merged_into_id" uuid
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid NOT NULL,
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"device" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"side" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"record_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "follows_record_id_person_id_pk" PRIMARY KEY("record_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "record_people" (
	"record_id" uuid NOT NULL,
	"seat" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "record_people_record_id_seat_pk" PRIMARY KEY("record_id","seat")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"due" date,
	"audience" text NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"event_count" integer NOT NULL,
	"event_head" text NOT NULL,
	CONSTRAINT "records_version" CHECK (version >= 1)
);
--> statement-breakpoint
CREATE TABLE "ties" (
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ties_from_id_to_id_pk" PRIMARY KEY("from_id","to_id")
);
--> statement-breakpoint
CREATE TABLE "commitment_keys" (
	"request_id" uuid NOT NULL,
	"side" text NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "commitment_keys_request_id_side_pk" PRIMARY KEY("request_id","side")
);
--> statement-breakpoint
CREATE TABLE "needed_too" (
	"request_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"school" text NOT NULL,
	"line" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "needed_too_request_id_person_id_pk" PRIMARY KEY("request_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"need" text NOT NULL,
	"why" text NOT NULL,
	"kind" text NOT NULL,
	"school" text NOT NULL,
	"people_affected" integer,
	"student_data" text NOT NULL,
	"question" text NOT NULL,
	"decision" text NOT NULL,
	"users" text NOT NULL,
	"frequency" text NOT NULL,
	"is_restricted" boolean NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"accepted_by_id" uuid,
	"committed_at" timestamp (3) with time zone,
	"window_from" date,
	"window_to" date,
	"rank" integer,
	"said_as_estimated" date,
	"said_p50" date,
	"said_p80" date,
	"said_p95" date,
	"asked" text NOT NULL,
	"deferred_until" date,
	"state_before" text,
	"duplicate_of_id" uuid,
	"state_note" text NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"import_key" text,
	"file_text" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effort" (
	"id" uuid PRIMARY KEY NOT NULL,
	"work_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"hours" double precision NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plain_words" text NOT NULL,
	"hours_left" double precision,
	"hours_logged" double precision NOT NULL,
	"starts_on" date,
	"external_link" text NOT NULL,
	"blocked_by" text NOT NULL,
	"blocked_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"state_note" text NOT NULL,
	"owner_text" text NOT NULL,
	"system_text" text NOT NULL,
	"dates_text" text NOT NULL,
	"source_text" text DEFAULT '' NOT NULL,
	"plan_key" text,
	"part_id" uuid
);
--> statement-breakpoint
CREATE TABLE "work_waits" (
	"work_id" uuid NOT NULL,
	"for_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "work_waits_work_id_for_id_pk" PRIMARY KEY("work_id","for_id")
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_budget_id_budget_requests_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget_requests"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_budget_id_budget_requests_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budget_requests"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_source_id_funding_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."funding_sources"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "budget_requests" ADD CONSTRAINT "budget_requests_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "funding_sources" ADD CONSTRAINT "funding_sources_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_line_id_budget_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."budget_lines"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_source_id_funding_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."funding_sources"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "source_amounts" ADD CONSTRAINT "source_amounts_source_id_funding_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."funding_sources"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_person_id_records_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "estimate_lines" ADD CONSTRAINT "estimate_lines_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."estimates"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "estimate_parts" ADD CONSTRAINT "estimate_parts_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."estimates"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "estimates" ADD CONSTRAINT "estimates_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "estimates" ADD CONSTRAINT "estimates_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "second_opinions" ADD CONSTRAINT "second_opinions_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."estimates"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "second_opinions" ADD CONSTRAINT "second_opinions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "event_root_heads" ADD CONSTRAINT "event_root_heads_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "event_root_heads" ADD CONSTRAINT "event_root_heads_root_number_event_roots_number_fk" FOREIGN KEY ("root_number") REFERENCES "public"."event_roots"("number") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_for_id_records_id_fk" FOREIGN KEY ("for_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "record_seals" ADD CONSTRAINT "record_seals_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_priority_id_priorities_id_fk" FOREIGN KEY ("priority_id") REFERENCES "public"."priorities"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_sponsor_confirmed_by_id_records_id_fk" FOREIGN KEY ("sponsor_confirmed_by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_partner_confirmed_by_id_records_id_fk" FOREIGN KEY ("partner_confirmed_by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "measures" ADD CONSTRAINT "measures_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "priorities" ADD CONSTRAINT "priorities_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_measure_id_measures_id_fk" FOREIGN KEY ("measure_id") REFERENCES "public"."measures"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "checked_files" ADD CONSTRAINT "checked_files_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "past_effort" ADD CONSTRAINT "past_effort_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_by_id_records_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "looks" ADD CONSTRAINT "looks_person_id_records_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "looks" ADD CONSTRAINT "looks_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "sign_in_asks" ADD CONSTRAINT "sign_in_asks_link_hash_sign_in_links_hash_fk" FOREIGN KEY ("link_hash") REFERENCES "public"."sign_in_links"("hash") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "answered_forms" ADD CONSTRAINT "answered_forms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "districts" ADD CONSTRAINT "districts_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "districts" ADD CONSTRAINT "districts_group_chair_id_records_id_fk" FOREIGN KEY ("group_chair_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_id_records_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_person_id_records_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "record_people" ADD CONSTRAINT "record_people_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "record_people" ADD CONSTRAINT "record_people_person_id_records_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_from_id_records_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "ties" ADD CONSTRAINT "ties_to_id_records_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "commitment_keys" ADD CONSTRAINT "commitment_keys_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "commitment_keys" ADD CONSTRAINT "commitment_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "needed_too" ADD CONSTRAINT "needed_too_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "needed_too" ADD CONSTRAINT "needed_too_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_accepted_by_id_people_id_fk" FOREIGN KEY ("accepted_by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_duplicate_of_id_records_id_fk" FOREIGN KEY ("duplicate_of_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "effort" ADD CONSTRAINT "effort_work_id_work_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."work"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "effort" ADD CONSTRAINT "effort_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "work" ADD CONSTRAINT "work_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "work" ADD CONSTRAINT "work_part_id_estimate_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."estimate_parts"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "work_waits" ADD CONSTRAINT "work_waits_work_id_work_id_fk" FOREIGN KEY ("work_id") REFERENCES "public"."work"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "work_waits" ADD CONSTRAINT "work_waits_for_id_work_id_fk" FOREIGN KEY ("for_id") REFERENCES "public"."work"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "approvals_budget" ON "approvals" USING btree ("budget_id","at","id");--> statement-breakpoint
CREATE INDEX "budget_lines_budget" ON "budget_lines" USING btree ("budget_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_lines_plan" ON "budget_lines" USING btree ("plan_key");--> statement-breakpoint
CREATE UNIQUE INDEX "budget_requests_plan" ON "budget_requests" USING btree ("plan_key");--> statement-breakpoint
CREATE UNIQUE INDEX "funding_sources_code" ON "funding_sources" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "funding_sources_plan" ON "funding_sources" USING btree ("plan_key");--> statement-breakpoint
CREATE INDEX "reservations_source" ON "reservations" USING btree ("source_id","fiscal_year","line_id");--> statement-breakpoint
CREATE INDEX "leaves_person" ON "leaves" USING btree ("person_id","from_day","id");--> statement-breakpoint
CREATE INDEX "leaves_to" ON "leaves" USING btree ("to_day","id");--> statement-breakpoint
CREATE INDEX "comments_record" ON "comments" USING btree ("record_id","at","id");--> statement-breakpoint
CREATE INDEX "mentions_person" ON "mentions" USING btree ("person_id","at","comment_id");--> statement-breakpoint
CREATE INDEX "deputies_person" ON "deputies" USING btree ("person_id","to_day");--> statement-breakpoint
CREATE INDEX "deputies_deputy" ON "deputies" USING btree ("deputy_id","to_day");--> statement-breakpoint
CREATE UNIQUE INDEX "digests_once" ON "digests" USING btree ("person_id","period");--> statement-breakpoint
CREATE INDEX "digests_planned" ON "digests" USING btree ("planned_at","id");--> statement-breakpoint
CREATE INDEX "estimate_lines_estimate" ON "estimate_lines" USING btree ("estimate_id","position");--> statement-breakpoint
CREATE INDEX "estimate_parts_estimate" ON "estimate_parts" USING btree ("estimate_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "estimates_version" ON "estimates" USING btree ("record_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "second_opinions_by" ON "second_opinions" USING btree ("estimate_id","by_id");--> statement-breakpoint
CREATE INDEX "event_root_heads_root" ON "event_root_heads" USING btree ("root_number","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "events_record_sequence" ON "events" USING btree ("record_id","sequence");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "events_audit_kind" ON "events" USING btree ("kind","at","id") WHERE kind in ('person added', 'person changed', 'person disabled', 'person enabled', 'person merged', 'person joined', 'people invited', 'invitation sent again', 'invitation withdrawn', 'file imported', 'past taken out', 'seats handed over', 'leave noted', 'leave dropped', 'term given', 'term ended', 'deputy named', 'deputy ended', 'group changed', 'district made', 'district changed', 'person link made', 'person signed in', 'person signed out', 'session ended', 'other sessions ended', 'passkey added', 'passkey removed', 'passkey refused', 'identity connected', 'identity disconnected', 'list exported', 'words removed', 'digest choice changed');--> statement-breakpoint
CREATE INDEX "events_audit_by" ON "events" USING btree ("by_id","at","id") WHERE kind in ('person added', 'person changed', 'person disabled', 'person enabled', 'person merged', 'person joined', 'people invited', 'invitation sent again', 'invitation withdrawn', 'file imported', 'past taken out', 'seats handed over', 'leave noted', 'leave dropped', 'term given', 'term ended', 'deputy named', 'deputy ended', 'group changed', 'district made', 'district changed', 'person link made', 'person signed in', 'person signed out', 'session ended', 'other sessions ended', 'passkey added', 'passkey removed', 'passkey refused', 'identity connected', 'identity disconnected', 'list exported', 'words removed', 'digest choice changed');--> statement-breakpoint
CREATE INDEX "files_record" ON "files" USING btree ("record_id","at","id");--> statement-breakpoint
CREATE INDEX "forecasts_record" ON "forecasts" USING btree ("record_id","at","id");--> statement-breakpoint
CREATE INDEX "check_ins_goal" ON "check_ins" USING btree ("goal_id","side","at","id");--> statement-breakpoint
CREATE INDEX "goals_priority" ON "goals" USING btree ("priority_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "goals_plan" ON "goals" USING btree ("plan_key");--> statement-breakpoint
CREATE INDEX "measures_goal" ON "measures" USING btree ("goal_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "measures_plan" ON "measures" USING btree ("plan_key");--> statement-breakpoint
CREATE INDEX "readings_measure" ON "readings" USING btree ("measure_id","day","id");--> statement-breakpoint
CREATE INDEX "checked_files_at" ON "checked_files" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "imports_at" ON "imports" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "past_effort_key" ON "past_effort" USING btree ("import_key");--> statement-breakpoint
CREATE INDEX "past_effort_started" ON "past_effort" USING btree ("started_on","id");--> statement-breakpoint
CREATE INDEX "past_effort_import" ON "past_effort" USING btree ("import_id","line");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_hash" ON "invitations" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("email_key") WHERE used_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "invitations_made" ON "invitations" USING btree ("made_at","id");--> statement-breakpoint
CREATE INDEX "links_record" ON "links" USING btree ("record_id","at","id");--> statement-breakpoint
CREATE INDEX "looks_record" ON "looks" USING btree ("record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_once" ON "outbox" USING btree ("kind","period","person_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","next_at","id");--> statement-breakpoint
CREATE INDEX "outbox_date" ON "outbox" USING btree ("date","id");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" USING btree ("credential_id");--> statement-breakpoint
CREATE INDEX "passkeys_person" ON "passkeys" USING btree ("person_id","made_at","id");--> statement-breakpoint
CREATE INDEX "sign_in_asks_at" ON "sign_in_asks" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "sign_in_asks_address" ON "sign_in_asks" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "sign_in_asks_network" ON "sign_in_asks" USING btree ("network","at");--> statement-breakpoint
CREATE INDEX "sign_in_asks_answered" ON "sign_in_asks" USING btree ("answered_at","at","id");--> statement-breakpoint
CREATE INDEX "spent_attempts_ends" ON "spent_attempts" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "answered_forms_at" ON "answered_forms" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id","seen_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_id" ON "sessions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "sign_in_links_person" ON "sign_in_links" USING btree ("person_id","made_at");--> statement-breakpoint
CREATE INDEX "terms_person" ON "terms" USING btree ("person_id","from_day");--> statement-breakpoint
CREATE INDEX "terms_to" ON "terms" USING btree ("to_day","id");--> statement-breakpoint
CREATE INDEX "follows_person" ON "follows" USING btree ("person_id","record_id");--> statement-breakpoint
CREATE INDEX "record_people_person" ON "record_people" USING btree ("person_id","record_id","seat");--> statement-breakpoint
CREATE UNIQUE INDEX "records_kind_number" ON "records" USING btree ("kind","number");--> statement-breakpoint
CREATE INDEX "records_kind_changed" ON "records" USING btree ("kind","changed_at","id");--> statement-breakpoint
CREATE INDEX "records_kind_state_changed" ON "records" USING btree ("kind","state","changed_at","id");--> statement-breakpoint
CREATE INDEX "records_kind_state_since" ON "records" USING btree ("kind","state","since","id");--> statement-breakpoint
CREATE INDEX "records_kind_due" ON "records" USING btree ("kind","due","id");--> statement-breakpoint
CREATE INDEX "ties_to" ON "ties" USING btree ("to_id","from_id");--> statement-breakpoint
CREATE INDEX "requests_deferred" ON "requests" USING btree ("deferred_until","id");--> statement-breakpoint
CREATE INDEX "requests_kind_delivered" ON "requests" USING btree ("kind","delivered_at","id");--> statement-breakpoint
CREATE INDEX "requests_rank" ON "requests" USING btree ("rank","id");--> statement-breakpoint
CREATE UNIQUE INDEX "requests_import" ON "requests" USING btree ("import_key");--> statement-breakpoint
CREATE INDEX "requests_said" ON "requests" USING btree ("said_p50","id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("person_id","name");--> statement-breakpoint
CREATE INDEX "saved_views_person" ON "saved_views" USING btree ("person_id","list","name");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_subject" ON "identities" USING btree ("issuer","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "identities_person" ON "identities" USING btree ("person_id","issuer");--> statement-breakpoint
CREATE INDEX "effort_work" ON "effort" USING btree ("work_id","day","id");--> statement-breakpoint
CREATE INDEX "effort_person" ON "effort" USING btree ("person_id","day","id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_plan" ON "work" USING btree ("plan_key");--> statement-breakpoint
CREATE UNIQUE INDEX "work_part" ON "work" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "work_waits_for" ON "work_waits" USING btree ("for_id","work_id");