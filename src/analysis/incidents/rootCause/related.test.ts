import { type Dependency } from '../../model/analysis';
import { mayBeRelated } from './related';

const depends = (from: string, to: string): Dependency => ({
  from,
  to,
  weight: 1,
  learnedFrom: 'traces',
  evidence: '',
});

describe('whether trouble of a service may have to do with that of another', () => {
  const dependencies = [depends('web', 'orders'), depends('orders', 'database'), depends('web', 'users')];
  const isRelated = mayBeRelated(['orders'], dependencies);

  it('may, of itself, of what it depends on and of what depends on it', () => {
    expect(['orders', 'database', 'web'].every(isRelated)).toBe(true);
    expect(mayBeRelated(['database'], dependencies)('web')).toBe(true);
  });

  it('may not, of what only has a caller in common with it', () => {
    expect(isRelated('users')).toBe(false);
  });

  it('may, of a service of which no dependency is known, and of any for one of which none is', () => {
    expect(isRelated('cron')).toBe(true);
    expect(mayBeRelated(['cron'], dependencies)('web')).toBe(true);
  });
});
