import { addPerson, giveTerm } from "../../src/people/people.actions.ts";
import { commandLine } from "../../src/shared/deed.ts";
import type { House } from "./app.ts";
import { type Caller, callerFor } from "./caller.ts";

/** Somebody whom no guard of roles stops: what stops them is the guard that a test is about. */
export async function mightyCaller(house: House): Promise<Caller & { personId: string }> {
  const deed = { ...(await house.cast.deed("ada")), by: commandLine };
  const id = await house.deps.db.write(async tx => {
    const { id: personId } = await addPerson(tx, deed, {
      ...{ name: "Max Mighty", email: "max@sanjuan.example", role: "technologist" },
      ...{ isAdmin: true, isApprover: true },
    });
    await giveTerm(tx, deed, { personId, side: "technology", from: "2026-07-01", to: "2027-06-30" });
    return personId;
  });
  return Object.assign(await callerFor(house, id), { personId: id });
}

/** What no answer may hold: a stack, a statement, a parameter, a path of ours, a library's own words. */
const forbidden =
  /\bat [\w.<>]+ \(|\.ts:\d+|node_modules|\/src\/|\bselect .{1,200} from |insert into |SQLITE_|FST_|ERR_|TypeError|ZodError|violates|invalid input syntax|Failed query/i;

export const betrays = (body: string): string | null => forbidden.exec(body)?.[0] ?? null;
