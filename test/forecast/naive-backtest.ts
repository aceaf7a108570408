import type { Backtest } from "../../src/forecast/backtest.ts";
import type { Pair } from "../../src/forecast/forecast.rules.ts";

/** Which items a forecast may know. The honest answer is: those that started on an earlier day. */
export type Knows = (past: Pair, now: Pair) => boolean;

export const earlierDay: Knows = (past, now) => past.startedOn < now.startedOn;
/** Two faults a backtest must not have. */
export const everything: Knows = () => true;
export const sameDayToo: Knows = (past, now) => past.startedOn <= now.startedOn;

const LEVELS = [0.5, 0.8, 0.95];
type Judged = { now: Pair; blend: number[]; recent: number[]; value: number };

const log = (pair: Pair) => Math.log(pair.actualHours / pair.likelyHours);
const size = (pair: Pair) => Math.max(-2, Math.min(8, Math.floor(Math.log2(pair.likelyHours))));
const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
const pinball = (q: number, value: number, said: number) =>
  value >= said ? q * (value - said) : (1 - q) * (said - value);

function quantile(items: Pair[], q: number): number {
  const sorted = items.map(log).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * q)) - 1] ?? Number.NaN;
}

function shrunk(base: number, group: Pair[], q: number): number {
  const n = group.length;
  return n >= 5 ? (n / (n + 30)) * quantile(group, q) + (30 / (n + 30)) * base : base;
}

function blended(history: Pair[], now: Pair, q: number): number {
  const base = quantile(history.slice(-300), q);
  const alike = history.filter(past => size(past) === size(now)).slice(-300);
  const sameKind = history.filter(past => past.kind === now.kind).slice(-300);
  return (shrunk(base, alike, q) + shrunk(base, sameKind, q)) / 2;
}

function drifted(judged: Judged[], now: Pair, knows: Knows): boolean {
  const finished = judged.filter(one => knows(one.now, now)).slice(-100);
  const loss = (which: "blend" | "recent") =>
    sum(finished.flatMap(one => LEVELS.map((q, at) => pinball(q, one.value, one[which][at] ?? Number.NaN))));
  return finished.length >= 30 && loss("recent") < 0.97 * loss("blend");
}

/** The rules of docs/forecast.md written down a second time, with no thought for speed: everything anew for each case. */
export function naiveBacktest(rows: Pair[], knows: Knows = earlierDay): Backtest {
  const ordered = rows
    .map((row, at) => ({ ...row, at }))
    .sort((a, b) => a.startedOn.localeCompare(b.startedOn) || a.at - b.at);
  const judged: Judged[] = [];
  const said: { value: number; model: number[]; median: number; mean: number }[] = [];
  for (const now of ordered.slice(Math.min(100, Math.floor(ordered.length / 5)))) {
    const history = ordered.filter(past => knows(past, now));
    if (history.length === 0) continue;
    const value = log(now);
    const blend = LEVELS.map(q => blended(history, now, q));
    const recent = LEVELS.map(q => quantile(history.slice(-100), q));
    const ratios = history.map(past => past.actualHours / past.likelyHours).sort((a, b) => a - b);
    const half = ratios.length / 2;
    const middle = ratios.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
    said.push({
      value,
      model: drifted(judged, now, knows) ? recent : blend,
      median: Math.log(sum(middle) / middle.length),
      mean: Math.log(sum(ratios) / ratios.length),
    });
    judged.push({ now, blend, recent, value });
  }
  return summary(said);
}

function summary(said: { value: number; model: number[]; median: number; mean: number }[]): Backtest {
  const share = (holds: (value: number, quantile: number) => boolean, at: number) =>
    said.filter(one => holds(one.value, one.model[at] ?? Number.NaN)).length / said.length;
  const coverage = (at: number) => ({
    below: share((value, quantile) => value < quantile - 1e-9, at),
    atOrBelow: share((value, quantile) => value <= quantile + 1e-9, at),
  });
  const loss = (quantiles: (one: (typeof said)[number]) => number[]) =>
    sum(said.flatMap(one => LEVELS.map((q, at) => pinball(q, one.value, quantiles(one)[at] ?? Number.NaN)))) /
    (3 * said.length);
  return {
    cases: said.length,
    coverage: { p50: coverage(0), p80: coverage(1), p95: coverage(2) },
    pinball: {
      model: loss(one => one.model),
      asGiven: loss(() => [0, 0, 0]),
      medianRatio: loss(one => [one.median, one.median, one.median]),
      meanRatio: loss(one => [one.mean, one.mean, one.mean]),
    },
  };
}
