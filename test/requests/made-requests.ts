import type { Database, Tx } from "../../src/db/database.ts";
import type { EstimateInput } from "../../src/estimates/estimates.rules.ts";
import { listHistory } from "../../src/events/events.queries.ts";
import { confirmRequest } from "../../src/requests/asking.actions.ts";
import { commitRequest } from "../../src/requests/commitment.actions.ts";
import { deliverRequest, estimateRequest, startRequest } from "../../src/requests/delivery.actions.ts";
import type { RequestInput } from "../../src/requests/forms.rules.ts";
import { draftRequest, submitRequest } from "../../src/requests/requests.actions.ts";
import { getRequest } from "../../src/requests/requests.queries.ts";
import { acceptRequest, declineRequest } from "../../src/requests/triage.actions.ts";
import type { Deed } from "../../src/shared/deed.ts";
import { type Cast, monday, type Name } from "../support/cast.ts";

export type RequestMaker = ReturnType<typeof requestMaker>;

const laterThan = (instant: string, minutes: number): string =>
  new Date(new Date(instant).getTime() + minutes * 60_000).toISOString();

/** Requests of Tess, made and moved by the verbs that users call: Lin triages, Priya estimates, all a minute apart. */
export function requestMaker(db: Database, cast: Cast) {
  const as =
    (name: Name, instant = monday) =>
    async <T>(work: (tx: Tx, deed: Deed) => Promise<T>): Promise<T> => {
      const deed = await cast.deed(name, instant);
      return db.write(tx => work(tx, deed));
    };

  const input = (given: Partial<RequestInput> = {}): RequestInput => ({
    title: "Nightly class lists for the reading screener",
    need: "A child who joins my class on Tuesday can take the screener on Wednesday.",
    kind: "integration",
    why: "New children wait up to six days for their first screening.",
    goals: [],
    neededBy: "2027-02-01",
    school: "Dyer Kelly Elementary",
    people: 9250,
    studentData: "unsure",
    isRestricted: false,
    ...given,
  });

  const estimate = (likelyHours = 40, given: Partial<EstimateInput> = {}): EstimateInput => ({
    lowHours: likelyHours / 2,
    likelyHours,
    highHours: likelyHours * 2,
    lines: [],
    assumptions: "The vendor’s feed stays as it is.",
    risks: "The agreement takes longer.",
    ...given,
  });

  const about = (number: number) => ({ number, version: null });
  const promised = { from: "2027-01-11", to: "2027-01-29", rank: 3 };

  const see = async (number: number, name: Name = "lin") =>
    getRequest(db.read, (await cast.deed(name)).by, number);

  const make = {
    draft: async (given: Partial<RequestInput> = {}, instant = monday, by: Name = "tess") =>
      (await as(by, instant)((tx, deed) => draftRequest(tx, deed, input(given)))).record.number,

    submitted: async (given: Partial<RequestInput> = {}, instant = monday, by: Name = "tess") => {
      const number = await make.draft(given, instant, by);
      await as(by, instant)((tx, deed) => submitRequest(tx, deed, about(number)));
      return number;
    },

    accepted: async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.submitted(given, instant);
      const note = given.kind === "new system" ? "All four reviews are in." : undefined;
      await as("lin", laterThan(instant, 1))((tx, deed) => acceptRequest(tx, deed, about(number), { note }));
      return number;
    },

    declined: async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.submitted(given, instant);
      const reason = "The state’s own report says this in March.";
      await as(
        "lin",
        laterThan(instant, 1),
      )((tx, deed) => declineRequest(tx, deed, about(number), { reason }));
      return number;
    },

    estimated: async (hours = 40, given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.accepted(given, instant);
      await as(
        "priya",
        laterThan(instant, 2),
      )((tx, deed) => estimateRequest(tx, deed, about(number), estimate(hours)));
      return number;
    },

    committed: async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.estimated(40, given, instant);
      await as("lin", laterThan(instant, 3))((tx, deed) => commitRequest(tx, deed, about(number), promised));
      return number;
    },

    "in delivery": async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.committed(given, instant);
      await as("priya", laterThan(instant, 4))((tx, deed) => startRequest(tx, deed, about(number)));
      return number;
    },

    delivered: async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make["in delivery"](given, instant);
      const note = "The lists load each night at two.";
      await as(
        "priya",
        laterThan(instant, 5),
      )((tx, deed) => deliverRequest(tx, deed, about(number), { note }));
      return number;
    },

    confirmed: async (given: Partial<RequestInput> = {}, instant = monday) => {
      const number = await make.delivered(given, instant);
      await as("tess", laterThan(instant, 6))((tx, deed) => confirmRequest(tx, deed, about(number), {}));
      return number;
    },
  };

  /** "Lin Tran accepted this request", newest first, as Lin reads it. */
  const history = async (number: number): Promise<string[]> => {
    const { by } = await cast.deed("lin");
    const told = await listHistory(db.read, by, (await see(number)).id, "this request");
    return told.map(event => {
      const sentence = event.parts
        .map(part => (typeof part === "string" ? part : (event.names.get(part.id)?.title ?? "?")))
        .join("");
      return `${event.by}${event.forName ? ` for ${event.forName}` : ""} ${sentence}`;
    });
  };

  return { ...make, as, about, input, estimate, promised, see, history };
}
