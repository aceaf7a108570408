import type { z } from "zod";
import { refOf } from "../records/records.rules.ts";
import { chosenWords, type DigestDay } from "../told/told.pages.ts";
import { formView, type Option } from "../web/forms.ts";
import { pageHead } from "../web/head.ts";
import type { ClashView } from "../web/parts.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import { link, say } from "../web/sentence.ts";
import type { UnsentThere } from "../web/unsent-there.ts";
import { goalForm } from "./goal-form.rules.ts";
import { wayBack } from "./goals.pages.ts";
import type { Goal } from "./goals.queries.ts";

type Options = Record<string, Option[]>;

const newParts = [
  { heading: "1. What, and why", fields: ["title", "priorityId", "why"] },
  { heading: "2. Who stands for it", fields: ["sponsor", "partner", "forWhom"] },
  { heading: "3. When and where", fields: ["startsOn", "due", "schools", "rhythm"] },
  { heading: "4. How you will know", fields: ["measures"] },
];

/** Proposing and keeping a draft are two buttons of one form. */
export function newGoalPage(given: {
  values: Record<string, unknown>;
  options: Options;
  failed: FailedForm | undefined;
  day: DigestDay;
  unsent: UnsentThere;
}) {
  const form = formView(goalForm, {
    action: paths.list("goal"),
    submit: "Propose goal",
    also: [{ value: "draft", label: "Save draft" }],
    told: `${chosenWords("the sponsor and the partner whom you name", given.day)} A draft tells nobody.`,
    values: given.values,
    typed: given.failed?.typed,
    errors: given.failed?.errors,
    options: given.options,
    parts: newParts,
  });
  return {
    head: pageHead({
      title: "New goal",
      kicker: say("New goal"),
      heading: "What do you want for students?",
      standing:
        given.options.priorityId?.length === 0
          ? say(
              "Each goal stands under a priority, and there is none yet. ",
              link(paths.newPriority, "Name the first one"),
              ".",
            )
          : say(
              "Proposing it asks its sponsor and its partner in technology to confirm it. A draft is seen only by you, those you name and the liaisons.",
            ),
      form,
    }),
    clash: null,
    unsent: given.unsent,
    form: { ...form, keepsItself: paths.unsent },
  };
}

const consequence = ({ state }: Goal): string =>
  state === "draft"
    ? "Only its author, those named and the liaisons see a draft."
    : "Everybody sees the change, and its history keeps what was there before.";

export function editGoalPage(given: {
  goal: Goal;
  schema: z.ZodObject;
  values: Record<string, unknown>;
  options: Options;
  failed: FailedForm | undefined;
  clash: ClashView | null;
  told: string;
}) {
  const { goal, failed } = given;
  const { number } = goal.record;
  const form = formView(given.schema, {
    action: paths.verb("goal", number, "edit"),
    submit: "Keep changes",
    version: goal.record.version,
    told: given.told,
    values: given.values,
    typed: failed?.typed,
    errors: failed?.errors,
    options: given.options,
  });
  return {
    head: pageHead({
      heading: `Edit ${refOf("goal", number)}`,
      kicker: wayBack(goal),
      standing: say(consequence(goal)),
      form,
    }),
    clash: given.clash,
    unsent: null,
    form: { ...form, keepsItself: paths.unsent },
  };
}
