import fc from 'fast-check';
import { type Incident } from '../../model/analysis';
import { matchIncidents, knownAfter } from './matchIncidents';

const day = { fromMs: 0, toMs: 1440 };

function incident(id: string, startMs: number, endMs: number, changes: Partial<Incident> = {}): Incident {
  return {
    id,
    type: 'High Error Rate',
    severity: 'HIGH',
    services: ['api'],
    startMs,
    endMs,
    ongoing: false,
    description: '',
    recommendation: '',
    evidence: [],
    ...changes,
  };
}

const ids = (incidents: ReadonlyArray<{ readonly id: string }>) => incidents.map(({ id }) => id);

describe('matchIncidents', () => {
  it('gives an incident found again the id that it had, though its start moved or left the range', () => {
    const known = [incident('a', 100, 130)];

    expect(ids(matchIncidents(known, [incident('b', 112, 130)], day))).toEqual(['a']);
    expect(ids(matchIncidents(known, [incident('b', 120, 130)], { fromMs: 120, toMs: 1560 }))).toEqual(['a']);
  });

  const leak: Partial<Incident> = { type: 'Resource Exhaustion', kind: 'memory' };

  it.each<[string, Incident]>([
    ['time', incident('b', 130, 140, leak)],
    ['type', incident('b', 100, 130, { type: 'Security Threat' })],
    ['kind', incident('b', 100, 130, { ...leak, kind: 'disk space' })],
    ['service', incident('b', 100, 130, { ...leak, services: ['database'] })],
  ])('leaves the computed id to one of another %s', (_, other) => {
    expect(ids(matchIncidents([incident('a', 100, 130, leak)], [other], day))).toEqual(['b']);
  });

  it('knows one again by the larger part where it falls into two, and gives the other its own id', () => {
    const parts = [incident('a', 100, 110), incident('b', 112, 130)];

    const kept = matchIncidents([incident('a', 100, 130)], parts, day);

    expect(kept[1].id).toBe('a');
    expect(kept[0].id).not.toBe('a');
    expect(ids(matchIncidents([incident('a', 100, 130)], parts, day))).toEqual(ids(kept));
  });

  it('knows again what is called otherwise by now, where one type explains the other and most is the same', () => {
    const known = [incident('a', 100, 130, { type: 'Unusual Log Pattern' })];
    const slow = (startMs: number) => incident('b', startMs, 130, { type: 'Performance Degradation' });

    expect(ids(matchIncidents(known, [slow(101)], day))).toEqual(['a']);
    expect(ids(matchIncidents(known, [slow(120)], day))).toEqual(['b']);
    expect(
      ids(matchIncidents(known, [slow(101), incident('c', 125, 130, { type: 'Unusual Log Pattern' })], day))
    ).toEqual(['b', 'a']);
  });

  it('compares what lies within the range', () => {
    const known = [incident('long', 0, 130), incident('short', 121, 129)];
    const range = { fromMs: 120, toMs: 1560 };

    expect(ids(matchIncidents(known, [incident('b', 120, 130)], range))).toEqual(['long']);
  });

  it('prefers the one with the same services', () => {
    const known = [incident('both', 100, 130, { services: ['api', 'database'] }), incident('api', 100, 130)];

    expect(ids(matchIncidents(known, [incident('b', 100, 130)], day))).toEqual(['api']);
  });

  const incidents = fc
    .array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
        startMs: fc.integer({ min: 0, max: 100 }),
        length: fc.integer({ min: 1, max: 60 }),
        services: fc.uniqueArray(fc.constantFrom('api', 'database', 'cache'), { minLength: 1 }),
      }),
      { maxLength: 8 }
    )
    .map((list) =>
      [...new Map(list.map((item) => [item.id, item])).values()].map(({ id, startMs, length, services }) =>
        incident(id, startMs, startMs + length, { services })
      )
    );

  it('gives each incident an id of its own, whatever is known', () => {
    fc.assert(
      fc.property(incidents, incidents, (known, found) => {
        const kept = matchIncidents(known, found, day);
        expect(new Set(ids(kept)).size).toBe(found.length);
        expect(kept.map((one) => ({ ...one, id: '' }))).toEqual(found.map((one) => ({ ...one, id: '' })));
      })
    );
  });

  it('gives wholly alike ones the same ids again', () => {
    const found = [incident('b', 5, 31), incident('f', 5, 31)];
    const kept = matchIncidents([incident('a', 0, 8), incident('b', 4, 6)], found, day);

    expect(ids(matchIncidents(knownAfter([], kept, day), found, day))).toEqual(ids(kept));
  });

  it('gives the same ids again when the same is found again', () => {
    fc.assert(
      fc.property(incidents, incidents, (known, found) => {
        const kept = matchIncidents(known, found, day);
        const again = matchIncidents(knownAfter(known, kept, day), found, day);
        expect(ids(again)).toEqual(ids(kept));
      })
    );
  });
});

describe('knownAfter', () => {
  it('keeps what is known of an incident beyond the edges of the range, and what is not in it', () => {
    const known = [incident('a', 100, 130), incident('gone', 300, 310)];
    const range = { fromMs: 110, toMs: 120 };

    expect(knownAfter(known, [incident('a', 110, 120)], range)).toMatchObject([
      { id: 'a', startMs: 100, endMs: 130 },
      { id: 'gone' },
    ]);
  });

  it('goes by what was found last where the range does not cut it', () => {
    expect(knownAfter([incident('a', 100, 130)], [incident('a', 105, 120)], day)).toMatchObject([
      { id: 'a', startMs: 105, endMs: 120 },
    ]);
  });

  it('does not join what has the same id at another time', () => {
    const range = { fromMs: 500, toMs: 560 };

    expect(knownAfter([incident('a', 100, 160)], [incident('a', 500, 560)], range)).toMatchObject([
      { id: 'a', startMs: 500, endMs: 560 },
    ]);
  });
});
