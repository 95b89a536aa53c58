import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { textColumn, textDictionary } from '../../logs/textColumn';
import { csvHeader, toLine } from './formats';

const single = (value: string) => ({ values: [value], codes: new Uint32Array(1) });

function tableOf(message: string, bare = false): LogTable {
  return {
    length: 1,
    timeMs: new Float64Array([Date.UTC(2026, 10, 16, 9, 30, 1, 5)]),
    timeNs: new Uint32Array([42]),
    service: single('api-gateway'),
    level: new Uint8Array([ERROR]),
    message: textDictionary(single(message)),
    responseTime: new Float64Array([bare ? NaN : 12.5]),
    statusCode: new Uint16Array([bare ? 0 : 500]),
    traceId: { values: textColumn(['', 'abc']), codes: new Uint32Array([bare ? 0 : 1]) },
    line: { length: 1, at: () => '' },
  };
}

describe('toLine', () => {
  it('gives CSV with whole milliseconds, quoted where it has to be', () => {
    expect(csvHeader).toBe('timestamp,service,level,message,response_time_ms,status_code,trace_id');
    expect(toLine(tableOf('Failed'), 0, 'csv')).toBe('1794821401005,api-gateway,ERROR,Failed,12.5,500,abc');
    expect(toLine(tableOf('a, "b"'), 0, 'csv')).toBe('1794821401005,api-gateway,ERROR,"a, ""b""",12.5,500,abc');
  });

  it('gives NDJSON and logfmt with the exact time', () => {
    expect(JSON.parse(toLine(tableOf('say "x"'), 0, 'ndjson'))).toEqual({
      timestamp: '2026-11-16T09:30:01.005000042Z',
      service: 'api-gateway',
      level: 'ERROR',
      message: 'say "x"',
      response_time_ms: 12.5,
      status_code: 500,
      trace_id: 'abc',
    });
    expect(toLine(tableOf('say "x"'), 0, 'logfmt')).toBe(
      'ts=2026-11-16T09:30:01.005000042Z level=error service=api-gateway msg="say \\"x\\"" duration=12.5ms status=500 trace_id=abc'
    );
  });

  it('leaves out what a log does not have', () => {
    expect(toLine(tableOf('x', true), 0, 'csv')).toBe('1794821401005,api-gateway,ERROR,x,,,');
    expect(toLine(tableOf('x', true), 0, 'logfmt')).toBe(
      'ts=2026-11-16T09:30:01.005000042Z level=error service=api-gateway msg="x"'
    );
    expect(Object.keys(JSON.parse(toLine(tableOf('x', true), 0, 'ndjson')))).toEqual([
      'timestamp',
      'service',
      'level',
      'message',
    ]);
  });
});
