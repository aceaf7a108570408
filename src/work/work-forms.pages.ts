import type { z } from "zod";
import type { Day } from "../shared/dates.ts";
import type { Actor } from "../shared/deed.ts";
import { type FormView, formView } from "../web/forms.ts";
import { paths } from "../web/paths.ts";
import type { FailedForm } from "../web/posts.ts";
import type { TellingDeed } from "./tellings.rules.ts";
import type { WorkRow } from "./work.queries.ts";
import {
  blockForm,
  canLogEffort,
  canMove,
  dropForm,
  effortForm,
  finishForm,
  moveForm,
  stateOf,
  type WorkMove,
} from "./work.rules.ts";

/** A deed's form on the page; `isOpen` where it was sent and came back. */
export type DeedForm = { name: string; summary: string; isOpen: boolean; isPlain: boolean; form: FormView };

/** The form that failed, by the verb in its address. */
export type FailedDeed = { verb: string; form: FailedForm };

type Deed = { verb: TellingDeed; move: WorkMove; summary: string; submit: string; schema: z.ZodObject };

const moves: Deed[] = [
  { verb: "start", move: "start", summary: "Start", submit: "Start", schema: moveForm },
  { verb: "release", move: "unblock", summary: "Go on", submit: "No longer blocked", schema: moveForm },
  { verb: "completion", move: "finish", summary: "Done", submit: "Mark done", schema: finishForm },
  { verb: "blockage", move: "block", summary: "Blocked", submit: "Mark blocked", schema: blockForm },
  { verb: "dropping", move: "drop", summary: "Drop", submit: "Drop this work", schema: dropForm },
];

/** Every deed that this person can do now, each as a form that needs no script. */
export function workForms(
  { record }: WorkRow,
  actor: Actor,
  today: Day,
  told: ReadonlyMap<TellingDeed, string>,
  failed?: FailedDeed,
): DeedForm[] {
  const state = stateOf(record.state);
  const made = (
    verb: TellingDeed,
    summary: string,
    submit: string,
    schema: z.ZodObject,
    values = {},
  ): DeedForm => {
    const sent = failed?.verb === verb ? failed.form : undefined;
    const form = formView(schema, {
      action: paths.verb("work", record.number, verb),
      submit,
      version: record.version,
      told: told.get(verb),
      values,
      typed: sent?.typed,
      errors: sent?.errors,
      prefix: verb,
    });
    return {
      name: verb,
      summary,
      isOpen: sent !== undefined,
      isPlain: Object.keys(schema.shape).length === 0,
      form,
    };
  };
  const effort = canLogEffort(actor, state)
    ? [made("effort", "Log effort", "Log effort", effortForm, { day: today })]
    : [];
  return [
    ...effort,
    ...moves
      .filter(deed => canMove(actor, deed.move, state))
      .map(deed => made(deed.verb, deed.summary, deed.submit, deed.schema)),
  ];
}
