import fc from 'fast-check';
import { INFO } from '../../logs/level';
import { createRandom } from '../../random/random';
import { tableOf } from '../../logs/testing/tableOf';
import { between, incidentsOf, type Log, MINUTES, START } from '../incidents/testing/testLogs';
import { MINUTE } from '../../time/units';
import { ownTimes } from './ownTimes';

/** A line that a service writes when it is done, as text or as an object. */
type Write = (span: string, parent: string) => string;
const asObject: Write = (span, parent) => JSON.stringify({ span_id: span, parent_span_id: parent || null });
const asText: Write = (span, parent) => `done spanId=${span} parentId=${parent || '0000000000000000'}`;

const CHAIN = ['web', 'api', 'db'];

/** One request: each of the chain calls the next, and works `own` ms once that one is done. */
function request(startMs: number, trace: string, own: readonly number[], write: Write): Log[] {
  return CHAIN.map((service, i) => {
    const responseTime = own.slice(i).reduce((sum, ms) => sum + ms, 0);
    return {
      timeMs: startMs + responseTime,
      service,
      level: INFO,
      message: 'done',
      traceId: trace,
      responseTime,
      line: write(`${trace}-${i}`, i > 0 ? `${trace}-${i - 1}` : ''),
    };
  }).reverse();
}

describe('own times', () => {
  it.each([
    ['an object', asObject],
    ['text', asText],
  ])('are a span less its children, where lines are %s', (_, write) => {
    const logs = [...request(START, 'a', [5, 20, 70], write), ...request(START + 500, 'b', [1, 2, 3], write)];
    expect(Array.from(ownTimes(tableOf(logs)) ?? [])).toEqual([70, 20, 5, 3, 2, 1]);
  });

  it('are not known where lines name no parent, and all of the time where the parent or the trace is not there', () => {
    expect(ownTimes(tableOf(request(START, 'a', [5, 20, 70], (span) => `spanId=${span}`)))).toBeUndefined();
    const alone = request(START, 'a', [5, 20, 70], asText).filter(({ service }) => service !== 'api');
    expect(Array.from(ownTimes(tableOf(alone)) ?? [])).toEqual([70, 95]);
    expect(ownTimes(tableOf(request(START, '', [5, 20, 70], asText)))).toBeUndefined();
  });

  it('are those of the span in each of its lines', () => {
    const logs = request(START, 'a', [5, 20, 70], asText);
    const twice = [{ ...logs[2], timeMs: START + 1 }, ...logs];
    expect(Array.from(ownTimes(tableOf(twice)) ?? [])).toEqual([5, 70, 20, 5]);
  });

  it('lie between 0 and what the span took, however children overlap', () => {
    const child = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(fc.array(child, { minLength: 1, maxLength: 8 }), (children) => {
        const line = (i: number) => `spanId=${i} parentId=${i === 0 ? '0' : '1000'}`;
        const logs = [
          ...children.map(([end, responseTime], i) => ({ timeMs: START + end, responseTime, line: line(i + 1) })),
          { timeMs: START + 150, responseTime: 100, line: 'spanId=1000 parentId=0' },
        ].map((log) => ({ ...log, traceId: 'a' }));
        const table = tableOf(logs);
        const own = ownTimes(table);
        const covered = Array.from({ length: 100 }, (_, ms) => ms + 50).filter((ms) =>
          children.some(([end, took]) => end - took <= ms && ms < end)
        );
        const row = Array.from(table.responseTime.keys()).find((at) => table.line.at(at).includes('spanId=1000'));
        expect(own?.[row ?? -1]).toBe(100 - covered.length);
      })
    );
  });

  it('tell the slow service from those that wait for it', () => {
    const slow = (write: Write) => {
      const random = createRandom(4);
      const logs = Array.from({ length: 10 * MINUTES }, (_, i) => {
        const factor = between(Math.floor(i / 10), 90, 100) ? 8 : 1;
        const took = () => 10 * Math.exp(0.3 * random.normal());
        return request(START + (i * MINUTE) / 10, `t${i}`, [took(), took(), 2 * factor * took()], write);
      });
      return incidentsOf(logs.flat());
    };
    expect(slow(asText)).toMatchObject([{ type: 'Performance Degradation', services: ['db'] }]);
    expect(slow(() => 'done').length).toBeGreaterThan(1);
  });
});
