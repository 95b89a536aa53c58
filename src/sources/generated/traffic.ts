import { type GeneratedOptions } from '../../query/settings';
import { createRandom } from '../../random/random';
import { Stream } from './streams';

const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;
/** The epoch was a Thursday; weeks begin on Mondays. */
const FIRST_MONDAY_MINUTE = 4 * DAY_MINUTES;
/** How far minutes stray from what is usual for their time: the standard deviation of the logarithm. */
const MINUTE_SIGMA = 0.28;

/** How many logs there are in each minute. Minutes are counted from the epoch, in UTC. */
export interface Traffic {
  /** Logs from the first Monday after the epoch until the minute begins: whole, and the same for whoever asks. */
  logsBefore(minute: number): number;
  /** The usual traffic at the minute's time of day and week over that of an average minute. */
  load(minute: number): number;
}

/**
 * A weekly timetable: business hours, quiet nights, quieter weekends, and minutes that vary as real ones do. The logs
 * before a minute are the timetable's share of a week, rounded down, so **any seven days have `7 * logsPerDay` logs**.
 */
export function createTraffic(options: GeneratedOptions): Traffic {
  const perWeek = Math.round(options.logsPerDay * 7);
  const random = createRandom(options.seed, Stream.traffic);
  /** The timetable's share of a week that lies before a minute of it. */
  const shareBefore = new Float64Array(WEEK_MINUTES);
  let sum = 0;
  for (let minute = 0; minute < WEEK_MINUTES; minute++) {
    shareBefore[minute] = sum;
    sum += LOADS[minute] * Math.exp(MINUTE_SIGMA * random.normal());
  }
  for (let minute = 0; minute < WEEK_MINUTES; minute++) {
    shareBefore[minute] /= sum;
  }
  return {
    logsBefore: (minute) => weekOf(minute) * perWeek + Math.floor(perWeek * shareBefore[minuteOfWeek(minute)]),
    load: (minute) => LOADS[minuteOfWeek(minute)],
  };
}

/** 0: Monday, 00:00 UTC. */
export function minuteOfWeek(minute: number): number {
  return minute - firstMinuteOf(weekOf(minute));
}

/** 0: the week of Monday, 5 January 1970. */
export function weekOf(minute: number): number {
  return Math.floor((minute - FIRST_MONDAY_MINUTE) / WEEK_MINUTES);
}

/** The minute that a week begins with. */
export function firstMinuteOf(week: number): number {
  return FIRST_MONDAY_MINUTE + week * WEEK_MINUTES;
}

/** Of each minute of the week; their mean is 1. */
const LOADS = weeklyLoads();

function weeklyLoads(): Float64Array {
  const loads = Float64Array.from({ length: WEEK_MINUTES }, (_, minute) => {
    const load = dailyLoad((minute % DAY_MINUTES) / 60);
    return minute < 5 * DAY_MINUTES ? load : 0.25 + 0.4 * load;
  });
  const mean = loads.reduce((sum, load) => sum + load) / WEEK_MINUTES;
  return loads.map((load) => load / mean);
}

/** A plateau from 8 to 18 o'clock with a dip at noon, an evening shoulder, and a night at a fifth of the day. */
function dailyLoad(hour: number): number {
  const work = rise(hour, 7.5) - rise(hour, 18);
  const evening = rise(hour, 18) - rise(hour, 22.5);
  const lunch = Math.exp(-(((hour - 12.5) / 0.8) ** 2));
  return 0.4 + 1.4 * work + 0.6 * evening - 0.25 * lunch;
}

/** From 0 to 1 within about two hours around `at`. */
function rise(hour: number, at: number): number {
  return 1 / (1 + Math.exp(-(hour - at) * 2.2));
}
