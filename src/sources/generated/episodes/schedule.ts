import { createRandom, type Random } from '../../../random/random';
import { type GeneratedOptions } from '../../../query/settings';
import { between, pick } from '../draft';
import { SERVICES } from '../services';
import { Stream } from '../streams';
import { firstMinuteOf, MINUTE_MS, type Traffic, WEEK_MINUTES, weekOf } from '../traffic';
import { type Episode } from '../truth';
import { type EpisodeKind, type EpisodePlan } from './kind';
import { EPISODE_KINDS, FREQUENT_KINDS } from './registry';

/** An episode that will happen: what it is for the truth, and what it does. */
export interface ScheduledEpisode {
  readonly episode: Episode;
  readonly plan: EpisodePlan;
  readonly borrowed?: Borrowed;
}

/**
 * The logs of a burst take the place of ordinary ones, spread thinly over the hours around it, so that the total is kept.
 * Ordinary logs are numbered as Traffic.logsBefore counts them.
 */
export interface Borrowed {
  readonly count: number;
  /** From this ordinary log, inclusive, to that, exclusive. */
  readonly fromLog: number;
  readonly toLog: number;
}

const DAY_MINUTES = 1440;
const SLOTS = EPISODE_KINDS.length + 1;
const SLOT_MINUTES = Math.floor(WEEK_MINUTES / SLOTS);
/** Between two episodes at the least. */
const GAP_MINUTES = 40;
const BORROW_MINUTES = 180;
/** A burst takes at most this share of the logs around it. */
export const MAX_BORROWED_SHARE = 0.25;

/** The episodes that touch the minutes from `fromMinute`, inclusive, to `toMinute`, exclusive, by start. */
export function episodesBetween(
  options: GeneratedOptions,
  traffic: Traffic,
  fromMinute: number,
  toMinute: number
): ScheduledEpisode[] {
  const episodes: ScheduledEpisode[] = [];
  // An episode stays within its slot, and a slot within its week.
  for (let week = weekOf(fromMinute); week <= weekOf(toMinute - 1); week++) {
    episodes.push(...episodesOfWeek(options, traffic, week));
  }
  return episodes;
}

/** A week has a slot for each episode; which comes in which is shuffled. */
function episodesOfWeek(options: GeneratedOptions, traffic: Traffic, week: number): ScheduledEpisode[] {
  const random = createRandom(options.seed, Stream.schedule, week);
  const kinds = shuffled([...EPISODE_KINDS, pick(FREQUENT_KINDS, random)], random);
  return kinds.map((kind, slot) => {
    const slotMinute = firstMinuteOf(week) + slot * SLOT_MINUTES;
    return schedule(kind, slotMinute, options, traffic, random, `${week}-${slot}`);
  });
}

function schedule(
  kind: EpisodeKind,
  slotMinute: number,
  options: GeneratedOptions,
  traffic: Traffic,
  random: Random,
  id: string
): ScheduledEpisode {
  const minutes = between(kind.minutes[0], kind.minutes[1], random);
  const latest = SLOT_MINUTES - minutes - GAP_MINUTES;
  // What goes wrong goes wrong under load: of three times the busiest.
  const starts = [0, 1, 2].map(() => slotMinute + GAP_MINUTES / 2 + random.next() * latest);
  const loadAt = (start: number) => traffic.load(Math.floor(start + minutes / 2));
  const start = withinDay(
    starts.reduce((best, next) => (loadAt(next) > loadAt(best) ? next : best)),
    minutes
  );
  const startMs = Math.round(start * 60) * 1000;
  const endMs = startMs + Math.round(minutes * 60) * 1000;
  const plan = kind.plan({ startMs, endMs, random });
  const names = plan.services.map((service) => SERVICES[service] ?? '');
  return {
    plan,
    episode: {
      id: `${kind.type.replaceAll(' ', '-')}-${id}`,
      type: kind.type,
      service: names[0] ?? '',
      services: names,
      startMs,
      endMs,
      gradual: plan.onsetMs !== undefined,
      ...(plan.onsetMs !== undefined && { onsetMs: Math.round(plan.onsetMs) }),
      ...(plan.breachMs !== undefined && { breachMs: Math.round(plan.breachMs) }),
      description: plan.description,
    },
    ...(plan.burst && { borrowed: borrow(plan.burst.rate, startMs, endMs, slotMinute, options, traffic) }),
  };
}

/** A short episode that would cross midnight ends before it, so that a whole day's logs are always as many. */
function withinDay(start: number, minutes: number): number {
  const midnight = Math.ceil(start / DAY_MINUTES) * DAY_MINUTES;
  return minutes < 60 && start + minutes > midnight ? midnight - minutes - 1 : start;
}

function borrow(
  rate: number,
  startMs: number,
  endMs: number,
  slotMinute: number,
  options: GeneratedOptions,
  traffic: Traffic
): Borrowed {
  const start = Math.floor(startMs / MINUTE_MS);
  const end = Math.ceil(endMs / MINUTE_MS);
  const midnight = Math.floor(start / DAY_MINUTES) * DAY_MINUTES;
  const from = Math.max(slotMinute, midnight, start - BORROW_MINUTES);
  const to = Math.min(slotMinute + SLOT_MINUTES, midnight + DAY_MINUTES, end + BORROW_MINUTES);
  const fromLog = traffic.logsBefore(from);
  const toLog = traffic.logsBefore(to);
  const wanted = Math.round((rate * options.logsPerDay * (endMs - startMs)) / (DAY_MINUTES * MINUTE_MS));
  return { count: Math.min(wanted, Math.floor(MAX_BORROWED_SHARE * (toLog - fromLog))), fromLog, toLog };
}

function shuffled<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    const [a, b] = [items[i], items[j]];
    if (a !== undefined && b !== undefined) {
      items[i] = b;
      items[j] = a;
    }
  }
  return items;
}
