import fc from 'fast-check';
import { ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { type Dependency } from '../model/analysis';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { findDependencies } from './findDependencies';
import { MINUTE } from '../../time/units';

type Log = Partial<LogRecord>;

function dependenciesOf(logs: readonly Log[], minutes: number, withTable = true): Dependency[] {
  const table = tableOf(logs);
  const windows = countWindows(table, { fromMs: 0, toMs: minutes * MINUTE });
  return findDependencies(withTable ? table : undefined, windows, windowCounts(windows));
}

const pairs = (dependencies: readonly Dependency[]) => dependencies.map(({ from, to }) => `${from} > ${to}`).sort();

/** Traces whose lines are of these services, one flow after the other, over and over. */
function tracesOf(flows: ReadonlyArray<readonly string[]>, times = 20, log: Log = {}): Log[] {
  return Array.from({ length: times * flows.length }, (_, n) =>
    flows[n % flows.length].map((service, line) => ({ ...log, timeMs: n * 200 + line, service, traceId: `t${n}` }))
  ).flat();
}

describe('findDependencies', () => {
  describe('by traces', () => {
    it('takes one that speaks before and after another for its caller', () => {
      const found = dependenciesOf(tracesOf([['api', 'orders', 'database', 'orders', 'api', 'mail', 'api']]), 1);
      expect(pairs(found)).toEqual(['api > orders', 'api > mail', 'orders > database'].sort());
      expect(found[0]).toMatchObject({ weight: 1, learnedFrom: 'traces' });
      expect(found[0].evidence).toBe('called in 100% of its traces (20 traces)');
    });

    it('reads lines that services write as they begin, the caller first', () => {
      expect(pairs(dependenciesOf(tracesOf([['api', 'orders', 'database']]), 1))).toContain('api > orders');
    });

    it('reads lines that say how long a request took backwards, for they are written when it is done', () => {
      const flows = [
        ['database', 'orders', 'api'],
        ['orders', 'api'],
        ['database', 'orders'],
      ];
      const found = pairs(dependenciesOf(tracesOf(flows, 20, { responseTime: 12 }), 1));
      expect(found).toEqual(['api > orders', 'orders > database']);
    });

    it('believes the caller that calls most of the time, where several may have called', () => {
      const flows = [
        ['api', 'cache', 'database'],
        ['api', 'auth', 'database'],
        ['api', 'cache'],
        ['api', 'cache'],
        ['api', 'auth'],
        ['api', 'auth'],
        ['api', 'database'],
      ];
      expect(pairs(dependenciesOf(tracesOf(flows), 1))).toEqual(['api > auth', 'api > cache', 'api > database']);
    });

    it('takes no memory for pairs of services that share no trace', () => {
      const services = Array.from({ length: 20_000 }, (_, n): Log => ({
        timeMs: n,
        service: `s${n}`,
        traceId: 'none' + n,
      }));
      expect(pairs(dependenciesOf([...services, ...tracesOf([['api', 'orders', 'api']])], 1))).toEqual([
        'api > orders',
      ]);
    });

    it('asks for more than a few traces', () => {
      expect(dependenciesOf(tracesOf([['api', 'orders', 'api']], 4), 1)).toEqual([]);
    });

    it('gives each pair once, shares that are shares, and no service that calls itself', () => {
      const flow = fc.array(fc.constantFrom('api', 'auth', 'orders', 'database', 'mail'), { maxLength: 8 });
      fc.assert(
        fc.property(fc.array(flow, { minLength: 1, maxLength: 20 }), (flows) => {
          const found = dependenciesOf(tracesOf(flows), 2);
          expect(new Set(pairs(found)).size).toBe(found.length);
          for (const { from, to, weight } of found) {
            expect(from).not.toBe(to);
            expect(weight).toBeGreaterThan(0);
            expect(weight).toBeLessThanOrEqual(1);
          }
        })
      );
    });
  });

  describe('by complaints', () => {
    const complaining = (service: string, message: string, times: number, level = ERROR): Log[] =>
      Array.from({ length: times }, (_, n) => ({ timeMs: n * 100, service, message: `${message} (try ${n})`, level }));
    const others: Log[] = ['orders', 'orders-archive'].map((service) => ({ timeMs: 1, service }));

    it('takes one that errors name for one that is needed', () => {
      const logs = [...complaining('api', 'Connection to Orders refused', 6), ...others];
      expect(dependenciesOf(logs, 1)).toEqual([
        {
          from: 'api',
          to: 'orders',
          weight: 1,
          learnedFrom: 'complaints',
          evidence: 'named in 100% of its complaints (6 lines)',
        },
      ]);
    });

    it('takes words that are a complaint for one, whatever the level', () => {
      const logs = [...complaining('api', 'dial orders: connection refused', 6, INFO), ...others];
      expect(pairs(dependenciesOf(logs, 1))).toEqual(['api > orders']);
    });

    it('reads names as whole words', () => {
      expect(pairs(dependenciesOf([...complaining('api', 'No answer of orders-archive', 6), ...others], 1))).toEqual([
        'api > orders-archive',
      ]);
      expect(dependenciesOf([...complaining('api', 'Reorders failed', 6), ...others], 1)).toEqual([]);
    });

    it('takes no mention for a complaint, nor a few for many, nor what goes both ways', () => {
      expect(dependenciesOf([...complaining('api', 'orders answered', 6, INFO), ...others], 1)).toEqual([]);
      expect(dependenciesOf([...complaining('api', 'orders did not answer', 4), ...others], 1)).toEqual([]);
      const both = [...complaining('api', 'orders refused', 6), ...complaining('orders', 'Bad request of api-v2', 6)];
      expect(pairs(dependenciesOf([...both, { timeMs: 1, service: 'api-v2' }], 1))).toEqual([
        'api > orders',
        'orders > api-v2',
      ]);
      const mutual = [
        ...complaining('users', 'orders refused', 6),
        ...complaining('orders', 'Bad request of users', 6),
      ];
      expect(dependenciesOf(mutual, 1)).toEqual([]);
    });

    it('leaves it to traces where there are any', () => {
      const logs = [...tracesOf([['orders', 'api', 'orders']]), ...complaining('api', 'Bad request of orders', 6)];
      expect(dependenciesOf(logs, 1)).toMatchObject([{ from: 'orders', to: 'api', learnedFrom: 'traces' }]);
    });
  });

  describe('by failures', () => {
    const MINUTES = 1000;
    /** Twenty logs a minute and service; `failing` gives the minutes in which half of them fail. */
    const logsOf = (failing: Record<string, (minute: number) => boolean>) =>
      Array.from({ length: MINUTES }, (_, minute) =>
        Object.entries(failing).flatMap(([service, fails]) =>
          Array.from({ length: 20 }, (__, i) => ({
            timeMs: minute * MINUTE + i * 3000,
            service,
            level: fails(minute) && i % 2 ? ERROR : INFO,
          }))
        )
      ).flat();
    const after = (starts: readonly number[], delay: number) => (minute: number) =>
      starts.some((start) => minute >= start + delay && minute < start + 10);
    const STARTS = [120, 340, 505, 777];

    it('takes one that fails right after another, again and again, for one that depends on it', () => {
      const logs = logsOf({ database: after(STARTS, 0), orders: after(STARTS, 2), mail: after([250, 600], 0) });
      expect(dependenciesOf(logs, MINUTES)).toEqual([
        {
          from: 'orders',
          to: 'database',
          weight: 1,
          learnedFrom: 'failures',
          evidence: 'failed within 5 minutes after it 4 times of 4 (100%)',
        },
      ]);
    });

    it('finds the same from windows alone', () => {
      const logs = logsOf({ database: after(STARTS, 0), orders: after(STARTS, 2) });
      expect(dependenciesOf(logs, MINUTES, false)).toEqual(dependenciesOf(logs, MINUTES));
    });

    it('finds none between those that fail in the same minute, or after another only twice', () => {
      expect(dependenciesOf(logsOf({ database: after(STARTS, 0), orders: after(STARTS, 0) }), MINUTES)).toEqual([]);
      const twice = STARTS.slice(0, 2);
      expect(dependenciesOf(logsOf({ database: after(twice, 0), orders: after(twice, 2) }), MINUTES)).toEqual([]);
    });
  });

  it('knows nothing of no logs', () => {
    expect(dependenciesOf([], 1)).toEqual([]);
  });
});
