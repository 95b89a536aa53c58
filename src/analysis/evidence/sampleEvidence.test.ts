import { ERROR, INFO } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { countWindows } from '../windows/countLogs';
import { tableOf } from '../../logs/testing/tableOf';
import { mineTemplates } from '../messages/templates/mineTemplates';
import { sampleEvidence } from './sampleEvidence';
import { FAILURE_SIGNATURES } from '../messages/failureSignatures';
import { MINUTE } from '../../time/units';

const DISK = FAILURE_SIGNATURES.findIndex(({ name }) => name === 'disk space');

/** 20 minutes of 10 lines; from the tenth on half of them are errors, and half of these of the disk. */
const logs = Array.from({ length: 200 }, (_, i): Partial<LogRecord> => {
  const isError = i >= 100 && i % 2 === 0;
  const message = isError ? (i % 4 === 0 ? 'no space left on device' : 'refused') : 'handled';
  return { timeMs: i * 6000, level: isError ? ERROR : INFO, message };
});
const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: 20 * MINUTE });

function evidenceOf(sampled: ReadonlyArray<Partial<LogRecord>>, hasAllComplaints: boolean) {
  const table = tableOf(sampled);
  const { templateOf } = mineTemplates(table.message.values, () => undefined);
  const weight = new Float64Array(table.length).fill(1);
  return sampleEvidence({ table, weight, hasAllComplaints }, windows, templateOf);
}

describe('sampleEvidence', () => {
  it('counts what complaints say where all of them were read', () => {
    const { signals, firstError } = evidenceOf(
      logs.filter(({ level }) => level === ERROR),
      true
    );
    expect(signals[DISK].subarray(0, 10).every((count) => count === 0)).toBe(true);
    expect(signals[DISK].reduce((sum, count) => sum + count, 0)).toBe(25);
    expect(firstError(0, 20 * MINUTE)).toMatchObject({ timeMs: 600_000, message: 'no space left on device' });
  });

  it('gives the signals of sampled complaints the share that they have, of as many as were counted', () => {
    const { signals } = evidenceOf(
      logs.filter(({ level }, i) => level === ERROR && i % 20 < 4),
      false
    );
    expect(signals[DISK].subarray(0, 10).every((count) => count === 0)).toBe(true);
    expect(Array.from(signals[DISK].subarray(10)).every((count) => count <= 5)).toBe(true);
    expect(signals[DISK].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  it('says nothing of what needs every line', () => {
    const evidence = evidenceOf(logs, true);
    expect([evidence.shapes, evidence.steps, evidence.slowTraces]).toEqual([[], undefined, undefined]);
  });
});
