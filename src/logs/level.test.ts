import {
  CRITICAL,
  DEBUG,
  ERROR,
  INFO,
  LEVELS,
  levelOfOpenTelemetry,
  levelOfStatus,
  parseLevel,
  UNKNOWN,
  WARNING,
} from './level';

describe('LEVELS', () => {
  it('puts what is not known below every level that a log can name, so that no comparison takes it for severe', () => {
    expect(LEVELS[UNKNOWN]).toBe('UNKNOWN');
    expect([DEBUG, INFO, WARNING, ERROR, CRITICAL].map((code) => LEVELS[code])).toEqual(LEVELS.slice(1));
    expect(Math.min(DEBUG, INFO, WARNING, ERROR, CRITICAL)).toBeGreaterThan(UNKNOWN);
  });
});

describe('levelOfStatus', () => {
  it.each([
    [0, UNKNOWN],
    [101, INFO],
    [200, INFO],
    [302, INFO],
    [400, WARNING],
    [499, WARNING],
    [500, ERROR],
    [599, ERROR],
  ])('of %d is %d', (status, level) => {
    expect(levelOfStatus(status)).toBe(level);
  });
});

describe('parseLevel', () => {
  it.each([
    ['trace', DEBUG],
    ['Debug', DEBUG],
    ['INFO', INFO],
    ['notice', INFO],
    ['warn', WARNING],
    ['Warning', WARNING],
    ['err', ERROR],
    ['ERROR', ERROR],
    ['severe', ERROR],
    ['fatal', CRITICAL],
    ['CRITICAL', CRITICAL],
    [' crit ', CRITICAL],
    ['alert', CRITICAL],
    ['emerg', CRITICAL],
    ['panic', CRITICAL],
    ['E', ERROR],
    ['30', INFO],
    ['50', ERROR],
    ['60', CRITICAL],
    ['3', ERROR],
    ['7', DEBUG],
  ])('gives the level of %s', (text, level) => {
    expect(parseLevel(text)).toBe(level);
  });

  it.each(['', 'unknown', 'errors', '8', '99', '-1', '3.5'])('gives undefined for %j', (text) => {
    expect(parseLevel(text)).toBeUndefined();
  });
});

describe('levelOfOpenTelemetry', () => {
  it('counts the other way than syslog', () => {
    expect([1, 5, 9, 13, 17, 21].map(levelOfOpenTelemetry)).toEqual([DEBUG, DEBUG, INFO, WARNING, ERROR, CRITICAL]);
    expect(levelOfOpenTelemetry(0)).toBeUndefined();
    expect(levelOfOpenTelemetry(NaN)).toBeUndefined();
  });
});
