import { ERROR } from '../../../logs/level';
import { type LogTable } from '../../../logs/logTable';
import { generate } from '../generate';
import { type Episode, EPISODE_TYPES, type EpisodeType, type Truth, truthToJson } from '../truth';
import { MINUTE, DAY } from '../../../time/units';

const MONDAY = Date.UTC(2026, 10, 16);
const week = generate({ seed: 11, logsPerDay: 28_800 }, { fromMs: MONDAY, toMs: MONDAY + 7 * DAY });

/** The first episode of a type, and what its logs and others say. */
function firstOf(type: EpisodeType, { table, truth } = week) {
  const episode = truth.episodes.find((candidate) => candidate.type === type);
  if (!episode) {
    throw new Error(`No ${type} in this week.`);
  }
  return { episode, during: rowsOf(table, episode), anomalous: anomalousDuring(table, truth, episode) };
}

function rowsOf(table: LogTable, { startMs, endMs }: Pick<Episode, 'startMs' | 'endMs'>): number[] {
  return Array.from(table.timeMs.keys()).filter((row) => table.timeMs[row] >= startMs && table.timeMs[row] < endMs);
}

function anomalousDuring(table: LogTable, truth: Truth, { startMs, endMs }: Episode): number[] {
  return Array.from(truth.anomalousRows).filter((row) => table.timeMs[row] >= startMs && table.timeMs[row] < endMs);
}

const { table } = week;
const serviceOf = (row: number) => table.service.values[table.service.codes[row]];
const messageOf = (row: number) => table.message.values.at(table.message.codes[row]);
const meanTime = (rows: number[]) => rows.reduce((sum, row) => sum + table.responseTime[row], 0) / rows.length;
const errorShare = (rows: number[]) => rows.filter((row) => table.level[row] >= ERROR).length / rows.length;

describe('the episodes of a week', () => {
  it('are of every type', () => {
    expect(new Set(week.truth.episodes.map(({ type }) => type))).toEqual(new Set(EPISODE_TYPES));
  });

  it('come one after the other, one or two a day', () => {
    const { episodes } = week.truth;
    expect(episodes.length).toBe(13);
    for (let i = 1; i < episodes.length; i++) {
      expect(episodes[i].startMs).toBeGreaterThan(episodes[i - 1].endMs);
    }
  });

  it('are the same, by id, in a range that they only reach into', () => {
    const leak = firstOf('memory leak').episode;
    const middle = (leak.startMs + leak.endMs) / 2;
    const later = generate({ seed: 11, logsPerDay: 28_800 }, { fromMs: middle, toMs: middle + DAY });
    expect(later.truth.episodes[0]).toEqual(leak);
  });

  it('can be written as JSON', () => {
    const json: unknown = JSON.parse(JSON.stringify(truthToJson(week.truth)));
    expect(json).toEqual({ ...week.truth, anomalousRows: Array.from(week.truth.anomalousRows) });
  });

  it('name as dependencies who calls whom', () => {
    expect(week.truth.dependencies).toContainEqual({ from: 'payment-service', to: 'database' });
  });
});

describe('an episode', () => {
  it('of the database’s connections: the services that depend on it fail after it', () => {
    const { episode, anomalous } = firstOf('database connection');
    const firstFailure = (service: string) => table.timeMs[anomalous.find((row) => serviceOf(row) === service) ?? 0];
    expect(episode.service).toBe('database');
    for (const service of episode.services.slice(1)) {
      expect(firstFailure(service)).toBeGreaterThan(firstFailure('database'));
    }
    expect(errorShare(anomalous)).toBe(1);
    expect(anomalous.length).toBeGreaterThan(100);
  });

  it('of a memory leak: responses slow down for hours, figures grow, then the process is killed', () => {
    const { episode, during } = firstOf('memory leak');
    const { startMs, breachMs = 0, onsetMs = 0 } = episode;
    const own = during.filter((row) => serviceOf(row) === episode.service);
    const between = (from: number, to: number) =>
      own.filter((row) => table.timeMs[row] >= from && table.timeMs[row] < to);
    const early = meanTime(between(startMs, startMs + (onsetMs - startMs) / 2));
    const late = meanTime(between(breachMs - (breachMs - onsetMs) / 3, breachMs));
    expect(late).toBeGreaterThan(4 * early);
    expect(errorShare(between(breachMs, episode.endMs))).toBeGreaterThan(0.6);
    const figures = own.flatMap((row) => /Memory usage at (\d+)%/.exec(messageOf(row))?.slice(1).map(Number) ?? []);
    expect(figures.length).toBeGreaterThan(5);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
  });

  it('of a full disk: figures grow until nothing can be written', () => {
    const { episode, anomalous } = firstOf('disk space');
    const figures = anomalous.flatMap((row) => /at (\d+)%$/.exec(messageOf(row))?.slice(1).map(Number) ?? []);
    expect(figures[0]).toBeGreaterThanOrEqual(80);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
    const full = anomalous.filter((row) => table.timeMs[row] >= (episode.breachMs ?? 0));
    expect(full.some((row) => messageOf(row).startsWith('No space left on device'))).toBe(true);
    expect(errorShare(full)).toBe(1);
  });

  it('of rate limiting: the gateway answers more often, mostly one client, with 429', () => {
    const { episode, anomalous } = firstOf('rate limiting');
    expect(anomalous.every((row) => table.statusCode[row] === 429 && serviceOf(row) === 'api-gateway')).toBe(true);
    const minutes = (episode.endMs - episode.startMs) / MINUTE;
    expect(anomalous.length / minutes).toBeGreaterThan(15);
  });

  it('of authentication failures: one address tries many users', () => {
    const { anomalous } = firstOf('authentication failure');
    const addresses = anomalous.flatMap((row) => /from (\S+)$/.exec(messageOf(row))?.slice(1) ?? []);
    expect(new Set(addresses).size).toBe(1);
    expect(addresses.length).toBeGreaterThan(50);
  });

  it('of an outage: the service logs nothing, and its callers say so', () => {
    const { episode, during, anomalous } = firstOf('service outage');
    expect(during.filter((row) => serviceOf(row) === episode.service)).toEqual([]);
    expect(anomalous.every((row) => messageOf(row).startsWith('Service unavailable'))).toBe(true);
  });

  it('of network latency: the services of a segment all take longer by about the same', () => {
    const { episode, during } = firstOf('network latency');
    for (const service of episode.services) {
      const own = during.filter((row) => serviceOf(row) === service);
      expect(Math.min(...own.map((row) => table.responseTime[row]))).toBeGreaterThan(150);
    }
  });

  it('of slow responses: the service takes many times longer', () => {
    const { episode, anomalous } = firstOf('response time spike');
    const own = Array.from(table.timeMs.keys()).filter((row) => serviceOf(row) === episode.service);
    expect(meanTime(anomalous)).toBeGreaterThan(4 * meanTime(own));
  });

  it('of errors: the service fails often, with errors that it always had', () => {
    const { episode, during, anomalous } = firstOf('error rate increase');
    expect(errorShare(during.filter((row) => serviceOf(row) === episode.service))).toBeGreaterThan(0.35);
    expect(errorShare(anomalous)).toBe(1);
  });

  it('of an unusual pattern: the service says, at no high level, what is said at no other time', () => {
    const { episode, anomalous } = firstOf('unusual log pattern');
    const opening = (row: number) => messageOf(row).split(' ').slice(0, 2).join(' ');
    expect(anomalous.length).toBeGreaterThan(5);
    expect(errorShare(anomalous)).toBe(0);
    const said = new Set(anomalous.map(opening));
    expect(said.size).toBe(1);
    const others = rowsOf(table, { startMs: MONDAY, endMs: episode.startMs });
    expect(others.some((row) => said.has(opening(row)))).toBe(false);
  });
});
