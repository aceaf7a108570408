ALTER TABLE "files" ADD COLUMN "estimate_id" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "continues_id" uuid;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "coming_ids" jsonb;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "comment_id" uuid;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "estimate_id" uuid;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."estimates"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_continues_id_records_id_fk" FOREIGN KEY ("continues_id") REFERENCES "public"."records"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_estimate_id_estimates_id_fk" FOREIGN KEY ("estimate_id") REFERENCES "public"."estimates"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "goals_continues" ON "goals" USING btree ("continues_id","id");