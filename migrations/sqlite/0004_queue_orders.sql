CREATE TABLE `queue_places` (
	`request_id` text NOT NULL,
	`side` text NOT NULL,
	`place` integer NOT NULL,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`moved_from` integer,
	`moved_to` integer,
	PRIMARY KEY(`request_id`, `side`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`by_id`) REFERENCES `people`(`id`) ON UPDATE restrict ON DELETE restrict
);
--> statement-breakpoint
CREATE INDEX `queue_places_side` ON `queue_places` (`side`,`place`,`request_id`);--> statement-breakpoint
CREATE INDEX `queue_places_moved` ON `queue_places` (`moved_from`,`side`);--> statement-breakpoint
ALTER TABLE `requests` ADD `looked_after_by_id` text REFERENCES people(id);--> statement-breakpoint
CREATE INDEX `requests_looked_after` ON `requests` (`looked_after_by_id`,`id`);