import type { RequestKind, RequestState, StudentData } from "../requests/requests.rules.ts";
import type { Day } from "../shared/dates.ts";
import type { FileReading, ReadOptions } from "./file-kind.ts";
import { FileRefused, type Finding, Findings } from "./findings.ts";
import { keyOf, planLimits } from "./plan.rules.ts";
import { extraRequestColumns, requestColumns } from "./requests-columns.ts";
import { readRequestRow } from "./requests-row.ts";
import { readTable } from "./table-file.ts";

export type FileRequest = {
  /** What a later import knows it by: its number there, else its texts. */
  key: string;
  row: number;
  title: string;
  need: string;
  why: string;
  kind: RequestKind;
  /** "" where the file says nothing; kept beside the request where nobody is called so. */
  requester: string;
  school: string;
  neededBy: Day | null;
  people: number | null;
  studentData: StudentData;
  state: RequestState;
  openedOn: Day | null;
  closedOn: Day | null;
  /** What the file says beyond, a line each. */
  kept: string[];
};

export type RequestsReading = FileReading & { requests: FileRequest[]; today: Day };

/** Two rows of one request would leave one of them out. */
function refuseDoubles(requests: readonly FileRequest[], findings: Findings): void {
  const first = new Map<string, number>();
  for (const { key, row } of requests) {
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else findings.problem(row, null, `This is the request of line ${before} again. Keep one row a request.`);
  }
}

const keyFor = (id: string, request: Omit<FileRequest, "key">): string => {
  if (id !== "") return keyOf("request", id);
  const { title, need, requester, school, openedOn } = request;
  return keyOf("request", title, need, requester, school, openedOn ?? "");
};

/** Reads requests from CSV; touches no database. */
export async function readRequests(
  source: AsyncIterable<Uint8Array>,
  { encoding, today }: ReadOptions,
): Promise<RequestsReading> {
  const findings = new Findings();
  const requests: FileRequest[] = [];
  const required = ["title"] as const;
  const table = { all: requestColumns, required, extra: extraRequestColumns, limits: planLimits, encoding };
  try {
    const read = await readTable(source, table, findings, row => {
      const request = readRequestRow(row, today, findings);
      requests.push({ ...request, key: keyFor(row.cell("external_id"), request) });
    });
    if (read.problems.length === 0) refuseDoubles(requests, findings);
    return { ...read, requests, today, notes: findings.notes() };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refusedRequests(error.finding);
  }
}

export const refusedRequests = (problem: Finding): RequestsReading => ({
  ...{ checked: 0, sha256: "", requests: [], today: "1970-01-01", notes: [] },
  problems: [problem],
});
