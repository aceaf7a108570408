import type { Command } from "commander";
import { type CommandOptions, runCommand } from "../command.ts";
import type { Tx } from "../db/database.ts";
import type { Deps } from "../deps.ts";
import { absolute } from "../mail/links.ts";
import { invalid, notFound } from "../shared/app-error.ts";
import { addMonths, type Day, dayOf, isDay } from "../shared/dates.ts";
import { commandLine, type Deed, type Role, roles, type Side, sides } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import { addPerson, disablePerson, giveTerm, makeDistrict } from "./people.actions.ts";
import { findDistrict, findPersonByEmail, type PersonRow } from "./people.queries.ts";
import { emailText } from "./people.rules.ts";
import { makeSignInLink } from "./sign-in.actions.ts";

type AddOptions = CommandOptions & {
  name: string;
  role: string;
  side?: string;
  title?: string;
  school?: string;
  admin?: boolean;
  approver?: boolean;
  liaison?: string;
  until?: string;
  district?: string;
  timeZone?: string;
};

/** What the command line's verbs work with; an empty database gets its district first. */
export async function commandDeed(
  tx: Tx,
  deps: Pick<Deps, "clock">,
  given: { district?: string; timeZone?: string } = {},
): Promise<Deed> {
  const now = deps.clock.now();
  const known = await findDistrict(tx);
  if (known) return { by: commandLine, now, today: dayOf(now, known.timeZone), district: known };
  const timeZone = zoneOf(given.timeZone ?? "America/New_York");
  const today = dayOf(now, timeZone);
  const district = await makeDistrict(
    tx,
    { by: commandLine, now, today },
    { name: given.district ?? "Our school district", timeZone },
  );
  return { by: commandLine, now, today, district };
}

/** @throws invalid for a zone that is on no map */
function zoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw invalid(`“${text}” is no time zone. Enter one like America/Chicago.`);
  }
}

const oneOf = <T extends string>(word: string | undefined, known: readonly T[], what: string): T => {
  const found = known.find(each => each === word);
  if (!found) throw invalid(`“${word}” is no ${what}. Say one of ${known.join(", ")}.`);
  return found;
};

function dayIn(text: string): Day {
  if (!isDay(text)) throw invalid(`“${text}” is no day. Enter one like 2027-06-30.`);
  return text;
}

async function getPerson(tx: Tx, email: string): Promise<PersonRow> {
  const person = await findPersonByEmail(tx, email);
  if (!person) throw notFound(`Nobody here has the address ${email}.`);
  return person;
}

async function add(deps: Deps, address: string, options: AddOptions) {
  const parsed = emailText.safeParse(address);
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.message ?? "This is no e-mail address.");
  const email = parsed.data;
  const role: Role = oneOf(options.role, roles, "role");
  const side: Side | undefined = options.side ? oneOf(options.side, sides, "side") : undefined;
  const liaison: Side | undefined = options.liaison ? oneOf(options.liaison, sides, "side") : undefined;
  const until = options.until === undefined ? undefined : dayIn(options.until);
  const person = await deps.db.write(async tx => {
    const isFirst = (await findDistrict(tx)) === undefined;
    const deed = await commandDeed(tx, deps, options);
    const added = await addPerson(tx, deed, {
      email,
      name: options.name,
      role,
      ...(side ? { side } : {}),
      title: options.title ?? "",
      school: options.school ?? "",
      isAdmin: options.admin ?? isFirst,
      isApprover: options.approver ?? false,
    });
    if (liaison)
      await giveTerm(tx, deed, {
        personId: added.id,
        side: liaison,
        from: deed.today,
        to: until ?? addMonths(deed.today, 12),
      });
    return added;
  });
  return {
    ok: true,
    json: {
      person: { id: person.id, name: person.name, email: person.email, role, isAdmin: person.isAdmin },
    },
    lines: [`Added ${person.name} <${person.email}>, ${role}${person.isAdmin ? ", administrator" : ""}.`],
  };
}

async function link(deps: Deps, email: string) {
  const secret = await deps.db.write(async tx => {
    const person = await getPerson(tx, email);
    if (person.disabledAt) throw invalid(`${person.name} is disabled, so no link is made.`);
    return makeSignInLink(tx, await commandDeed(tx, deps), person.id, "handed");
  });
  const address = absolute(paths.signInWith(secret));
  return { ok: true, json: { link: address }, lines: [address] };
}

async function disable(deps: Deps, email: string) {
  const person = await deps.db.write(async tx => {
    const found = await getPerson(tx, email);
    await disablePerson(tx, await commandDeed(tx, deps), found);
    return found;
  });
  return {
    ok: true,
    json: { disabled: { id: person.id, name: person.name, email: person.email } },
    lines: [`Disabled ${person.name}. Every session has ended; what they wrote stays.`],
  };
}

export function personCommands(program: Command): void {
  const person = program.command("person").description("add people, make sign-in links, end access");
  person
    .command("add")
    .argument("<email>")
    .description("add a person; the first one becomes administrator")
    .requiredOption("--name <name>", "how people call them")
    .option("--role <role>", roles.join(", "), "leader")
    .option("--side <side>", `${sides.join(", ")}; the role's own where left out`)
    .option("--title <title>")
    .option("--school <school>", "school or department")
    .option("--admin", "runs people, terms and settings")
    .option("--approver", "decides budget requests")
    .option("--liaison <side>", "gives a liaison term for a side, from today")
    .option("--until <day>", "the term's last day, a year from today where left out")
    .option("--district <name>", "the district's name, where the database is empty")
    .option("--time-zone <zone>", "its time zone, like America/Chicago")
    .option("--json")
    .action((email: string, options: AddOptions) => runCommand(options, deps => add(deps, email, options)));
  person
    .command("link")
    .argument("<email>")
    .description("make a sign-in link that works once, for 24 hours")
    .option("--json")
    .action((email: string, options: CommandOptions) => runCommand(options, deps => link(deps, email)));
  person
    .command("disable")
    .argument("<email>")
    .description("end a person's access at once")
    .option("--json")
    .action((email: string, options: CommandOptions) => runCommand(options, deps => disable(deps, email)));
}
