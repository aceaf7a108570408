CREATE TABLE `unsent_forms` (
	`hash` text NOT NULL,
	`path` text NOT NULL,
	`person_id` text NOT NULL,
	`sealed` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`hash`, `path`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `unsent_forms_person` ON `unsent_forms` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `unsent_forms_at` ON `unsent_forms` (`at`);