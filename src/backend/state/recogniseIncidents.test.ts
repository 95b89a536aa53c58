import fc from 'fast-check';
import { type KnownIncident } from '../../analysis/incidents/identity/matchIncidents';
import { type Analysis, type Incident } from '../../analysis/model/analysis';
import { type TimeRange } from '../../analysis/windows/grid';
import { incidentsIn } from '../../analysis/incidents/testing/testLogs';
import { type LogTable } from '../../logs/logTable';
import { sliceByTime } from '../../logs/select';
import { generate } from '../../sources/generated/generate';
import { normalAnalysis } from '../../views/testing/analyses';
import { recogniseIncidents } from './recogniseIncidents';
import { DAY, MINUTE } from '../../time/units';

const START = Date.UTC(2026, 0, 5);
const range = { fromMs: START, toMs: START + DAY };

const [example] = normalAnalysis().incidents;
const incident = (id: string, minute: number): Incident => ({
  ...example,
  id,
  startMs: START + minute * MINUTE,
  endMs: START + (minute + 10) * MINUTE,
});
const ids = (incidents: readonly Incident[]) => incidents.map(({ id }) => id);

/** Recognises in one set of logs after the other, each with its own memory. */
function createMemory(maxUnseen?: number) {
  const known = new Map<string, readonly KnownIncident[]>();
  return {
    recognise(key: string, found: Pick<Analysis, 'range' | 'incidents'>): Incident[] {
      const recognised = recogniseIncidents(known.get(key) ?? [], found, maxUnseen);
      known.set(key, recognised.known);
      return recognised.incidents;
    },
  };
}

describe('recogniseIncidents', () => {
  it('gives an incident the id under which it was first found', () => {
    const memory = createMemory();

    expect(ids(memory.recognise('shop', { range, incidents: [incident('first', 100)] }))).toEqual(['first']);
    expect(ids(memory.recognise('shop', { range, incidents: [] }))).toEqual([]);
    expect(ids(memory.recognise('shop', { range, incidents: [incident('moved', 103)] }))).toEqual(['first']);
  });

  it('says how it was judged when it was first found', () => {
    const memory = createMemory();
    const cause = { service: 'database', timeMs: START, message: 'disk is full', confidence: 1, text: '' };
    const found = { ...incident('a', 100), severity: 'HIGH', cause } as const;
    const { startMs, type, services, recommendation } = found;
    const first = {
      seenMs: range.toMs,
      startMs,
      type,
      severity: 'HIGH',
      service: services[0],
      cause: 'database',
      line: 'disk is full',
      recommendation,
    };

    expect(memory.recognise('shop', { range, incidents: [found] })[0].first).toEqual(first);
    const later = { fromMs: START + MINUTE, toMs: range.toMs + MINUTE };
    const [again] = memory.recognise('shop', {
      range: later,
      incidents: [{ ...incident('b', 103), severity: 'CRITICAL', cause: { ...cause, service: 'api' } }],
    });
    expect(again).toMatchObject({ id: 'a', severity: 'CRITICAL', first });
  });

  it('keeps no more unseen ones than it may, and goes by computed ids for what it forgot', () => {
    const memory = createMemory(1);
    memory.recognise('shop', { range, incidents: [incident('a', 100), incident('b', 200)] });
    memory.recognise('shop', { range, incidents: [incident('c', 300)] });

    const found = memory.recognise('shop', { range, incidents: [incident('x', 101), incident('y', 201)] });

    expect(ids(found)).toEqual(['a', 'y']);
  });

  describe('of generated days', () => {
    const isLike = (a: Incident, b: Incident) =>
      a.type === b.type &&
      a.kind === b.kind &&
      a.startMs < b.endMs &&
      a.endMs > b.startMs &&
      a.services.some((service) => b.services.includes(service));
    const foundIn = (table: LogTable, at: TimeRange) => ({
      range: at,
      incidents: incidentsIn(sliceByTime(table, at.fromMs, at.toMs), at),
    });
    const slid = (minutes: number, length = DAY) => ({
      fromMs: START + minutes * MINUTE,
      toMs: START + minutes * MINUTE + length,
    });
    const day = fc.record({ seed: fc.nat(), step: fc.constantFrom(1, 5, 60) });

    it('keeps the ids as the range slides by a minute, five or an hour, and over the start of an incident', () => {
      fc.assert(
        fc.property(day, ({ seed, step }) => {
          const { table } = generate({ seed, logsPerDay: 5760 }, slid(0, 2 * DAY));
          const memory = createMemory();
          let before = memory.recognise('day', foundIn(table, slid(0)));
          const [first] = before.filter(({ startMs }) => startMs >= START + step * MINUTE);
          const afterStart = first ? (first.startMs - START) / MINUTE + 1 : 2 * step;
          for (const minute of [step, afterStart]) {
            const now = memory.recognise('day', foundIn(table, slid(minute)));
            expect(new Set(ids(now)).size).toBe(now.length);
            for (const incident of before) {
              const [again, other] = now.filter((found) => isLike(found, incident));
              const isOnly = again && !other && before.filter((earlier) => isLike(earlier, again)).length === 1;
              expect(isOnly ? again.id : incident.id).toBe(incident.id);
            }
            before = now;
          }
        }),
        { numRuns: 6, seed: 2026 }
      );
    });

    it('keeps the id while the start of an incident leaves the range, and has it in ranges of other lengths', () => {
      const { table } = generate({ seed: 3, logsPerDay: 7200 }, slid(0, 2 * DAY));
      const memory = createMemory();
      const first = memory.recognise('day', foundIn(table, slid(0)));
      const [outage] = first.filter(({ startMs, endMs }) => endMs - startMs >= 20 * MINUTE);
      const startMinute = (outage.startMs - START) / MINUTE;
      const isOutage = (incident: Incident) => isLike(incident, outage);

      for (const minute of [startMinute - 1, startMinute + 1, startMinute + 10]) {
        const now = memory.recognise('day', foundIn(table, slid(minute)));
        expect(ids(now.filter(isOutage))).toEqual([outage.id]);
      }
      const longer = memory.recognise('day', foundIn(table, slid(-60, DAY + 60 * MINUTE)));
      expect(ids(longer.filter(isOutage))).toEqual([outage.id]);
    });
  });
});
