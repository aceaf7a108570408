ALTER TABLE `files` ADD `estimate_id` text REFERENCES estimates(id);--> statement-breakpoint
ALTER TABLE `goals` ADD `continues_id` text REFERENCES records(id);--> statement-breakpoint
ALTER TABLE `goals` ADD `coming_ids` text;--> statement-breakpoint
CREATE INDEX `goals_continues` ON `goals` (`continues_id`,`id`);--> statement-breakpoint
ALTER TABLE `links` ADD `comment_id` text REFERENCES comments(id);--> statement-breakpoint
ALTER TABLE `links` ADD `estimate_id` text REFERENCES estimates(id);