import { CancelledError, SettingsError } from '../../errors';
import { DEFAULT_GENERATED_OPTIONS } from '../../query/settings';
import { generate } from './generate';
import { generatedSource } from './generatedSource';
import { timedLines } from './testLines';
import { HOUR } from '../../time/units';

const fromMs = Date.UTC(2026, 10, 16, 9, 3);
const toMs = fromMs + 20 * HOUR + 12_345;
const all = { fromMs, toMs, expr: '', lineLimit: 200_000 };
const source = generatedSource(DEFAULT_GENERATED_OPTIONS);
const context = () => ({ signal: new AbortController().signal });

describe('generatedSource', () => {
  it('reads the generated logs of the range', async () => {
    const { table, notices } = await source.read(all, context());
    expect(timedLines(table)).toEqual(timedLines(generate(DEFAULT_GENERATED_OPTIONS, { fromMs, toMs }).table));
    expect(notices).toEqual([]);
  });

  it('reads the newest logs up to the limit, and says so', async () => {
    const whole = await source.read(all, context());
    for (const lineLimit of [0, 1, 500, whole.table.length - 1]) {
      const { table, notices } = await source.read({ ...all, lineLimit }, context());
      expect(timedLines(table)).toEqual(timedLines(whole.table).slice(whole.table.length - lineLimit));
      expect(notices).toHaveLength(1);
      expect(notices[0].severity).toBe('warning');
      expect(notices[0].text).toMatch(/^Only the newest [\d,]+ of about 1\d,\d{3} logs were read\./);
    }
    const exact = await source.read({ ...all, lineLimit: whole.table.length }, context());
    expect(exact.notices).toEqual([]);
    expect(exact.table.length).toBe(whole.table.length);
  });

  it('reads the newest logs of a range that is far too long', async () => {
    const years = { ...all, fromMs: 0, lineLimit: 1000 };
    const { table, notices } = await source.read(years, context());
    expect(table.length).toBe(1000);
    expect(table.timeMs[0]).toBeGreaterThan(toMs - 8 * HOUR);
    expect(notices).toHaveLength(1);
  });

  it('says how far it has come, and stops when it is cancelled', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const reading = source.read(all, {
      signal: controller.signal,
      onProgress: (lines) => {
        seen.push(lines);
        controller.abort();
      },
    });
    await expect(reading).rejects.toThrow(CancelledError);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeGreaterThan(0);
  });

  it('says what it is when it is checked', async () => {
    const { message } = await source.check(context());
    expect(message).toMatch(
      /^Generated logs: 7 services, 14,400 logs a day, seed 42; about [1-9][\d,]* lines in the last hour\. They have level, service, message, /
    );
  });

  it('refuses a seed that is no whole number and logs a day that are none or too many', () => {
    expect(() => generatedSource({ seed: 1.5, logsPerDay: 10 })).toThrow(SettingsError);
    expect(() => generatedSource({ seed: 1, logsPerDay: 0 })).toThrow('from 1 to 100,000,000');
    expect(() => generatedSource({ seed: 1, logsPerDay: NaN })).toThrow(SettingsError);
  });
});
