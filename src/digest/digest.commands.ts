import type { Command } from "commander";
import { type CommandOptions, type Outcome, runCommand } from "../command.ts";
import type { Deps } from "../deps.ts";
import { sendDue } from "../mail/sender.ts";
import { getDistrict } from "../people/people.queries.ts";
import { invalid } from "../shared/app-error.ts";
import { type Clock, MovedClock, systemClock } from "../shared/clock.ts";
import { dayOf } from "../shared/dates.ts";
import { commandLine, type Deed } from "../shared/deed.ts";
import { composeDigests, planDigests } from "./digest.actions.ts";
import { listPeriodMails, listReaders } from "./digest.queries.ts";
import { latestPeriod, nextPeriod } from "./periods.rules.ts";

type Options = CommandOptions & { now?: string };

/** `--now` moves this command's clock alone. */
function clockOf({ now }: Options): Clock {
  if (now === undefined) return systemClock;
  const instant = new Date(now);
  if (!/^\d{4}-\d\d-\d\dT/.test(now) || Number.isNaN(instant.getTime()))
    throw invalid(`“${now}” is no instant. Write one like 2026-11-23T15:00:00Z.`);
  return new MovedClock(instant);
}

async function deedAt(deps: Deps): Promise<Deed> {
  const district = await getDistrict(deps.db.read);
  const now = deps.clock.now();
  return { by: commandLine, now, today: dayOf(now, district.timeZone), district };
}

async function send(deps: Deps): Promise<Outcome> {
  const deed = await deedAt(deps);
  const period = latestPeriod(deed.now, deed.district);
  if (!period)
    return {
      ok: true,
      json: { planned: 0, sent: 0, alreadySent: 0, failed: 0 },
      lines: ["No digest is due yet."],
    };
  const planned = await planDigests(deps, deed, period);
  const mails = await listPeriodMails(deps.db.read, period.week);
  const sentBefore = mails.filter(mail => mail.state === "sent").length;
  const waiting = mails.filter(mail => mail.state === "waiting").map(mail => mail.outboxId);
  const dead = mails.length - sentBefore - waiting.length;
  const report = await sendDue(deps, { only: waiting });
  const json = {
    planned,
    sent: report.sent,
    alreadySent: sentBefore + report.sentElsewhere,
    failed: report.failed + dead,
  };
  const line = `Week ${period.week}: ${planned} planned, ${json.sent} sent, ${json.alreadySent} sent before, ${json.failed} not sent.`;
  return { ok: json.failed === 0, json, lines: [line] };
}

async function preview(deps: Deps): Promise<Outcome> {
  const deed = await deedAt(deps);
  const period = nextPeriod(deed.now, deed.district) ?? latestPeriod(deed.now, deed.district);
  if (!period) throw invalid("No digest comes in the next weeks: look at the holidays in the settings.");
  const composed = await composeDigests(deps, deed, period, await listReaders(deps.db.read, deed.today));
  const digests = composed.map(({ reader, subject, text, isQuiet }) => ({
    name: reader.person.name,
    email: reader.row.email,
    subject,
    quiet: isQuiet,
    text,
  }));
  return {
    ok: true,
    json: { period: period.week, moment: period.moment.toISOString(), digests },
    lines: digests.flatMap(each => [
      `To: ${each.name} <${each.email}>`,
      `Subject: ${each.subject}`,
      "",
      each.text,
      "",
    ]),
  };
}

export function digestCommands(program: Command): void {
  const digest = program.command("digest").description("the weekly digest");
  const verbs = [
    ["preview", "what the next digest would say now, to whom", preview],
    ["send", "plan and send the latest digest that is due, to whoever lacks it", send],
  ] as const;
  for (const [verb, description, work] of verbs)
    digest
      .command(verb)
      .description(description)
      .option("--now <instant>", "as if it were this instant, like 2026-11-23T15:00:00Z")
      .option("--json")
      .action((options: Options) => runCommand(options, deps => work({ ...deps, clock: clockOf(options) })));
}
