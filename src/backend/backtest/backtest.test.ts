import { judgeLogs } from '../../analysis/judgeLogs';
import { CancelledError, QueryError } from '../../errors';
import { ERROR, INFO } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { type KnownEvent } from '../../query/calendar';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { backtest, type TriedRule } from './backtest';

const START = Date.UTC(2026, 0, 5);
const DAYS = 2;
const OUTAGE = { fromMs: START + 30 * HOUR, toMs: START + 31 * HOUR };
/** One error in a quiet hour: a rate over which nobody would call it an incident. */
const BLIP_MS = START + 20 * HOUR;

/** A log a minute of each of two services; in the outage nearly all of the shop's are errors. */
function judged(events: readonly KnownEvent[] = []) {
  const table = tableOf(
    Array.from({ length: DAYS * 24 * 60 }, (_, minute) => START + minute * MINUTE).flatMap((timeMs) =>
      ['api', 'shop'].map((service) => {
        const isOut = service === 'shop' && timeMs >= OUTAGE.fromMs && timeMs < OUTAGE.toMs;
        return {
          timeMs,
          service,
          level: (isOut && timeMs % (10 * MINUTE) > 0) || (service === 'api' && timeMs === BLIP_MS) ? ERROR : INFO,
        };
      })
    )
  );
  const span = { fromMs: START, toMs: START + DAYS * DAY };
  return judgeLogs({ table, span, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, { events });
}

const LOGS = judged();

const rule = ({ request, ...rest }: Tried = {}): TriedRule => ({
  view: 'serviceHealth',
  request: { metric: 'errorRate', services: [], limit: undefined, timeZone: 'UTC', ...request },
  threshold: 0.2,
  fires: 'above',
  rangeMs: 10 * MINUTE,
  ...rest,
});

type Tried = Partial<Omit<TriedRule, 'request'>> & { request?: Partial<TriedRule['request']> };

const TIME = { fromMs: START + HOUR, toMs: START + DAYS * DAY };
const tried = (rest?: Tried, of = LOGS, signal = new AbortController().signal) =>
  backtest(of, rule(rest), TIME, 10 * MINUTE, signal);

describe('a rule that is tried', () => {
  it('would have fired while what it looks at was beyond the threshold, by service', async () => {
    const { firings, evaluations, withoutData } = await tried();
    expect(firings).toEqual([
      {
        labels: { service: 'shop' },
        fromMs: OUTAGE.fromMs + 10 * MINUTE,
        toMs: OUTAGE.toMs + 10 * MINUTE,
        worst: expect.closeTo(0.9),
        incidents: [expect.any(String)],
      },
    ]);
    expect([evaluations, withoutData]).toEqual([(47 * 60) / 10 + 1, 0]);
  });

  it('tells false alarms from those that met an incident, and how many to expect a week', async () => {
    const { firings, firingsPerWeek, falseAlarmsPerWeek, incidents } = await tried({ threshold: 0.05 });
    expect(firings.map(({ labels, incidents }) => [labels.service, incidents.length])).toEqual([
      ['api', 0],
      ['shop', 1],
    ]);
    const weeks = (47 * HOUR) / (7 * DAY);
    expect(firingsPerWeek).toBeCloseTo(2 / weeks);
    expect(falseAlarmsPerWeek).toBeCloseTo(1 / weeks);
    expect(incidents).toEqual([expect.objectContaining({ services: ['shop'], isMet: true })]);
  });

  it('names the incidents that it would have missed', async () => {
    const { firings, incidents } = await tried({ request: { services: ['api'] }, threshold: 0.5 });
    expect(firings).toEqual([]);
    expect(incidents.map(({ isMet }) => isMet)).toEqual([false]);
  });

  it('fires below a threshold, with the worst value', async () => {
    const { firings } = await tried({ view: 'healthScore', request: { metric: 'now' }, fires: 'below', threshold: 60 });
    expect(firings).toHaveLength(1);
    expect(firings[0].worst).toBeLessThan(60);
    expect(firings[0].labels).toEqual({});
  });

  it('sees an incident under way from its start to its end', async () => {
    const { firings } = await tried({ view: 'incidents', request: { metric: undefined }, threshold: 0, rangeMs: HOUR });
    expect(firings).toHaveLength(1);
    expect(firings[0].labels).toMatchObject({ service: 'shop' });
    expect(firings[0].fromMs).toBeGreaterThan(OUTAGE.fromMs);
    expect(firings[0].fromMs).toBeLessThanOrEqual(OUTAGE.fromMs + 10 * MINUTE);
    expect(Math.abs(firings[0].toMs - OUTAGE.toMs)).toBeLessThanOrEqual(20 * MINUTE);
  });

  it('counts evaluations without data, in which it fires not', async () => {
    const { firings, withoutData, evaluations } = await tried({
      request: { metric: 'averageResponseTime' },
      fires: 'below',
      threshold: 9,
    });
    expect(firings).toEqual([]);
    expect(withoutData).toBe(evaluations);
  });

  it('takes no incident that the calendar mutes for one to be met', async () => {
    const muted = judged([{ name: 'Upgrade', ...OUTAGE, services: [], isMuted: true }]);
    const { incidents, firings } = await tried({}, muted);
    expect(incidents).toEqual([]);
    expect(firings.map((firing) => firing.incidents)).toEqual([[]]);
  });

  it('goes by the incidents that people marked, where they marked any', async () => {
    const mark = { name: 'Checkout broke', services: ['shop'], isMuted: false, mark: 'incident' } as const;
    const marks: KnownEvent[] = [
      { ...mark, fromMs: BLIP_MS, toMs: BLIP_MS + HOUR },
      { ...mark, ...OUTAGE },
    ];
    const { truth, incidents, firings, falseAlarmsPerWeek } = await tried({}, judged(marks));
    expect(truth).toBe('marked');
    expect(incidents.map(({ id, type, isMet }) => [id, type, isMet])).toEqual([
      ['mark 1', 'Checkout broke', false],
      ['mark 2', 'Checkout broke', true],
    ]);
    expect(firings.map((firing) => firing.incidents)).toEqual([['mark 2']]);
    expect(falseAlarmsPerWeek).toBe(0);
  });

  it('ends when nobody waits for it', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(tried({}, LOGS, abort.signal)).rejects.toThrow(CancelledError);
  });

  it('refuses a metric that the view has not', async () => {
    await expect(tried({ request: { metric: 'nonsense' } })).rejects.toThrow(QueryError);
  });
});
