import { ERROR } from '../../../logs/level';
import { generate } from '../generate';
import { timedLines } from '../testLines';
import { type Episode, GROWING_TYPES, type GrowingType } from '../truth';
import { DAY } from '../../../time/units';

const MONDAY = Date.UTC(2026, 10, 16);
const { table, truth } = generate(
  { seed: 12, logsPerDay: 28_800, faults: 'growing' },
  { fromMs: MONDAY, toMs: MONDAY + 7 * DAY }
);

const episodesOf = (type: GrowingType) => truth.episodes.filter((episode) => episode.type === type);
const isError = (row: number) => table.level[row] >= ERROR;
const ratioSeries = (rows: readonly number[], test: (row: number) => boolean) => rows.filter(test).length / rows.length;

/** Rows of the episode's service. */
function rowsOf({ service }: Episode, fromMs: number, toMs: number): number[] {
  return Array.from(table.timeMs.keys()).filter(
    (row) =>
      table.timeMs[row] >= fromMs &&
      table.timeMs[row] < toMs &&
      table.service.values[table.service.codes[row]] === service
  );
}

/** The lengths of the queue that the service named, in time. */
function lengths(episode: Episode, fromMs: number, toMs: number): number[] {
  return rowsOf(episode, fromMs, toMs).flatMap((row) =>
    (
      /(?:lag of group mail is|backlog:|queue holds) (\d+)|^(\d+) requests in flight/.exec(
        table.message.values.at(table.message.codes[row])
      ) ?? []
    )
      .slice(1)
      .filter(Boolean)
      .map(Number)
  );
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];

describe('a week of growing faults', () => {
  it('has what grows and fails, what grows and passes, and what comes at once', () => {
    const types = new Set(truth.episodes.map(({ type }) => type));
    expect(GROWING_TYPES.filter((type) => !types.has(type))).toEqual([]);
    for (const { type, gradual, breachMs } of truth.episodes) {
      expect(gradual).toBe(/^(?:growing|rising|disk)/.test(type));
      expect(breachMs !== undefined).toBe(gradual);
    }
  });

  it('has queues that fill for hours and then overflow, and no line that names a limit', () => {
    for (const episode of episodesOf('growing backlog')) {
      const { startMs, breachMs = 0, endMs } = episode;
      const usual = median(lengths(episode, startMs - DAY / 2, startMs));
      const last = median(lengths(episode, breachMs - (breachMs - startMs) / 5, breachMs));
      expect(last).toBeGreaterThan(4 * usual);
      expect(ratioSeries(rowsOf(episode, startMs, breachMs), isError)).toBeLessThan(0.05);
      expect(ratioSeries(rowsOf(episode, breachMs, endMs), isError)).toBeGreaterThan(0.5);
    }
  });

  it('has queues that are worked off before anything fails', () => {
    for (const episode of episodesOf('passing backlog')) {
      expect(ratioSeries(rowsOf(episode, episode.startMs, episode.endMs), isError)).toBeLessThan(0.05);
    }
  });

  it('has retries that become more until calls fail for good, and some that help', () => {
    const retries = (row: number) =>
      /retr|attempt|reset the stream/i.test(table.message.values.at(table.message.codes[row]));
    for (const episode of episodesOf('rising retries')) {
      const { startMs, breachMs = 0, endMs } = episode;
      const half = (startMs + breachMs) / 2;
      expect(ratioSeries(rowsOf(episode, half, breachMs), retries)).toBeGreaterThan(
        ratioSeries(rowsOf(episode, startMs, half), retries)
      );
      expect(ratioSeries(rowsOf(episode, startMs, half), isError)).toBeLessThan(0.12);
      expect(ratioSeries(rowsOf(episode, breachMs, endMs), isError)).toBeGreaterThan(0.15);
    }
    for (const episode of episodesOf('passing retries')) {
      expect(ratioSeries(rowsOf(episode, episode.startMs, episode.endMs), isError)).toBeLessThan(0.06);
    }
  });

  it('has errors that rise to the threshold when the truth says so', () => {
    for (const episode of episodesOf('rising errors')) {
      const { startMs, breachMs = 0, endMs } = episode;
      expect(ratioSeries(rowsOf(episode, breachMs - (breachMs - startMs) / 4, breachMs), isError)).toBeLessThan(0.34);
      expect(ratioSeries(rowsOf(episode, breachMs, endMs), isError)).toBeGreaterThan(0.26);
    }
  });

  it('leaves the usual week as it is', () => {
    const range = { fromMs: MONDAY, toMs: MONDAY + DAY };
    const usual = generate({ seed: 3, logsPerDay: 2_000 }, range).table;
    const mixed = generate({ seed: 3, logsPerDay: 2_000, faults: 'mixed' }, range).table;
    expect(timedLines(mixed)).toEqual(timedLines(usual));
  });
});
