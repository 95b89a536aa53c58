import { createRandom } from '../../random/random';
import { type GeneratedOptions } from '../../query/settings';
import { Stream } from './streams';

export const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;
/** The epoch was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY_MINUTE = 4 * DAY_MINUTES;

/** How many logs there are in each minute. Minutes are counted from the epoch, in UTC. */
export interface Traffic {
  /** Logs from the first Monday after the epoch until the minute begins: whole, and the same for whoever asks. */
  logsBefore(minute: number): number;
  /** The traffic of the minute's time of day and week over that of an average minute. */
  load(minute: number): number;
}

/**
 * A weekly timetable: business hours, quiet nights, quieter weekends, and minutes that vary as real ones do. The logs before a
 * minute are the timetable's share of a week rounded down, so **any seven days have exactly `7 * logsPerDay` logs**,
 * wherever they begin.
 */
export function createTraffic(options: GeneratedOptions): Traffic {
  const perWeek = Math.round(options.logsPerDay * 7);
  const random = createRandom(options.seed, Stream.traffic);
  const before = new Float64Array(WEEK_MINUTES + 1);
  let sum = 0;
  for (let minute = 0; minute < WEEK_MINUTES; minute++) {
    before[minute] = sum;
    sum += expectedLoad(minute) * Math.exp(0.28 * random.normal());
  }
  before[WEEK_MINUTES] = sum;
  const meanLoad = MEAN_LOAD;
  return {
    logsBefore(minute) {
      const sinceMonday = minute - FIRST_MONDAY_MINUTE;
      const week = Math.floor(sinceMonday / WEEK_MINUTES);
      const share = (before[sinceMonday - week * WEEK_MINUTES] ?? 0) / sum;
      return week * perWeek + Math.floor(perWeek * share);
    },
    load: (minute) => expectedLoad(minuteOfWeek(minute)) / meanLoad,
  };
}

/** 0: Monday, 00:00 UTC. */
export function minuteOfWeek(minute: number): number {
  const rest = (minute - FIRST_MONDAY_MINUTE) % WEEK_MINUTES;
  return rest < 0 ? rest + WEEK_MINUTES : rest;
}

/** 0: the week of Monday, 5 January 1970. */
export function weekOf(minute: number): number {
  return Math.floor((minute - FIRST_MONDAY_MINUTE) / WEEK_MINUTES);
}

/** The minute that a week begins with. */
export function firstMinuteOf(week: number): number {
  return FIRST_MONDAY_MINUTE + week * WEEK_MINUTES;
}

const MEAN_LOAD =
  Array.from({ length: WEEK_MINUTES }, (_, minute) => expectedLoad(minute)).reduce((a, b) => a + b) / WEEK_MINUTES;

/** A plateau from 8 to 18 o'clock with a dip at noon, an evening shoulder, and a night at a fifth of the day. */
function expectedLoad(minute: number): number {
  const day = Math.floor(minute / DAY_MINUTES);
  const hour = (minute % DAY_MINUTES) / 60;
  const work = rise(hour, 7.5) - rise(hour, 18);
  const evening = rise(hour, 18) - rise(hour, 22.5);
  const lunch = Math.exp(-(((hour - 12.5) / 0.8) ** 2));
  const load = 0.4 + 1.4 * work + 0.6 * evening - 0.25 * lunch;
  return day < 5 ? load : 0.25 + 0.4 * load;
}

/** From 0 to 1 within about two hours around `at`. */
function rise(hour: number, at: number): number {
  return 1 / (1 + Math.exp(-(hour - at) * 2.2));
}
