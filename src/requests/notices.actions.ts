import type { Tx } from "../db/database.ts";
import { type Notice, queueNotice } from "../mail/notices.ts";
import { addWorkingDays, formatDay } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import type { Request } from "./requests.queries.ts";
import { daysToConfirm } from "./requests.rules.ts";

/** The requester, and whoever typed for them. */
const askers = ({ requesterId, authorId }: Request): string[] => [
  ...new Set([requesterId, authorId].filter(id => id !== null)),
];

async function tellAskers(
  tx: Tx,
  deed: Deed,
  request: Request,
  notice: Omit<Notice, "personId" | "recordId">,
): Promise<void> {
  for (const personId of askers(request))
    await queueNotice(tx, deed, { ...notice, personId, recordId: request.id });
}

/** "Tess Moreno", and "Ana Ruiz" if she typed it: who hears of a question or a delivery at once. */
export const toldNow = (request: Request, doerId: string | null): string[] =>
  [request.requester, request.author]
    .filter(person => person !== null)
    .filter((person, index, all) => all.findIndex(each => each.id === person.id) === index)
    .filter(person => person.id !== doerId)
    .map(person => person.name);

export const tellOfQuestion = (tx: Tx, deed: Deed, request: Request, question: string): Promise<void> =>
  tellAskers(tx, deed, request, {
    kind: "asked to answer",
    subject: `A question about ${request.ref} ${request.record.title}`,
    sentence: `${deed.by.name} asks for the liaison group: “${question}”`,
    path: paths.verb("request", request.record.number, "answer"),
    verb: `Answer about ${request.ref}`,
  });

/** Says too that silence counts as a yes, and from when. */
export const tellOfDelivery = (tx: Tx, deed: Deed, request: Request, note: string): Promise<void> => {
  const last = addWorkingDays(deed.today, daysToConfirm, deed.district.holidays);
  return tellAskers(tx, deed, request, {
    kind: "delivered",
    subject: `Delivered: ${request.ref} ${request.record.title}`,
    sentence: `${deed.by.name} delivered it: “${note}” Confirm that it works, or say what is missing. Without a word from you it counts as confirmed on ${formatDay(last, deed.today)}.`,
    path: paths.record("request", request.record.number),
    verb: `Look at ${request.ref}`,
  });
};
