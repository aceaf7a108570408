// One door for days: arithmetic, working days, words.
export * from "./calendar.ts";
export * from "./date-words.ts";
export * from "./working-days.ts";
