import { completeEvent } from './windowsEvent';

const event = (id: string, provider: string, keywords = '0x8020000000000000') => ({
  System: { EventID: id, Provider: { Name: provider }, Keywords: keywords },
});

const SECURITY = 'Microsoft-Windows-Security-Auditing';
const FAILED = '0x8010000000000000';

describe('completeEvent', () => {
  it.each([
    [event('4624', SECURITY), `event 4624 of ${SECURITY} (an account was successfully logged on)`],
    [event('4625', SECURITY, FAILED), `event 4625 of ${SECURITY} (an account failed to log on)`],
    [event('4776', SECURITY, FAILED), `event 4776 of ${SECURITY} (authentication failed)`],
    [event('4776', SECURITY), `event 4776 of ${SECURITY}`],
    [event('4625', 'Another'), 'event 4625 of Another'],
  ])('says of an event of logins what it means', (read, message) => {
    expect(completeEvent(read).message).toBe(message);
  });

  it('warns of what was audited and failed', () => {
    expect(completeEvent(event('4625', SECURITY, FAILED)).level).toBe('warning');
    expect(completeEvent(event('4624', SECURITY)).level).toBeUndefined();
  });
});
