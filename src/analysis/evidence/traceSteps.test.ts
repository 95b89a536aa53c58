import fc from 'fast-check';
import { countWindows } from '../windows/countLogs';
import { windowCounts } from '../windows/windowCounts';
import { ERROR, INFO } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { dataEnds } from '../windows/dataGaps';
import { type TraceStep } from './lineEvidence';
import { messageGroups } from '../messages/messageGroups';
import { windowsOfRows } from '../messages/groupWindows';
import { traceSteps } from './traceSteps';
import { MINUTE } from '../../time/units';

const MINUTES = 20;

type Line = readonly [service: string, message: string];
const ASKED: Line = ['api', 'Order asked for'];
const READ: Line = ['database', 'Order read'];
const DONE: Line = ['api', 'Order sent'];
const FAILED: Line = ['api', 'Order failed: no instance of database'];

/** Five requests a minute, each a trace of the lines that `linesOf` gives. */
function stepsOf(linesOf: (minute: number, i: number) => readonly Line[], traced = true): TraceStep[] {
  const logs = Array.from({ length: MINUTES * 5 }, (_, n) => {
    const [minute, i] = [Math.floor(n / 5), n % 5];
    return linesOf(minute, i).map(([service, message], line) => ({
      timeMs: minute * MINUTE + i * 10_000 + line * 10,
      service,
      message,
      level: message === FAILED[1] ? ERROR : INFO,
      traceId: traced ? `trace-${n}` : '',
    }));
  }).flat();
  const table = tableOf(logs);
  const windows = countWindows(table, { fromMs: 0, toMs: MINUTES * MINUTE });
  return traceSteps(
    table,
    windows,
    messageGroups(table),
    windowsOfRows(table, windows),
    dataEnds(windows, windowCounts(windows))
  );
}

const sum = (counts: Uint32Array) => counts.reduce((all, count) => all + count, 0);

describe('traceSteps', () => {
  it('gives what comes next in traces, and that it always did', () => {
    const steps = stepsOf(() => [ASKED, READ, DONE]);
    expect(steps.map(({ first, next }) => [first.example, next.example])).toEqual([
      ['Order asked for', 'Order read'],
      ['Order read', 'Order sent'],
    ]);
    expect(steps.map(({ misses }) => sum(misses))).toEqual([0, 0]);
  });

  it('counts where another line came, or none', () => {
    const steps = stepsOf((minute) => (minute === 7 ? [ASKED, DONE] : minute === 9 ? [ASKED] : [ASKED, READ, DONE]));
    const asked = steps.find(({ first }) => first.example === 'Order asked for');
    expect([7, 8, 9].map((window) => asked?.misses[window])).toEqual([5, 0, 5]);
  });

  it('leaves a call in whose place an error comes to the errors of its service', () => {
    const steps = stepsOf((minute) => (minute === 7 ? [ASKED, FAILED] : [ASKED, READ, DONE]));
    const asked = steps.find(({ first }) => first.example === 'Order asked for');
    expect([6, 7, 8].map((window) => asked?.firsts[window])).toEqual([5, 0, 5]);
    expect(steps.map(({ misses }) => sum(misses))).toEqual([0, 0]);
  });

  it('follows errors that always come', () => {
    const steps = stepsOf((minute) => (minute === 7 ? [ASKED] : [ASKED, FAILED]));
    expect(steps.map(({ next, misses }) => [next.example, misses[7]])).toEqual([[FAILED[1], 5]]);
  });

  it('takes a repeated line for one', () => {
    const steps = stepsOf((minute) => (minute === 7 ? [ASKED, ASKED, READ, READ, DONE] : [ASKED, READ, DONE]));
    expect(steps.map(({ misses }) => sum(misses))).toEqual([0, 0]);
  });

  it('does not miss what the end of the logs cuts off', () => {
    const steps = stepsOf((minute) => (minute === MINUTES - 1 ? [ASKED] : [ASKED, READ, DONE]));
    expect(steps.map(({ misses }) => sum(misses))).toEqual([0, 0]);
  });

  it('knows no steps without traces, or where anything may follow', () => {
    expect(stepsOf(() => [ASKED, READ, DONE], false)).toEqual([]);
    const any = (n: number): Line => ['api', ['Red', 'Green', 'Blue', 'Grey'][n % 4]];
    expect(stepsOf((minute, i) => [ASKED, any(minute + i), any(minute * 3 + i * 2 + 1)])).toEqual([]);
  });

  it('never misses more than it awaited', () => {
    const group = fc.constantFrom(ASKED, READ, DONE);
    fc.assert(
      fc.property(fc.array(fc.array(group, { maxLength: 4 }), { minLength: 1, maxLength: 30 }), (flows) => {
        for (const { firsts, misses } of stepsOf((minute, i) => flows[(minute * 5 + i) % flows.length])) {
          expect(sum(firsts)).toBeGreaterThanOrEqual(50);
          expect(misses.every((count, window) => count <= firsts[window])).toBe(true);
          expect(sum(misses)).toBeLessThanOrEqual(sum(firsts) / 2);
        }
      }),
      { numRuns: 50 }
    );
  });
});
