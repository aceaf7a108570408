import { holidayLines } from "../people/holidays.rules.ts";
import { type Day, formatInstant } from "../shared/dates.ts";
import { federalHolidays } from "../shared/federal-holidays.ts";
import { newId } from "../shared/ids.ts";
import { formView } from "../web/forms.ts";
import { deedLink, deedPost, type ErrorSummary, pageHead } from "../web/head.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, type Part, say } from "../web/sentence.ts";
import type { Gathered } from "./setup.queries.ts";
import { districtSetupForm, setupParts } from "./setup.rules.ts";

/** For whoever comes without the address from the terminal. */
export const closedPage = (why: string) => ({
  head: pageHead({
    heading: "Crosswalk is not set up yet",
    standing: say(why),
  }),
  note: "Nothing else can be opened until then.",
});

export const notOpened =
  "Open the address that was printed in the terminal when Crosswalk was started. It holds a token that works once; starting Crosswalk again prints a fresh one.";

export const tokenDead = `This address works no more: it was used, or a newer one was printed. ${notOpened}`;

export const tokenSpentPage = () => ({
  head: pageHead({
    heading: "Crosswalk is set up already",
    standing: say(
      "The address from the terminal works once. ",
      link(paths.signIn, "Ask for a link to sign in"),
      ", or have an administrator make one.",
    ),
  }),
  note: null,
});

/** The first page: the district and the first administrator, or an example to look around in. */
export function beginPage(given: { token: string; year: number; failed?: FailedForm | undefined }) {
  const { token, year, failed } = given;
  const values = {
    timeZone: "America/New_York",
    fiscalYearStart: "07-01",
    holidays: holidayLines(federalHolidays([year, year + 1, year + 2])),
    digestWeekday: "1",
    digestTime: "07:00",
    yourRole: "technologist",
  };
  const form = formView(districtSetupForm, {
    action: paths.setupWith(token),
    submit: "Set up this district",
    also: [{ value: "example", label: "Make an example district instead" }],
    values,
    typed: failed?.typed,
    errors: failed?.errors,
    parts: setupParts,
  });
  return {
    head: pageHead({
      kicker: say("First run · 1 of 3"),
      heading: "Set up Crosswalk",
      standing: say("Two questions: your district, and you. Each answer can be changed later."),
      form,
    }),
    form,
  };
}

type TestMail = { state: string; lastAnswer: string; at: Date };

export type MailStep = {
  /** A server's name, or null for the folder. */
  server: string | null;
  test: TestMail | null;
  email: string;
  zone: string;
  today: Day;
  form: { summary: ErrorSummary | null };
};

function testWords({ test, server, zone, today }: MailStep): Part[] | null {
  if (!test) return null;
  const when = formatInstant(test.at, zone, today);
  if (test.state === "sent")
    return say(
      server
        ? `The test mail of ${when} was taken by the mail server. Look into your mail.`
        : `The test mail of ${when} lies in the outbox folder. `,
      ...(server ? [] : [link(paths.mail, "Read it here")]),
    );
  if (test.state === "waiting" && test.lastAnswer === "")
    return say(`The test mail of ${when} is on its way. Load the page again to see it go.`);
  return say(`The test mail of ${when} did not go out. The mail server said: ${test.lastAnswer}`);
}

/** The second page: whether mail goes out. */
export function mailStepPage(step: MailStep) {
  const { server, email } = step;
  return {
    head: pageHead({
      kicker: say("First run · 2 of 3"),
      heading: "Mail, or not yet",
      standing: say(
        server
          ? `Mail goes out through ${server}. Send a test to ${email} before anybody waits for a link.`
          : "No mail server is set, so each mail is a file in the outbox folder, and you can read it at Mail. Set SMTP_URL where Crosswalk runs, start it again, and come back; or go on without.",
      ),
      deeds: [
        deedPost("Send a test mail to me", paths.setupMailTests, { key: newId() }, { first: true }),
        deedLink("Go on", paths.setupFirst),
      ],
      form: step.form,
    }),
    test: testWords(step),
  };
}

type Step = { said: Part[]; note: string };

/** The last page: what a district does first, and how far it is. */
export function firstStepsPage({
  people,
  waiting,
  lacks,
  priorities,
  goals,
  isExample,
}: Gathered & { isExample: boolean }) {
  const steps: Step[] = [
    {
      said: say(link(paths.newInvitations, "Invite people"), ", one or a pasted list"),
      note: `${people === 1 ? "You are the only one here" : `${people} people are here`}${waiting > 0 ? `, ${waiting} invited` : ""}.`,
    },
    {
      said: say(link(paths.peopleImports, "Bring people in"), " from a CSV file"),
      note: "It is checked first. They can ask for a sign-in link from then on.",
    },
    {
      said: say(link(paths.liaisons, "Name the liaison group"), " and give terms"),
      note:
        lacks.length > 0
          ? `Nobody stands for ${lacks.join(" and ")} yet, so no request can be accepted.`
          : "Leadership and technology are both there.",
    },
    {
      said: say(link(paths.imports, "Bring the strategic plan in"), " from a CSV file"),
      note: "Goals, measures, work and money, all or nothing.",
    },
    {
      said: say(link(paths.newPriority, "Name the first priority"), ", where there is no plan to bring in"),
      note: priorities > 0 ? "There are priorities already." : "Each goal stands under one.",
    },
    {
      said: say(link(paths.new("goal"), "Write the first goal")),
      note: goals > 0 ? "There are goals already." : "There is none yet.",
    },
  ];
  return {
    head: pageHead({
      kicker: say("First run · 3 of 3"),
      heading: isExample ? "The example is ready" : "What comes first",
      standing: say(
        isExample
          ? "San Juan Unified is a real plan with invented people. Look around as its administrator; an empty database starts a district of your own."
          : "In any order, and not all by you. This page stays: it is linked from Settings.",
      ),
      deeds: [
        isExample
          ? deedLink("Read the goals", paths.list("goal"), { first: true })
          : deedLink("Invite people", paths.newInvitations, { first: true }),
        deedLink("Open my desk", paths.desk),
      ],
    }),
    steps,
  };
}
