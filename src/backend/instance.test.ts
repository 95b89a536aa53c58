import { SettingsError } from '../errors';
import { instanceOf } from './instance';
import { type InstanceMessage } from './proto/messages';

const STORED: InstanceMessage = {
  name: 'Logs',
  uid: 'logs',
  url: 'http://loki:3100',
  basicAuthEnabled: false,
  basicAuthUser: '',
  jsonData: Buffer.from('{"source":"loki"}'),
  decryptedSecureJsonData: { bearerToken: 'hunter2' },
  lastUpdatedMS: 1,
};
const instance = (change: Partial<InstanceMessage> = {}, orgId = 1) =>
  instanceOf({ orgId, dataSourceInstanceSettings: { ...STORED, ...change } });

describe('instanceOf', () => {
  it('gives the settings of the data source, checked', () => {
    expect(instance()).toMatchObject({
      uid: 'logs',
      settings: { source: 'loki', connection: { url: 'http://loki:3100', bearerToken: 'hunter2' } },
    });
  });

  it('parses the same settings once', () => {
    expect(instance()).toBe(instance());
  });

  it.each([
    { calendar: [{ name: 'Upgrade', from: '2026-12-24', to: '2026-12-24' }] },
    { calendars: [{ url: 'https://example.com/a.ics' }] },
  ])('is the same instance of the state whatever the calendar has: %j', (known) => {
    const settingsOf = (jsonData: unknown) => instance({ jsonData: Buffer.from(JSON.stringify(jsonData)) });
    const [none, one] = [settingsOf({ source: 'loki' }), settingsOf({ source: 'loki', ...known })];
    expect(one.identity).toBe(none.identity);
    expect(one.key).not.toBe(none.key);
  });

  it.each([
    ['data source', instance({ uid: 'other' })],
    ['organisation', instance({}, 2)],
    ['version of the settings', instance({ lastUpdatedMS: 2 })],
    ['address', instance({ url: 'http://loki2:3100' })],
    ['secret', instance({ decryptedSecureJsonData: { bearerToken: 'other' } })],
  ])('never shares an analysis with another %s', (_, other) => {
    expect(other.key).not.toBe(instance().key);
  });

  it('is the same instance of the state when it is saved again, or with another password', () => {
    const again = instance({ lastUpdatedMS: 2, name: 'My logs', decryptedSecureJsonData: { bearerToken: 'other' } });
    expect(again.identity).toBe(instance().identity);
  });

  it.each([
    ['data source', instance({ uid: 'other' })],
    ['organisation', instance({}, 2)],
    ['address', instance({ url: 'http://loki2:3100' })],
    ['setting', instance({ jsonData: Buffer.from('{"source":"loki","lineLimit":7}') })],
  ])('is another one of the state for another %s', (_, other) => {
    expect(other.identity).not.toBe(instance().identity);
  });

  it('shows no secret by its key', () => {
    expect(instance().key).not.toContain('hunter2');
  });

  it('says what is missing when the request names no data source', () => {
    expect(() => instanceOf({ orgId: 1, dataSourceInstanceSettings: null })).toThrow(SettingsError);
    expect(() => instanceOf(null)).toThrow(/Choose a Seismolog data source/);
  });
});
