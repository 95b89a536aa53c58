import { recogniseField } from '../logs/fieldNames';
import { ANY_FORM } from '../logs/form/lineForm';
import { FRAMES, SURE_FRAMES } from '../logs/frames';
import { ERROR, UNKNOWN } from '../logs/level';
import { NOTHING_LEARNED } from '../logs/values/learnedValues';
import { tableOf } from '../logs/testing/tableOf';
import { describeStore } from './describeStore';

const field = (name: string) => ({ name, values: [], role: recogniseField(name.split('.'), {})?.role });
const table = tableOf([
  { timeMs: 1, line: 'ERROR lost', level: ERROR },
  { timeMs: 2, line: 'on \x07', level: UNKNOWN },
]);

describe('describeStore', () => {
  it('says which field is what, and why', () => {
    const settings = { source: 'loki', fields: { message: 'text' } } as const;
    const fields = [field('service_name'), field('app'), field('level'), field('pod_ip')];
    const lines = describeStore(settings, fields, { table });
    expect(lines).toContain('form: logs of Loki, each by what the store knows of it and by its line');
    expect(lines).toContain('level: field level, by its name');
    expect(lines).toContain('service: field service_name, else app, by its name');
    expect(lines).toContain('message: field text, by the settings');
    expect(lines.join('\n')).not.toContain('pod_ip');
  });

  it('says what is around the lines of a service, and in which units its numbers are', () => {
    const compose = FRAMES.find(({ name }) => name === 'Docker Compose');
    const values = {
      ...NOTHING_LEARNED,
      accessFormats: ['Envoy'],
      units: new Map([['duration', { unit: 'ns', reason: 'half are 1' } as const]]),
      scales: new Map([['level', 'dotNet'] as const]),
    };
    const form = { ...ANY_FORM, frames: [...SURE_FRAMES, ...(compose ? [compose] : [])], values };
    const learned = new Map([
      ['cart', form],
      ['pay', undefined],
    ]);
    expect(describeStore({ source: 'loki', fields: {} }, [], { table, learned })).toContain(
      'cart: in the frame of Docker Compose; access lines: Envoy; duration in ns: half are 1; level on the scale of dotNet'
    );
  });

  it('quotes the first lines of which nothing is known', () => {
    expect(describeStore({ source: 'loki', fields: {} }, [], { table }).slice(-2)).toEqual([
      'no level, status or response time: in 1 of 2 logs; the first of them:',
      '  "on \\u0007"',
    ]);
  });
});
