CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`budget_id` text NOT NULL,
	`step` text NOT NULL,
	`person_id` text NOT NULL,
	`by_id` text,
	`comment` text NOT NULL,
	`at` integer NOT NULL,
	`voided_at` integer,
	FOREIGN KEY (`budget_id`) REFERENCES `budget_requests`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `approvals_budget` ON `approvals` (`budget_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `budget_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`budget_id` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`kind` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_cents` integer NOT NULL,
	`recurrence` text NOT NULL,
	`years` integer NOT NULL,
	`source_id` text,
	`approved_cents` integer,
	`actual_cents` integer,
	`plan_key` text,
	`removed_at` integer,
	FOREIGN KEY (`budget_id`) REFERENCES `budget_requests`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `funding_sources`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "budget_lines_quantity" CHECK(quantity >= 1),
	CONSTRAINT "budget_lines_cents" CHECK(unit_cents >= 0)
);
--> statement-breakpoint
CREATE INDEX `budget_lines_budget` ON `budget_lines` (`budget_id`,`position`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `budget_lines_plan` ON `budget_lines` (`plan_key`);--> statement-breakpoint
CREATE TABLE `budget_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`fiscal_year` integer NOT NULL,
	`justification` text NOT NULL,
	`if_declined` text NOT NULL,
	`asked_cents` integer NOT NULL,
	`approved_cents` integer,
	`submitted_at` integer,
	`board_day` text,
	`plan_key` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_requests_plan` ON `budget_requests` (`plan_key`);--> statement-breakpoint
CREATE TABLE `funding_sources` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`allowed_uses` text NOT NULL,
	`plan_key` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `funding_sources_code` ON `funding_sources` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `funding_sources_plan` ON `funding_sources` (`plan_key`);--> statement-breakpoint
CREATE TABLE `reservations` (
	`line_id` text NOT NULL,
	`fiscal_year` integer NOT NULL,
	`source_id` text NOT NULL,
	`cents` integer NOT NULL,
	PRIMARY KEY(`line_id`, `fiscal_year`),
	FOREIGN KEY (`line_id`) REFERENCES `budget_lines`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `funding_sources`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "reservations_cents" CHECK(cents >= 0)
);
--> statement-breakpoint
CREATE INDEX `reservations_source` ON `reservations` (`source_id`,`fiscal_year`,`line_id`);--> statement-breakpoint
CREATE TABLE `source_amounts` (
	`source_id` text NOT NULL,
	`fiscal_year` integer NOT NULL,
	`cents` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`source_id`, `fiscal_year`),
	FOREIGN KEY (`source_id`) REFERENCES `funding_sources`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "source_amounts_cents" CHECK(cents >= 0)
);
--> statement-breakpoint
CREATE TABLE `leaves` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `leaves_person` ON `leaves` (`person_id`,`from_day`,`id`);--> statement-breakpoint
CREATE INDEX `leaves_to` ON `leaves` (`to_day`,`id`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `comments_record` ON `comments` (`record_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`comment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`comment_id`, `person_id`),
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `mentions_person` ON `mentions` (`person_id`,`at`,`comment_id`);--> statement-breakpoint
CREATE TABLE `deputies` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`deputy_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`deputy_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `deputies_person` ON `deputies` (`person_id`,`to_day`);--> statement-breakpoint
CREATE INDEX `deputies_deputy` ON `deputies` (`deputy_id`,`to_day`);--> statement-breakpoint
CREATE TABLE `digests` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`period` text NOT NULL,
	`extra` integer NOT NULL,
	`planned_at` integer NOT NULL,
	`news_from` integer NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`outbox_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`outbox_id`) REFERENCES `outbox`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `digests_once` ON `digests` (`person_id`,`period`);--> statement-breakpoint
CREATE INDEX `digests_planned` ON `digests` (`planned_at`,`id`);--> statement-breakpoint
CREATE TABLE `estimate_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`estimate_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`label` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_cents` integer NOT NULL,
	`recurrence` text NOT NULL,
	`years` integer NOT NULL,
	FOREIGN KEY (`estimate_id`) REFERENCES `estimates`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `estimate_lines_estimate` ON `estimate_lines` (`estimate_id`,`position`);--> statement-breakpoint
CREATE TABLE `estimate_parts` (
	`id` text PRIMARY KEY NOT NULL,
	`estimate_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`likely_hours` real NOT NULL,
	FOREIGN KEY (`estimate_id`) REFERENCES `estimates`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `estimate_parts_estimate` ON `estimate_parts` (`estimate_id`,`position`);--> statement-breakpoint
CREATE TABLE `estimates` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`version` integer NOT NULL,
	`low_hours` real NOT NULL,
	`likely_hours` real NOT NULL,
	`high_hours` real NOT NULL,
	`cost_cents` integer NOT NULL,
	`assumptions` text NOT NULL,
	`risks` text NOT NULL,
	`changed` text DEFAULT '' NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`superseded_at` integer,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `estimates_version` ON `estimates` (`record_id`,`version`);--> statement-breakpoint
CREATE TABLE `second_opinions` (
	`id` text PRIMARY KEY NOT NULL,
	`estimate_id` text NOT NULL,
	`low_hours` real NOT NULL,
	`likely_hours` real NOT NULL,
	`high_hours` real NOT NULL,
	`why` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`estimate_id`) REFERENCES `estimates`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `second_opinions_by` ON `second_opinions` (`estimate_id`,`by_id`);--> statement-breakpoint
CREATE TABLE `event_root_heads` (
	`record_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`head` text NOT NULL,
	`seal` text NOT NULL,
	`root_number` integer NOT NULL,
	PRIMARY KEY(`record_id`, `sequence`),
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`root_number`) REFERENCES `event_roots`(`number`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `event_root_heads_root` ON `event_root_heads` (`root_number`,`record_id`);--> statement-breakpoint
CREATE TABLE `event_roots` (
	`number` integer PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	`heads` integer NOT NULL,
	`root` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`by_id` text,
	`for_id` text,
	`data` text NOT NULL,
	`salt` text NOT NULL,
	`data_hash` text NOT NULL,
	`state_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`for_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_record_sequence` ON `events` (`record_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `events_audit_kind` ON `events` (`kind`,`at`,`id`) WHERE kind in ('person added', 'person changed', 'person disabled', 'person enabled', 'person merged', 'person joined', 'people invited', 'invitation sent again', 'invitation withdrawn', 'file imported', 'past taken out', 'seats handed over', 'leave noted', 'leave dropped', 'term given', 'term ended', 'deputy named', 'deputy ended', 'group changed', 'district made', 'district changed', 'person link made', 'person signed in', 'person signed out', 'session ended', 'other sessions ended', 'passkey added', 'passkey removed', 'passkey refused', 'identity connected', 'identity disconnected', 'list exported', 'words removed', 'digest choice changed');--> statement-breakpoint
CREATE INDEX `events_audit_by` ON `events` (`by_id`,`at`,`id`) WHERE kind in ('person added', 'person changed', 'person disabled', 'person enabled', 'person merged', 'person joined', 'people invited', 'invitation sent again', 'invitation withdrawn', 'file imported', 'past taken out', 'seats handed over', 'leave noted', 'leave dropped', 'term given', 'term ended', 'deputy named', 'deputy ended', 'group changed', 'district made', 'district changed', 'person link made', 'person signed in', 'person signed out', 'session ended', 'other sessions ended', 'passkey added', 'passkey removed', 'passkey refused', 'identity connected', 'identity disconnected', 'list exported', 'words removed', 'digest choice changed');--> statement-breakpoint
CREATE TABLE `record_seals` (
	`record_id` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`salt` text NOT NULL,
	`seal` text NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `file_chunks` (
	`file_id` text NOT NULL,
	`position` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`file_id`, `position`),
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`comment_id` text,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`comment_id`) REFERENCES `comments`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `files_record` ON `files` (`record_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `forecast_inputs` (
	`id` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`at` integer NOT NULL,
	`promised` text NOT NULL,
	`undated_hours` real NOT NULL,
	`finished` integer NOT NULL,
	`held` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `forecasts` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`at` integer NOT NULL,
	`superseded_at` integer,
	`basis` text NOT NULL,
	`as_estimated` text,
	`p50` text,
	`p80` text,
	`p95` text,
	`lacks` text NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `forecasts_record` ON `forecasts` (`record_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `check_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`goal_id` text NOT NULL,
	`by_id` text NOT NULL,
	`side` text NOT NULL,
	`health` text NOT NULL,
	`changed` text NOT NULL,
	`needed` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `check_ins_goal` ON `check_ins` (`goal_id`,`side`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `goals` (
	`id` text PRIMARY KEY NOT NULL,
	`priority_id` text NOT NULL,
	`why` text NOT NULL,
	`starts_on` text,
	`starts_text` text NOT NULL,
	`due_text` text NOT NULL,
	`schools` text NOT NULL,
	`rhythm` text NOT NULL,
	`proposed_at` integer,
	`sponsor_confirmed_at` integer,
	`partner_confirmed_at` integer,
	`sponsor_confirmed_by_id` text,
	`partner_confirmed_by_id` text,
	`active_at` integer,
	`from_plan_at` integer,
	`plan_code` text NOT NULL,
	`plan_key` text,
	`state_note` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`priority_id`) REFERENCES `priorities`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`sponsor_confirmed_by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`partner_confirmed_by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `goals_priority` ON `goals` (`priority_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `goals_plan` ON `goals` (`plan_key`);--> statement-breakpoint
CREATE TABLE `measures` (
	`id` text PRIMARY KEY NOT NULL,
	`goal_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`direction` text NOT NULL,
	`baseline` real,
	`baseline_text` text NOT NULL,
	`target` real,
	`target_text` text NOT NULL,
	`due` text,
	`plan_key` text,
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `measures_goal` ON `measures` (`goal_id`,`position`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `measures_plan` ON `measures` (`plan_key`);--> statement-breakpoint
CREATE TABLE `priorities` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`years` text NOT NULL,
	`position` integer NOT NULL,
	`plan_key` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `readings` (
	`id` text PRIMARY KEY NOT NULL,
	`measure_id` text NOT NULL,
	`day` text NOT NULL,
	`value` real NOT NULL,
	`note` text NOT NULL,
	`source` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `readings_measure` ON `readings` (`measure_id`,`day`,`id`);--> statement-breakpoint
CREATE TABLE `checked_files` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`encoding` text NOT NULL,
	`content` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `checked_files_at` ON `checked_files` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`checked` integer NOT NULL,
	`imported` integer NOT NULL,
	`report` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `imports_at` ON `imports` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `past_effort` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`started_on` text NOT NULL,
	`estimate_hours` real NOT NULL,
	`actual_hours` real NOT NULL,
	`category` text NOT NULL,
	`import_key` text NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `past_effort_key` ON `past_effort` (`import_key`);--> statement-breakpoint
CREATE INDEX `past_effort_started` ON `past_effort` (`started_on`,`id`);--> statement-breakpoint
CREATE INDEX `past_effort_import` ON `past_effort` (`import_id`,`line`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`role` text NOT NULL,
	`side` text,
	`school` text NOT NULL,
	`hash` text NOT NULL,
	`by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`withdrawn_at` integer,
	`used_at` integer,
	`person_id` text,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_hash` ON `invitations` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_open` ON `invitations` (`email_key`) WHERE used_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX `invitations_made` ON `invitations` (`made_at`,`id`);--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`record_id` text NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `links_record` ON `links` (`record_id`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `looks` (
	`person_id` text NOT NULL,
	`record_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `record_id`),
	FOREIGN KEY (`person_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `looks_record` ON `looks` (`record_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`person_id` text,
	`message_id` text NOT NULL,
	`date` integer NOT NULL,
	`to_name` text NOT NULL,
	`to_address` text NOT NULL,
	`subject` text NOT NULL,
	`html` text NOT NULL,
	`text` text NOT NULL,
	`headers` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_holder` text,
	`lease_ends_at` integer,
	`sent_at` integer,
	`last_answer` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_once` ON `outbox` (`kind`,`period`,`person_id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_date` ON `outbox` (`date`,`id`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`credential_id` text NOT NULL,
	`handle` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`is_backed_up` integer NOT NULL,
	`made_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credential` ON `passkeys` (`credential_id`);--> statement-breakpoint
CREATE INDEX `passkeys_person` ON `passkeys` (`person_id`,`made_at`,`id`);--> statement-breakpoint
CREATE TABLE `sign_in_asks` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`next` text NOT NULL,
	`address` text NOT NULL,
	`network` text NOT NULL,
	`at` integer NOT NULL,
	`answered_at` integer,
	`link_hash` text,
	FOREIGN KEY (`link_hash`) REFERENCES `sign_in_links`(`hash`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `sign_in_asks_at` ON `sign_in_asks` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `sign_in_asks_address` ON `sign_in_asks` (`address`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_asks_network` ON `sign_in_asks` (`network`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_asks_answered` ON `sign_in_asks` (`answered_at`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `spent_attempts` (
	`hash` text PRIMARY KEY NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spent_attempts_ends` ON `spent_attempts` (`ends_at`);--> statement-breakpoint
CREATE TABLE `answered_forms` (
	`key` text NOT NULL,
	`person_id` text NOT NULL,
	`location` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `key`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `answered_forms_at` ON `answered_forms` (`at`);--> statement-breakpoint
CREATE TABLE `districts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`fiscal_year_start` text NOT NULL,
	`locale` text NOT NULL,
	`hours_a_week` integer NOT NULL,
	`lights_on_percent` integer DEFAULT 0 NOT NULL,
	`holidays` text NOT NULL,
	`holiday_names` text DEFAULT '{}' NOT NULL,
	`digest_weekday` integer NOT NULL,
	`digest_time` text NOT NULL,
	`help_desk_url` text,
	`two_keys_hours` real NOT NULL,
	`two_keys_cents` integer NOT NULL,
	`board_cents` integer NOT NULL,
	`group_name` text DEFAULT 'The liaison group' NOT NULL,
	`group_charter` text DEFAULT '' NOT NULL,
	`group_email` text DEFAULT '' NOT NULL,
	`group_chair_id` text,
	`group_version` integer DEFAULT 1 NOT NULL,
	`example_at` integer,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`group_chair_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_key` text NOT NULL,
	`title` text NOT NULL,
	`role` text NOT NULL,
	`side` text,
	`school` text NOT NULL,
	`hours_a_week` real NOT NULL,
	`is_admin` integer NOT NULL,
	`is_approver` integer NOT NULL,
	`disabled_at` integer,
	`bounced_at` integer,
	`digest` text NOT NULL,
	`quiet_week` text NOT NULL,
	`notices` text DEFAULT 'at once' NOT NULL,
	`merged_into_id` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`merged_into_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email` ON `people` (`email_key`);--> statement-breakpoint
CREATE INDEX `people_name` ON `people` (`name`,`id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text NOT NULL,
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`ended_at` integer,
	`device` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `sessions_person` ON `sessions` (`person_id`,`seen_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_id` ON `sessions` (`id`);--> statement-breakpoint
CREATE TABLE `sign_in_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `sign_in_links_person` ON `sign_in_links` (`person_id`,`made_at`);--> statement-breakpoint
CREATE TABLE `terms` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`side` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `terms_person` ON `terms` (`person_id`,`from_day`);--> statement-breakpoint
CREATE INDEX `terms_to` ON `terms` (`to_day`,`id`);--> statement-breakpoint
CREATE TABLE `follows` (
	`record_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`record_id`, `person_id`),
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `follows_person` ON `follows` (`person_id`,`record_id`);--> statement-breakpoint
CREATE TABLE `record_people` (
	`record_id` text NOT NULL,
	`seat` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`record_id`, `seat`),
	FOREIGN KEY (`record_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `record_people_person` ON `record_people` (`person_id`,`record_id`,`seat`);--> statement-breakpoint
CREATE TABLE `records` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`number` integer NOT NULL,
	`title` text NOT NULL,
	`state` text NOT NULL,
	`since` integer NOT NULL,
	`due` text,
	`audience` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`event_count` integer NOT NULL,
	`event_head` text NOT NULL,
	CONSTRAINT "records_version" CHECK(version >= 1)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `records_kind_number` ON `records` (`kind`,`number`);--> statement-breakpoint
CREATE INDEX `records_kind_changed` ON `records` (`kind`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `records_kind_state_changed` ON `records` (`kind`,`state`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `records_kind_state_since` ON `records` (`kind`,`state`,`since`,`id`);--> statement-breakpoint
CREATE INDEX `records_kind_due` ON `records` (`kind`,`due`,`id`);--> statement-breakpoint
CREATE TABLE `ties` (
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`from_id`, `to_id`),
	FOREIGN KEY (`from_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`to_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `ties_to` ON `ties` (`to_id`,`from_id`);--> statement-breakpoint
CREATE TABLE `commitment_keys` (
	`request_id` text NOT NULL,
	`side` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`request_id`, `side`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `needed_too` (
	`request_id` text NOT NULL,
	`person_id` text NOT NULL,
	`school` text NOT NULL,
	`line` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`request_id`, `person_id`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`need` text NOT NULL,
	`why` text NOT NULL,
	`kind` text NOT NULL,
	`school` text NOT NULL,
	`people_affected` integer,
	`student_data` text NOT NULL,
	`question` text NOT NULL,
	`decision` text NOT NULL,
	`users` text NOT NULL,
	`frequency` text NOT NULL,
	`is_restricted` integer NOT NULL,
	`submitted_at` integer,
	`accepted_by_id` text,
	`committed_at` integer,
	`window_from` text,
	`window_to` text,
	`rank` integer,
	`said_as_estimated` text,
	`said_p50` text,
	`said_p80` text,
	`said_p95` text,
	`asked` text NOT NULL,
	`deferred_until` text,
	`state_before` text,
	`duplicate_of_id` text,
	`state_note` text NOT NULL,
	`delivered_at` integer,
	`import_key` text,
	`file_text` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`accepted_by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`duplicate_of_id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `requests_deferred` ON `requests` (`deferred_until`,`id`);--> statement-breakpoint
CREATE INDEX `requests_kind_delivered` ON `requests` (`kind`,`delivered_at`,`id`);--> statement-breakpoint
CREATE INDEX `requests_rank` ON `requests` (`rank`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `requests_import` ON `requests` (`import_key`);--> statement-breakpoint
CREATE INDEX `requests_said` ON `requests` (`said_p50`,`id`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_name` ON `saved_views` (`person_id`,`name`);--> statement-breakpoint
CREATE INDEX `saved_views_person` ON `saved_views` (`person_id`,`list`,`name`);--> statement-breakpoint
CREATE TABLE `setup_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`made_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`person_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_subject` ON `identities` (`issuer`,`subject`);--> statement-breakpoint
CREATE UNIQUE INDEX `identities_person` ON `identities` (`person_id`,`issuer`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`ends_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `effort` (
	`id` text PRIMARY KEY NOT NULL,
	`work_id` text NOT NULL,
	`person_id` text NOT NULL,
	`day` text NOT NULL,
	`hours` real NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`work_id`) REFERENCES `work`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `effort_work` ON `effort` (`work_id`,`day`,`id`);--> statement-breakpoint
CREATE INDEX `effort_person` ON `effort` (`person_id`,`day`,`id`);--> statement-breakpoint
CREATE TABLE `work` (
	`id` text PRIMARY KEY NOT NULL,
	`plain_words` text NOT NULL,
	`hours_left` real,
	`hours_logged` real NOT NULL,
	`starts_on` text,
	`external_link` text NOT NULL,
	`blocked_by` text NOT NULL,
	`blocked_at` integer,
	`started_at` integer,
	`done_at` integer,
	`state_note` text NOT NULL,
	`owner_text` text NOT NULL,
	`system_text` text NOT NULL,
	`dates_text` text NOT NULL,
	`source_text` text DEFAULT '' NOT NULL,
	`plan_key` text,
	`part_id` text,
	FOREIGN KEY (`id`) REFERENCES `records`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`part_id`) REFERENCES `estimate_parts`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `work_plan` ON `work` (`plan_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `work_part` ON `work` (`part_id`);--> statement-breakpoint
CREATE TABLE `work_waits` (
	`work_id` text NOT NULL,
	`for_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`work_id`, `for_id`),
	FOREIGN KEY (`work_id`) REFERENCES `work`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`for_id`) REFERENCES `work`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `work_waits_for` ON `work_waits` (`for_id`,`work_id`);