import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { Backtest } from "./backtest.ts";
import { calibrationOf, percent, toleranceOf } from "./backtest-report.ts";

const WIDTH = 560;
const HEIGHT = 440;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 536, 80, 356];
const INK = "#1c2126";
const INK_2 = "#4f5862";
const LINE = "#dad7cf";
const ACCENT = "#0a57a4";

const x = scaleLinear([0.4, 1], [LEFT, RIGHT]);
const y = scaleLinear([0, 1], [BOTTOM, TOP]);

/**
 * What was said against what came true: each forecast is a bar from the share strictly below it to the share at or
 * below it, and holds where the bar meets the band around the diagonal.
 */
export function calibrationChart(result: Backtest): string {
  const rows = calibrationOf(result);
  const told = rows.map(row => `${percent(row.level)} said: ${spanOf(row)}, ${row.verdict}.`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title told" font-family="'Public Sans', system-ui, sans-serif" font-size="14" fill="${INK}">
<title id="title">How past forecasts held: ${result.cases.toLocaleString("en-US")} cases</title>
<desc id="told">${told.join(" ")}</desc>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
<text x="20" y="30" font-size="18" font-weight="600">How past forecasts held: ${result.cases.toLocaleString("en-US")} cases</text>
<text x="20" y="50" fill="${INK_2}">Share of the cases that took at most what was said</text>
${[0, 0.25, 0.5, 0.75, 1].map(gridLine).join("\n")}
<path d="${band(result.cases)}" fill="${LINE}" fill-opacity="0.6"/>
<path d="${diagonal()}" fill="none" stroke="${INK_2}" stroke-dasharray="5 4"/>
${rows.map(bar).join("\n")}
<text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 66}" text-anchor="middle" fill="${INK_2}">Said, and under it what came true: strictly below to at or below</text>
</svg>
`;
}

type Row = ReturnType<typeof calibrationOf>[number];

const spanOf = ({ below, atOrBelow }: Row): string =>
  percent(below) === percent(atOrBelow)
    ? percent(below)
    : `${Math.round(below * 100)} to ${percent(atOrBelow)}`;

const at = (value: number): string => value.toFixed(1);

const gridLine = (share: number): string =>
  `<line x1="${LEFT}" x2="${RIGHT}" y1="${at(y(share))}" y2="${at(y(share))}" stroke="${LINE}"/>` +
  `<text x="${LEFT - 8}" y="${at(y(share) + 5)}" text-anchor="end" fill="${INK_2}">${percent(share)}</text>`;

const diagonal = (): string =>
  line<number>(
    level => x(level),
    level => y(level),
  ).digits(1)(x.domain()) ?? "";

/** Where a share counts as held. */
const band = (cases: number): string =>
  area<number>(
    level => x(level),
    level => y(Math.max(0, level - toleranceOf(level, cases))),
    level => y(Math.min(1, level + toleranceOf(level, cases))),
  ).digits(1)(x.ticks(12)) ?? "";

const bar = (row: Row): string => {
  const [middle, low, high] = [at(x(row.level)), at(y(row.below)), at(y(row.atOrBelow))];
  return (
    `<line x1="${middle}" x2="${middle}" y1="${low}" y2="${high}" stroke="${ACCENT}" stroke-width="8" stroke-opacity="0.4"/>` +
    `<circle cx="${middle}" cy="${low}" r="4" fill="#ffffff" stroke="${ACCENT}" stroke-width="2"/>` +
    `<circle cx="${middle}" cy="${high}" r="4" fill="${ACCENT}"/>` +
    `<text x="${middle}" y="${BOTTOM + 22}" text-anchor="middle" font-weight="600">${percent(row.level)}</text>` +
    `<text x="${middle}" y="${BOTTOM + 40}" text-anchor="middle">${spanOf(row)}</text>`
  );
};
