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
ALTER TABLE `work` ADD `source_text` text DEFAULT '' NOT NULL;