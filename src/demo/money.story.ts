import { draftBudget, submitBudget } from "../budget/budget.actions.ts";
import { closeBudget, recordActual } from "../budget/closing.actions.ts";
import { decideBudget } from "../budget/decision.actions.ts";
import { endorseBudget, returnBudget, reviewBudget } from "../budget/road.actions.ts";
import { setSourceAmount } from "../budget/sources.actions.ts";
import { fiscalYearOf } from "../shared/dates.ts";
import type { Deed } from "../shared/deed.ts";
import { findSource, listLineIds } from "./demo.queries.ts";
import { type Scene, scene } from "./demo.story.ts";

type At = [week: number, weekday: number, time: string];
type LineAsked = {
  label: string;
  kind: "hardware" | "software" | "services" | "training" | "staff" | "other";
  quantity: number;
  unitCents: number;
  years?: number;
  source: string;
};

const lcff = "LCFF Supplemental and Concentration";
const general = "General Fund 01";
const state = "Other State Funds";

const thisYear = ({ today, district }: Deed) => fiscalYearOf(today, district.fiscalYearStart);

const amount = (name: string, year: 0 | 1 | 2, cents: number, reason: string) =>
  scene(-6, 1, `07:${30 + year}`, "marcus", async (tx, deed) =>
    setSourceAmount(tx, deed, {
      number: (await findSource(tx, name)).number,
      fiscalYear: thisYear(deed) + year,
      cents,
      reason,
    }),
  );

const sources: Scene[] = [
  amount(lcff, 0, 3_943_881_400, "Budget adopted in June"),
  amount(lcff, 1, 121_000_000, "First outlook, January workshop"),
  amount(lcff, 2, 121_000_000, "First outlook, January workshop"),
  amount(general, 0, 100_400_000, "Technology share of the adopted budget"),
  amount(general, 1, 40_000_000, "First outlook"),
  amount(state, 0, 31_274_290, "Letter of the state"),
  amount("E-Rate Category Two", 0, 71_916_660, "Funding commitment letter"),
];

const drafts = (
  at: At,
  who: Scene["who"],
  key: string,
  title: string,
  serves: string[],
  words: [justification: string, ifDeclined: string],
  lines: LineAsked[],
  { sent = true } = {},
) =>
  scene(...at, who, async (tx, deed, story) => {
    const record = await draftBudget(tx, deed, {
      title,
      fiscalYear: thisYear(deed),
      servesIds: serves.map(each => story.id(each)),
      justification: words[0],
      ifDeclined: words[1],
      forWhom: undefined,
      lines: await Promise.all(
        lines.map(async ({ source, years, ...line }) => ({
          ...line,
          recurrence: years ? ("annual" as const) : ("one-time" as const),
          years,
          sourceId: (await findSource(tx, source)).id,
        })),
      ),
    });
    story.keep(key, record);
    if (sent) await submitBudget(tx, deed, { number: record.number });
  });

const endorses = (at: At, who: Scene["who"], key: string, comment?: string) =>
  scene(...at, who, (tx, deed, story) => endorseBudget(tx, deed, { number: story.number(key), comment }));

const reviews = (at: At, key: string, comment?: string, boardIn?: number) =>
  scene(...at, "marcus", (tx, deed, story) =>
    reviewBudget(tx, deed, {
      number: story.number(key),
      comment,
      boardDay: boardIn === undefined ? undefined : story.day(boardIn, 2),
    }),
  );

/** What the approver gives each line, in cents of each year, in the lines' order. */
const decides = (
  at: At,
  key: string,
  cents: number[],
  sources: string[],
  comment: string,
  boardIn?: number,
) =>
  scene(...at, "grace", async (tx, deed, story) => {
    const ids = await listLineIds(tx, story.id(key));
    const lines = await Promise.all(
      ids.map(async (id, index) => {
        const source = await findSource(tx, sources[index] ?? general);
        return [id, { approvedCents: cents[index] ?? 0, sourceId: source.id }] as const;
      }),
    );
    return decideBudget(tx, deed, {
      number: story.number(key),
      lines: new Map(lines),
      comment,
      boardDay: boardIn === undefined ? undefined : story.day(boardIn, 2),
    });
  });

const requests: Scene[] = [
  drafts(
    [-6, 2, "09:40"],
    "priya",
    "b-headsets",
    "Headsets for the screening rooms",
    ["screening"],
    [
      "Forty rooms with twelve seats. The screener asks for closed headsets.",
      "Children read aloud side by side, and scores are off by a third of a grade.",
    ],
    [{ label: "Closed headsets", kind: "hardware", quantity: 480, unitCents: 4_150, source: lcff }],
  ),
  endorses([-6, 3, "15:00"], "lin", "b-headsets"),
  endorses([-6, 4, "15:00"], "joe", "b-headsets", "They fit the devices that we have."),
  reviews([-5, 1, "10:00"], "b-headsets"),
  decides([-5, 2, "11:00"], "b-headsets", [1_992_000], [lcff], "Order before the second screening week."),
  scene(-1, 4, "10:30", "marcus", (tx, deed, story) =>
    recordActual(tx, deed, { number: story.number("b-headsets"), position: 1, cents: 1_884_000 }),
  ),
  scene(-1, 5, "10:40", "marcus", (tx, deed, story) =>
    closeBudget(tx, deed, { number: story.number("b-headsets") }),
  ),

  drafts(
    [-6, 3, "10:10"],
    "dana",
    "b-licenses",
    "Reading screener and Lexia licenses",
    ["achievement", "screening"],
    [
      "Licenses end on June 30. Prices are the vendor’s for three years.",
      "Screening stops when the licenses end, and the state report on reading difficulty is done by hand: about 600 hours a year.",
    ],
    [
      {
        label: "Reading screener, kindergarten to grade 2",
        kind: "software",
        quantity: 9250,
        unitCents: 1_420,
        years: 3,
        source: lcff,
      },
      {
        label: "Lexia licenses, grades 3 to 5",
        kind: "software",
        quantity: 12800,
        unitCents: 2_650,
        years: 3,
        source: lcff,
      },
      {
        label: "Half days for teachers who screen",
        kind: "training",
        quantity: 24,
        unitCents: 115_000,
        source: state,
      },
    ],
  ),
  endorses([-6, 5, "15:10"], "omar", "b-licenses", "The board asked for this in June."),
  endorses([-5, 2, "15:00"], "sam", "b-licenses"),
  reviews([-5, 4, "09:30"], "b-licenses", "Within the allowed use: both serve the focus groups.", -3),
  decides(
    [-3, 2, "19:30"],
    "b-licenses",
    [13_135_000, 33_920_000, 2_760_000],
    [lcff, lcff, state],
    "Approved by the board in one vote.",
    -3,
  ),

  drafts(
    [-5, 1, "14:00"],
    "sam",
    "b-texts",
    "Translated text messages to families",
    ["climate"],
    [
      "A message costs two cents. 21,000 families, twelve messages a year, and a helper to begin.",
      "Families go on getting letters on paper, and only in English on the day.",
    ],
    [
      {
        label: "Messages, each school year",
        kind: "services",
        quantity: 252_000,
        unitCents: 2,
        years: 2,
        source: lcff,
      },
      {
        label: "A second office phone line at each school",
        kind: "hardware",
        quantity: 64,
        unitCents: 18_000,
        source: general,
      },
    ],
  ),
  endorses([-5, 3, "15:00"], "lin", "b-texts"),
  endorses([-4, 1, "15:00"], "joe", "b-texts"),
  reviews([-4, 2, "10:00"], "b-texts"),
  decides(
    [-3, 3, "11:30"],
    "b-texts",
    [504_000, 0],
    [lcff, general],
    "Messages yes. The phone lines wait for the building plan.",
  ),

  drafts(
    [-5, 2, "09:00"],
    "mai",
    "b-vans",
    "Two vans for home visits",
    ["attendance"],
    ["The teams borrow cars and lose a morning a week.", "Visits go on with borrowed cars."],
    [{ label: "Vans, used", kind: "other", quantity: 2, unitCents: 2_100_000, source: general }],
  ),
  endorses([-5, 4, "15:00"], "omar", "b-vans"),
  endorses([-4, 2, "15:00"], "sam", "b-vans"),
  reviews([-4, 4, "10:00"], "b-vans"),
  decides(
    [-2, 2, "11:00"],
    "b-vans",
    [0],
    [general],
    "Not this year: transportation can lend two vans on Tuesdays and Thursdays.",
  ),

  drafts(
    [-4, 3, "09:20"],
    "joe",
    "b-switches",
    "Switches at six schools",
    ["screening"],
    [
      "Six schools cannot screen a whole grade at once. E-Rate pays most of it.",
      "Those schools screen in shifts, and take three weeks in place of one.",
    ],
    [
      {
        label: "Access switches, 48 ports",
        kind: "hardware",
        quantity: 54,
        unitCents: 612_500,
        source: "E-Rate Category Two",
      },
      {
        label: "Installation by the vendor",
        kind: "services",
        quantity: 6,
        unitCents: 240_000,
        source: general,
      },
    ],
  ),
  endorses([-3, 1, "15:00"], "lin", "b-switches"),
  endorses([-3, 2, "15:00"], "sam", "b-switches"),
  reviews([-2, 4, "09:00"], "b-switches", "The commitment letter covers the switches.", 7),

  drafts(
    [-3, 1, "10:10"],
    "ana",
    "b-coaches",
    "A coach for screening reports",
    ["screening", "achievement"],
    [
      "Teachers see five colors. A coach shows 38 schools what to do with them.",
      "Teachers read the reports alone.",
    ],
    [{ label: "Coach, half time", kind: "staff", quantity: 1, unitCents: 5_400_000, source: lcff }],
  ),
  endorses([-2, 1, "15:00"], "omar", "b-coaches"),
  endorses([-2, 3, "15:00"], "joe", "b-coaches"),

  drafts(
    [-2, 2, "10:00"],
    "priya",
    "b-warehouse",
    "Storage for attendance by period",
    ["attendance"],
    [
      "Period attendance is seven times as many rows as daily.",
      "We keep six weeks in place of a school year.",
    ],
    [
      {
        label: "Storage, each year",
        kind: "services",
        quantity: 12,
        unitCents: 38_000,
        years: 2,
        source: general,
      },
    ],
  ),
  endorses([-1, 3, "15:00"], "lin", "b-warehouse"),

  drafts(
    [-2, 4, "13:00"],
    "omar",
    "b-kiosk",
    "Kiosks for families at six schools",
    ["climate"],
    ["Families without a computer sign up at the office.", "They go on asking at the desk."],
    [{ label: "Kiosks", kind: "hardware", quantity: 6, unitCents: 190_000, source: general }],
  ),
  scene(-1, 2, "15:10", "joe", (tx, deed, story) =>
    returnBudget(tx, deed, {
      number: story.number("b-kiosk"),
      comment: "Which schools, and who keeps them running? Add the hours.",
    }),
  ),

  drafts(
    [-1, 4, "11:00"],
    "dana",
    "b-agreement",
    "Review of the vendor’s data agreement",
    ["screening"],
    [
      "Outside counsel for one week, so that the feed can start.",
      "The feed waits until our own counsel has time, in February.",
    ],
    [{ label: "Counsel, hours", kind: "services", quantity: 20, unitCents: 32_000, source: general }],
  ),
];

export const moneyScenes: Scene[] = [...sources, ...requests];
