import type { z } from "zod";
import { refOf } from "../records/records.rules.ts";
import type { Day } from "../shared/dates.ts";
import { clashView } from "../web/clash.ts";
import { formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import { type FactsView, facts, type Link, type TwoViewsView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import { goalTag, personAt, shortDay } from "./goal-words.pages.ts";
import { wayBack } from "./goals.pages.ts";
import type { Goal } from "./goals.queries.ts";

/** What one verb's page says and asks. */
export type DeedForm = {
  schema: z.ZodObject;
  action: string;
  heading: string;
  /** Who will be told, or what it does. */
  standing: string;
  /** Another way to the same. */
  also?: Link;
  submit: string;
  /** Who will be told, where it is not what every deed of this kind tells. */
  told?: string;
  values?: Record<string, unknown>;
  /** The values are what is kept, not a proposal: when somebody else was first, both texts are shown. */
  isEdit?: boolean;
  options?: Record<string, Option[]>;
  views?: TwoViewsView;
  /** What the goal holds, to be read before the deed. */
  promise?: FactsView;
};

/** The page of a verb: its form, with the goal beside it. */
export function deedFormPage(given: {
  goal: Goal;
  deed: DeedForm;
  told: string | null;
  failed: FailedForm | undefined;
  today: Day;
}) {
  const { goal, deed, failed, today } = given;
  const { record } = goal;
  const form = formView(deed.schema, {
    action: deed.action,
    submit: deed.submit,
    version: record.version,
    told: deed.told ?? given.told,
    values: deed.values,
    options: deed.options,
    typed: failed?.typed,
    errors: failed?.errors,
  });
  return {
    head: pageHead({
      title: `${deed.heading}: ${refOf("goal", record.number)}`,
      heading: deed.heading,
      kicker: wayBack(goal),
      standing: deed.also
        ? say(`${deed.standing} `, link(deed.also.href, deed.also.label), ".")
        : say(deed.standing),
      form,
    }),
    form,
    goal: {
      href: paths.record("goal", record.number),
      ref: refOf("goal", record.number),
      title: record.title,
      facts: facts(
        ["State", say(goalTag(goal.state))],
        ["Sponsor", personAt(goal, "sponsor")],
        ["Partner", personAt(goal, "partner")],
        ["Due", record.due ? say(shortDay(record.due, today)) : "no day is set"],
      ),
    },
    clash:
      deed.isEdit && failed?.status === 409
        ? clashView(deed.schema, failed.typed, deed.values ?? {}, deed.options)
        : null,
    views: deed.views ?? null,
    promise: deed.promise ?? null,
  };
}
