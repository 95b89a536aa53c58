import { createRandom, type Random } from '../../../random/random';
import { type GeneratedOptions } from '../../../query/settings';
import { between } from '../draft';
import { SERVICES } from '../services';
import { Stream } from '../streams';
import { firstMinuteOf, type Traffic, WEEK_MINUTES, weekOf } from '../traffic';
import { type Episode } from '../truth';
import { type EpisodeKind, type EpisodePlan } from './kind';
import { WEEKLY_KINDS } from './registry';
import { MINUTE } from '../../../time/units';

/** An episode that will happen: what it is for the truth, and what it does. */
export interface ScheduledEpisode {
  readonly episode: Episode;
  readonly plan: EpisodePlan;
  readonly borrowed?: Borrowed;
}

/**
 * The logs of a burst take the place of ordinary ones, spread thinly over the hours around it, so that the total is
 * kept. Ordinary logs are numbered as Traffic.logsBefore counts them.
 */
export interface Borrowed {
  readonly count: number;
  /** From this ordinary log, inclusive, to that, exclusive. */
  readonly fromLog: number;
  readonly toLog: number;
}

/** Half a day each, so that no episode crosses midnight and every whole day (UTC) has its own number of logs. */
const SLOT_MINUTES = 720;
const SLOTS = WEEK_MINUTES / SLOT_MINUTES;
/** What goes wrong goes wrong under load: of so many times that it could start at, the busiest. */
const CANDIDATES = 6;
/** Between two episodes at the least. */
const GAP_MINUTES = 40;
const BORROW_MINUTES = 90;
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

/** What comes in which slot is shuffled; a slot that is left over is quiet. */
function episodesOfWeek(options: GeneratedOptions, traffic: Traffic, week: number): ScheduledEpisode[] {
  const random = createRandom(options.seed, Stream.schedule, week);
  const kinds = WEEKLY_KINDS[options.faults ?? 'mixed'];
  const slots = shuffled(
    Array.from({ length: SLOTS }, (_, slot) => slot),
    random
  );
  return kinds
    .map((kind, i) => {
      const slotMinute = firstMinuteOf(week) + slots[i] * SLOT_MINUTES;
      return schedule(kind, slotMinute, options, traffic, random, `${week}-${slots[i]}`);
    })
    .sort((a, b) => a.episode.startMs - b.episode.startMs);
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
  const starts = Array.from({ length: CANDIDATES }, () => slotMinute + GAP_MINUTES / 2 + random.next() * latest);
  const loadAt = (start: number) => traffic.load(Math.floor(start + minutes / 2));
  const start = starts.reduce((best, next) => (loadAt(next) > loadAt(best) ? next : best));
  const startMs = Math.round(start * 60) * 1000;
  const endMs = startMs + Math.round(minutes * 60) * 1000;
  const plan = kind.plan({ startMs, endMs, random });
  const names = plan.services.map((service) => SERVICES[service]);
  return {
    plan,
    episode: {
      id: `${kind.type.replaceAll(' ', '-')}-${id}`,
      type: kind.type,
      service: names[0],
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

function borrow(
  rate: number,
  startMs: number,
  endMs: number,
  slotMinute: number,
  options: GeneratedOptions,
  traffic: Traffic
): Borrowed {
  const from = Math.max(slotMinute, Math.floor(startMs / MINUTE) - BORROW_MINUTES);
  const to = Math.min(slotMinute + SLOT_MINUTES, Math.ceil(endMs / MINUTE) + BORROW_MINUTES);
  const fromLog = traffic.logsBefore(from);
  const toLog = traffic.logsBefore(to);
  const perMs = (options.logsPerDay * 7) / (WEEK_MINUTES * MINUTE);
  const wanted = Math.round(rate * perMs * (endMs - startMs));
  return { count: Math.min(wanted, Math.floor(MAX_BORROWED_SHARE * (toLog - fromLog))), fromLog, toLog };
}

/** Fisher and Yates' shuffle, in place. */
function shuffled<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
