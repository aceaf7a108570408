import type { Read } from "../db/database.ts";
import { personMeant } from "../people/meant.queries.ts";
import { invalid } from "../shared/app-error.ts";
import type { Deed } from "../shared/deed.ts";
import type { Seated } from "./goal-form.rules.ts";
import { canSit, type Goal } from "./goals.queries.ts";
import { canSpeakFor, type HandshakeSeat, handshake } from "./goals.rules.ts";

/** Who is to sit there, by the name in this field. @throws invalid for somebody of another side too */
export const sitterMeant = async (
  db: Read,
  deed: Deed,
  { text, seat, field = seat }: { text: string; seat: HandshakeSeat; field?: string },
): Promise<string> => {
  const side = handshake[seat];
  const asked = { field, right: `speak for ${side}`, may: canSpeakFor(side) };
  return (await personMeant(db, deed, text, asked)).id;
};

type Named = { sponsor?: string | undefined; partner?: string | undefined };

/** A goal's form with those who are meant. @param goal whose holders stay where the form names them as its page did */
export async function seated<F extends Named>(
  db: Read,
  deed: Deed,
  { sponsor, partner, ...rest }: F,
  goal?: Pick<Goal, "names" | "seats">,
): Promise<Omit<F, keyof Named> & Seated> {
  const idOf = async (seat: HandshakeSeat, text: string | undefined) => {
    if (text === undefined) return {};
    const holder = goal?.names[seat] === text ? goal.seats[seat] : null;
    if (holder !== null && !(await canSit(db, holder, seat)))
      throw invalid(`${text} cannot speak for ${handshake[seat]} any more. Name somebody else.`, seat);
    return { [`${seat}Id`]: holder ?? (await sitterMeant(db, deed, { text, seat })) };
  };
  return { ...rest, ...(await idOf("sponsor", sponsor)), ...(await idOf("partner", partner)) };
}
