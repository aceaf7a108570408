CREATE TABLE "queue_places" (
	"request_id" uuid NOT NULL,
	"side" text NOT NULL,
	"place" integer NOT NULL,
	"by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"moved_from" integer,
	"moved_to" integer,
	CONSTRAINT "queue_places_request_id_side_pk" PRIMARY KEY("request_id","side")
);
--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "looked_after_by_id" uuid;--> statement-breakpoint
ALTER TABLE "queue_places" ADD CONSTRAINT "queue_places_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
ALTER TABLE "queue_places" ADD CONSTRAINT "queue_places_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "queue_places_side" ON "queue_places" USING btree ("side","place","request_id");--> statement-breakpoint
CREATE INDEX "queue_places_moved" ON "queue_places" USING btree ("moved_from","side");--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_looked_after_by_id_people_id_fk" FOREIGN KEY ("looked_after_by_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "requests_looked_after" ON "requests" USING btree ("looked_after_by_id","id");