import { parseCef } from './cef';

describe('an event of a security device', () => {
  it('is read from CEF: product, name and message, severity, time', () => {
    expect(
      parseCef('CEF:0|Acme|Web\\|Wall|1.0|100|probe seen|8|src=192.0.2.1 msg=from outside a\\=b rt=1730628000123')
    ).toEqual({ service: 'Web|Wall', message: 'probe seen: from outside a=b', level: 'ERROR', time: '1730628000123' });
  });

  it.each([
    ['0', 'INFO'],
    ['3', 'INFO'],
    ['5', 'WARNING'],
    ['7', 'ERROR'],
    ['10', 'CRITICAL'],
    ['Low', 'INFO'],
    ['Medium', 'WARNING'],
    ['High', 'ERROR'],
    ['Very-High', 'CRITICAL'],
    ['Unknown', undefined],
    ['', undefined],
    ['11', undefined],
  ])('has the level of severity %j', (severity, level) => {
    expect(parseCef(`CEF:0|Acme|Wall|1|100|probe|${severity}|src=192.0.2.1`)?.level).toBe(level);
  });

  it('needs no attributes', () => {
    expect(parseCef('CEF:1|Acme|Wall|1|100|probe|5')).toEqual({ service: 'Wall', message: 'probe', level: 'WARNING' });
  });

  it.each([
    'LEEF:1.0|Acme|Shield|1.0|deny|devTime=Nov 03 2024 10:00:00\tsev=8\tsrc=192.0.2.1',
    'LEEF:2.0|Acme|Shield|1.0|deny|^|devTime=Nov 03 2024 10:00:00^sev=8^src=192.0.2.1',
    'LEEF:2.0|Acme|Shield|1.0|deny|x5E|devTime=Nov 03 2024 10:00:00^sev=8^src=192.0.2.1',
    'LEEF:2.0|Acme|Shield|1.0|deny|devTime=Nov 03 2024 10:00:00\tsev=8\tsrc=192.0.2.1',
  ])('is read from LEEF: %s', (text) => {
    expect(parseCef(text)).toEqual({
      service: 'Shield',
      message: 'deny',
      level: 'ERROR',
      time: 'Nov 03 2024 10:00:00',
    });
  });

  it.each(['CEF:0|Acme|Wall', 'CEF: a log', 'LEEF:1.0|Acme', 'Level: ok'])('is not %j', (text) => {
    expect(parseCef(text)).toBeUndefined();
  });
});
