import type { Part } from "./sentence.ts";

/** A shape of a figure: x in per cent of the width, y in pixels, so that words keep their size. */
export type Shape = {
  isLine: boolean;
  isRect: boolean;
  isDot: boolean;
  isText: boolean;
  look: string;
  x: string;
  y: number;
  x1: string;
  x2: string;
  y1: number;
  y2: number;
  width: string;
  height: number;
  r: number;
  dx: number;
  anchor: Anchor;
  text: string;
};

export type Anchor = "start" | "middle" | "end";
export type Drawing = { height: number; words: string; shapes: Shape[] };

export type FigureView = {
  caption: Part[];
  drawing: Drawing | null;
  table: {
    summary: string;
    caption: string;
    heads: string[];
    rows: { name: string; value: string }[];
  } | null;
  note: string | null;
};

const shape = (given: Partial<Shape> & { look: string }): Shape => ({
  isLine: false,
  isRect: false,
  isDot: false,
  isText: false,
  x: "0",
  y: 0,
  x1: "0",
  x2: "0",
  y1: 0,
  y2: 0,
  width: "0",
  height: 0,
  r: 0,
  dx: 0,
  anchor: "start",
  text: "",
  ...given,
});

const tenth = (value: number) => Math.round(value * 10) / 10;
const percent = (x: number) => `${tenth(x)}%`;

export const line = (look: string, from: { x: number; y: number }, to: { x: number; y: number }): Shape =>
  shape({
    look,
    isLine: true,
    x1: percent(from.x),
    y1: tenth(from.y),
    x2: percent(to.x),
    y2: tenth(to.y),
  });

export const rect = (look: string, x: number, width: number, y: number, height: number): Shape =>
  shape({ look, isRect: true, x: percent(x), width: percent(Math.max(0, width)), y, height });

export const dot = (look: string, x: number, y: number, r: number): Shape =>
  shape({ look, isDot: true, x: percent(x), y: tenth(y), r });

export const words = (
  look: string,
  x: number,
  y: number,
  text: string,
  anchor: Anchor = "start",
  dx = 0,
): Shape => shape({ look, isText: true, x: percent(x), y: tenth(y), text, anchor, dx });
