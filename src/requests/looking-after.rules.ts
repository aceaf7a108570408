import type { Liaison } from "../people/people.queries.ts";
import type { Request } from "./requests.queries.ts";
import { isOwn } from "./requests.rules.ts";

/** Who looks after a request: a liaison whose term runs. With the term the word ends by itself, and nobody does. */
export const caretakerOf = (
  { row }: { row: Pick<Request["row"], "lookedAfterById"> },
  group: readonly Liaison[],
): Liaison | null => group.find(({ personId }) => personId === row.lookedAfterById) ?? null;

/** Nobody decides on their own request, so nobody looks after it either. */
export const couldLookAfter = (
  request: Pick<Request, "authorId" | "requesterId">,
  group: readonly Liaison[],
): Liaison[] =>
  group.filter(({ personId }) => personId !== request.authorId && personId !== request.requesterId);

/** What a form was made from: the word for who it was then. */
export const seenCaretaker = (caretaker: Liaison | null): string => caretaker?.personId ?? "nobody";

/** The choices of a form, oneself first: the form begins with who it is, else with oneself. */
export function assignmentChoices(
  request: Pick<Request, "authorId" | "requesterId"> & { row: Pick<Request["row"], "lookedAfterById"> },
  group: readonly Liaison[],
  actorId: string | null,
) {
  const caretaker = caretakerOf(request, group);
  const could = couldLookAfter(request, group);
  const isMe = ({ personId }: Liaison) => personId === actorId;
  return {
    options: {
      liaison: [...could.filter(isMe), ...could.filter(each => !isMe(each))].map(each => ({
        value: each.personId,
        label: `${each.name}, ${each.side}${isMe(each) ? " (you)" : ""}`,
      })),
    },
    values: {
      liaison: caretaker?.personId ?? (isOwn({ id: actorId }, request) ? null : actorId),
      seen: seenCaretaker(caretaker),
    },
  };
}
