import { type DetectedField } from '../query/detectedField';
import { mappingWarnings, namesFields } from './mappingWarnings';

const FIELDS: DetectedField[] = [
  { name: 'http.status', values: ['200', '503'] },
  { name: 'duration', values: ['12ms'] },
  { name: 'lvl', values: [], type: 'string' },
  { name: 'user', values: ['ann', 'ben'] },
];

describe('mappingWarnings', () => {
  it('are none where the fields are there, also by the name that a store makes of a path', () => {
    const mapping = { statusCode: 'http_status', responseTime: 'duration', level: 'lvl', service: 'user' };
    expect(mappingWarnings(mapping, FIELDS)).toEqual([]);
  });

  it('name a field that no line has, and what may have been meant', () => {
    expect(mappingWarnings({ responseTime: 'duratoin', traceId: 'correlation' }, FIELDS)).toEqual([
      'None of the sampled lines has the field "duratoin" that is set for response time. Did you mean "duration"?',
      'None of the sampled lines has the field "correlation" that is set for trace ID.',
    ]);
  });

  it.each([
    ['level', 'level'],
    ['responseTime', 'response time'],
    ['statusCode', 'status code'],
  ])('say that a field set for %s cannot be read as one', (role, name) => {
    expect(mappingWarnings({ [role]: 'user' }, FIELDS)).toEqual([
      `The field "user" that is set for ${name} holds something else, such as "ann".`,
    ]);
  });

  it('are none where there are no logs to compare with', () => {
    expect(mappingWarnings({ service: 'x' }, [])).toEqual([]);
  });
});

it.each([
  [{}, false],
  [{ service: '' }, false],
  [{ pattern: 'x', responseTimeUnit: 's' as const }, false],
  [{ traceId: 'x' }, true],
])('namesFields says whether there is a name in %j', (mapping, expected) => {
  expect(namesFields(mapping)).toBe(expected);
});
