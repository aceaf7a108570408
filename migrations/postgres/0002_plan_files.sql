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
ALTER TABLE "work" ADD COLUMN "source_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "checked_files" ADD CONSTRAINT "checked_files_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "checked_files_at" ON "checked_files" USING btree ("at","id");