import type { Tx } from "../db/database.ts";
import { queueNotices } from "../mail/notices.ts";
import { addWorkingDays, formatDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import type { Request } from "./requests.queries.ts";
import { daysToConfirm } from "./requests.rules.ts";
import { tellingOf } from "./tellings.rules.ts";

export const tellOfQuestion = (tx: Tx, deed: Deed, request: Request, question: string): Promise<void> =>
  queueNotices(tx, deed, tellingOf("ask", request), () => ({
    subject: `A question about ${request.ref} ${request.record.title}`,
    sentence: `${deed.by.name} asks for the liaison group: “${question}”`,
    path: paths.verb("request", request.record.number, "answer"),
    verb: `Answer about ${request.ref}`,
  }));

/** Says too that silence counts as a yes, and from when. */
export const tellOfDelivery = (tx: Tx, deed: Deed, request: Request, note: string): Promise<void> => {
  const last = addWorkingDays(deed.today, daysToConfirm, deed.district.holidays);
  return queueNotices(tx, deed, tellingOf("deliver", request), () => ({
    subject: `Delivered: ${request.ref} ${request.record.title}`,
    sentence: `${deed.by.name} delivered it: “${note}” Confirm that it works, or say what is missing. Without a word from you it counts as confirmed on ${formatDay(last, deed.today)}.`,
    path: paths.record("request", request.record.number),
    verb: `Look at ${request.ref}`,
  }));
};
