import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';
import { levelOfNumber, levelOfSyslog, scaleOfValues, SCALES, type ScaleName } from './scales';

/** The five levels on each scale, from DEBUG to CRITICAL. */
const FIVE: Readonly<Record<ScaleName, ReadonlyArray<number | undefined>>> = {
  syslog: [7, 6, 4, 3, 2],
  pino: [20, 30, 40, 50, 60],
  python: [10, 20, 30, 40, 50],
  openTelemetry: [5, 9, 13, 17, 21],
  monolog: [100, 200, 300, 400, 500],
  googleCloud: [100, 200, 400, 500, 600],
  javaUtilLogging: [500, 800, 900, 1000, undefined],
  logback: [10_000, 20_000, 30_000, 40_000, 50_000],
  windows: [5, 4, 3, 2, 1],
  dotNet: [1, 2, 3, 4, 5],
  applicationInsights: [0, 1, 2, 3, 4],
  nxlog: [1, 2, 3, 4, 5],
  slog: [-4, 0, 4, 8, 12],
  unclear: [undefined, undefined, undefined, undefined, undefined],
};

describe('levelOfNumber', () => {
  it.each(Object.keys(SCALES) as ScaleName[])('reads the numbers of %s on their scale', (scale) => {
    const levels = [DEBUG, INFO, WARNING, ERROR, CRITICAL];
    FIVE[scale].forEach((number, i) => {
      if (number !== undefined) {
        expect([number, levelOfNumber(number, scale)]).toEqual([number, levels[i]]);
      }
    });
  });

  it('knows numbers between: 250 of Monolog, 25 of Loguru, 12 of OpenTelemetry', () => {
    expect(levelOfNumber(250, 'monolog')).toBe(INFO);
    expect(levelOfNumber(25, 'python')).toBe(INFO);
    expect(levelOfNumber(12, 'openTelemetry')).toBe(INFO);
  });

  it.each([
    [0, CRITICAL],
    [6, INFO],
    [10, DEBUG],
    [40, WARNING],
    [200, INFO],
    [550, CRITICAL],
    [800, INFO],
    [1000, ERROR],
    [30_000, WARNING],
  ])('knows the scale of %d by itself', (value, level) => {
    expect(levelOfNumber(value)).toBe(level);
  });

  it.each([8, 3.5, 61, 99, 650, -1, NaN, Infinity, 1e9])('is no level for %d', (value) => {
    expect(levelOfNumber(value)).toBeUndefined();
  });

  it('is none off the scale that is named', () => {
    expect(levelOfNumber(0, 'openTelemetry')).toBeUndefined();
    expect(levelOfNumber(25, 'openTelemetry')).toBeUndefined();
  });
});

describe('levelOfSyslog', () => {
  it('reads a severity, and a priority, 8 times the facility more', () => {
    expect([3, 34, 165, 191].map(levelOfSyslog)).toEqual([ERROR, CRITICAL, INFO, DEBUG]);
  });
});

describe('scaleOfValues', () => {
  it('recognises java.util.logging by values that only it has', () => {
    expect(scaleOfValues([800, 500, 900])).toBe('javaUtilLogging');
  });

  it('recognises .NET by its commonest: for syslog that would be critical', () => {
    expect(scaleOfValues([2, 2, 2, 4, 3])).toBe('dotNet');
  });

  it('knows no level of small numbers that would be emergencies of syslog', () => {
    expect(scaleOfValues([1, 1, 2, 0])).toBe('unclear');
    expect(levelOfNumber(1, 'unclear')).toBeUndefined();
  });

  it.each([[[6, 6, 3]], [[30, 50]], [[100, 200, 400]], [[6]], [[]]])('leaves %j to each number', (values) => {
    expect(scaleOfValues(values)).toBeUndefined();
  });
});
