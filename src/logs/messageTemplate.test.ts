import { renderTemplate } from './messageTemplate';

describe('a message template', () => {
  it('is filled in with the properties of its log', () => {
    const log = { OrderId: 7, User: { Name: 'ada' }, Paid: true, '0': 'x' };
    expect(renderTemplate('{OrderId} of {@User} paid: {Paid,5} {0}', log)).toBe('7 of {"Name":"ada"} paid: true x');
  });

  it('takes them from Properties, too', () => {
    expect(renderTemplate('Hello {Name:l}', { Properties: { Name: 'ada' } })).toBe('Hello ada');
  });

  it('takes those with a format as they were rendered, in order, else to their decimals', () => {
    const log = { Elapsed: 12.3456, Size: 7 };
    expect(renderTemplate('{Elapsed:0.00} ms, {Size:000}', { ...log, '@r': ['12,35', '007'] })).toBe('12,35 ms, 007');
    expect(renderTemplate('{Elapsed:0.00} ms', log)).toBe('12.35 ms');
  });

  it('keeps braces that are doubled, and holes for which there is nothing', () => {
    expect(renderTemplate('{{x}} {Missing} {constructor} {', {})).toBe('{x} {Missing} {constructor} {');
  });
});
