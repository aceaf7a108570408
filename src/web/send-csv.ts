import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** Answers with a file "NAME.csv" to keep. */
export const sendCsv = (reply: FastifyReply, name: string, csv: string | Readable): FastifyReply =>
  reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}.csv"`)
    .send(csv);
