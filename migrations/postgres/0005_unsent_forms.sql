CREATE TABLE "unsent_forms" (
	"hash" text NOT NULL,
	"path" text NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unsent_forms_hash_path_pk" PRIMARY KEY("hash","path")
);
--> statement-breakpoint
ALTER TABLE "unsent_forms" ADD CONSTRAINT "unsent_forms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE restrict;--> statement-breakpoint
CREATE INDEX "unsent_forms_person" ON "unsent_forms" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "unsent_forms_at" ON "unsent_forms" USING btree ("at");