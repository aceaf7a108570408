import type { Deps } from "../deps.ts";
import { planDueDigests } from "../digest/digest.timers.ts";
import { forecastDays } from "../forecast/days.timers.ts";
import { sendMail } from "../mail/mail.timers.ts";
import { answerLeftAsks } from "../people/asks.timers.ts";
import { dailyVerbs } from "./by-itself.ts";
import { type RunningTimers, startClockwork, type Timer } from "./clockwork.ts";

/** All that time calls, each safe to run again at any moment. */
const timers: Timer[] = [...dailyVerbs, forecastDays, planDueDigests, answerLeftAsks, sendMail];

export const startTimers = (deps: Deps): RunningTimers => startClockwork(deps, timers);
