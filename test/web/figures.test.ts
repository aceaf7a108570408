import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../src/shared/calendar.ts";
import { dateBar } from "../../src/web/date-bar.ts";
import type { Drawing, Shape } from "../../src/web/drawing.ts";
import { measureChart } from "../../src/web/measure-chart.ts";

const percent = (text: string) => Number(text.replace("%", ""));
/** A letter in per cent of a figure as wide as a phone. */
const letter = 2.05;

/** From where to where the words of a shape reach, across and down. */
function box({ x, y, dx, anchor, text }: Shape) {
  const width = text.length * letter;
  const at = percent(x) + dx / 3.6;
  const left = anchor === "start" ? at : anchor === "end" ? at - width : at - width / 2;
  return { left, right: left + width, top: y - 11, bottom: y + 3, text };
}

/** Words that would be printed over each other, or far outside of the figure. */
function clashes(drawing: Drawing): string[] {
  const boxes = drawing.shapes.filter(shape => shape.isText && shape.text).map(box);
  const over = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map(b => `“${a.text}” over “${b.text}”`),
  );
  const outside = boxes
    .filter(({ left, right }) => left < -5 || right > 105)
    .map(({ text }) => `“${text}” outside`);
  return [...over, ...outside];
}

const days = (max: number) => fc.integer({ min: 1, max });
const daysOrNone = (max: number) => fc.integer({ min: 0, max });

describe("the bar of dates", () => {
  it("prints no words over each other, whatever the dates", () => {
    fc.assert(
      fc.property(
        daysOrNone(900),
        daysOrNone(200),
        daysOrNone(200),
        daysOrNone(300),
        daysOrNone(200),
        fc.boolean(),
        (even, more, most, first, second, isLong) => {
          const today = "2026-11-23";
          const start = addDays(today, even);
          const wanted = addDays(today, first);
          const drawing = dateBar({
            even: start,
            eightInTen: addDays(start, more),
            nineteenInTwenty: isLong ? addDays(start, more + most) : null,
            wanted: [
              { word: "needed", day: wanted },
              { word: "due", day: addDays(wanted, second) },
            ],
            gap: null,
            today,
          });
          expect(clashes(drawing)).toEqual([]);
        },
      ),
    );
  });

  it("says in words what it draws", () => {
    const drawing = dateBar({
      even: "2027-06-18",
      eightInTen: "2027-08-13",
      nineteenInTwenty: "2027-09-24",
      wanted: [{ word: "due", day: "2027-06-30" }],
      gap: "six weeks late",
      today: "2027-01-04",
    });
    expect(drawing.words).toBe("Dates: even odds Jun 18, 8 in 10 Aug 13, 19 in 20 Sep 24; due Jun 30");
    expect(drawing.shapes.filter(({ look }) => look === "gap").length).toBe(1);
  });
});

describe("the chart of a measure", () => {
  const chart = (values: [gap: number, value: number][], target: number | null) => {
    let day = "2025-09-01";
    const readings = values.map(([gap, value]) => {
      day = addDays(day, gap);
      return { day, value, said: String(value) };
    });
    return measureChart({
      name: "Children screened",
      readings,
      target: target === null ? null : { value: target, said: String(target), day: addDays(day, 60) },
      today: "2026-11-23",
    });
  };

  it("draws every value inside, whatever the readings", () => {
    const value = fc.integer({ min: -500, max: 9999 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(days(200), value), { minLength: 1, maxLength: 30 }),
        fc.option(value),
        (values, target) => {
          const drawing = chart(values, target);
          const dots = (drawing?.shapes ?? []).filter(({ isDot }) => isDot);
          expect(dots.length).toBe(values.length);
          for (const { x, y } of dots) {
            expect(Number.isFinite(y) && y >= 20 && y <= 110).toBe(true);
            expect(percent(x)).toBeGreaterThanOrEqual(0);
            expect(percent(x)).toBeLessThanOrEqual(100);
          }
        },
      ),
    );
  });

  it("is nothing without a reading, and a dot with one", () => {
    expect(chart([], 5)).toBeNull();
    expect(chart([[1, 5]], null)?.words).toBe("Children screened: 5 on Sep 2, 2025");
  });
});
