import type { Command } from "commander";
import { type CommandOptions, type Outcome, runCommand } from "../command.ts";
import { configFromEnvironment } from "../config.ts";
import type { Deps } from "../deps.ts";
import { absolute } from "../mail/links.ts";
import { getDistrict } from "../people/people.queries.ts";
import { makeSignInLink } from "../people/sign-in.actions.ts";
import { conflict } from "../shared/app-error.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine } from "../shared/deed.ts";
import { paths } from "../web/paths.ts";
import { makeExample } from "./demo.actions.ts";
import { cast, emailOf, stars } from "./demo.cast.ts";
import { exampleMadeAt, findPersonId, holdsAnything } from "./demo.queries.ts";

type Star = { role: string; name: string; email: string; link: string };

/** Makes the example where the database is empty, and a fresh link for each role. @throws conflict */
export async function demo(deps: Deps): Promise<Outcome> {
  if (!(await exampleMadeAt(deps.db.read))) {
    if (await holdsAnything(deps.db.read))
      throw conflict("This database holds a district of its own. Name an empty one in DATABASE_URL.");
    await makeExample(deps);
  }
  const people = await makeLinks(deps);
  const width = Math.max(...people.map(({ role }) => role.length));
  const lines = people.map(({ role, name, link }) => `${role.padEnd(width)}  ${name.padEnd(12)}  ${link}`);
  return {
    ok: true,
    json: { people },
    lines: ["Sign in as (each link works once, for 24 hours):", ...lines],
  };
}

async function makeLinks(deps: Deps): Promise<Star[]> {
  const district = await getDistrict(deps.db.read);
  const now = deps.clock.now();
  const deed = { by: commandLine, now, today: dayOf(now, district.timeZone), district };
  return deps.db.write(async tx => {
    const people: Star[] = [];
    for (const [role, star] of Object.entries(stars)) {
      const id = await findPersonId(tx, emailOf(star));
      if (!id) continue;
      const secret = await makeSignInLink(tx, deed, id, "handed");
      const link = absolute(paths.signInWith(secret));
      people.push({ role, name: cast[star].name, email: emailOf(star), link });
    }
    return people;
  });
}

type Options = CommandOptions & { serve?: boolean };

export function demoCommands(program: Command): void {
  program
    .command("demo")
    .description("make the example district in an empty database, and a sign-in link for each role")
    .option("--serve", "serve it afterwards")
    .option("--json")
    .action(async (options: Options) => {
      await runCommand(options, demo);
      if (!options.serve || process.exitCode) return;
      const config = configFromEnvironment({ LOG_LEVEL: "warn" });
      const { serve } = await import("../serve.ts");
      await serve(config);
      // Standard output is one document where a script asked for it.
      const said = options.json ? process.stderr : process.stdout;
      said.write(`\nCrosswalk serves at ${config.baseUrl}. Stop it with Ctrl+C.\n`);
    });
}
