import fc from 'fast-check';
import { type Dependency } from '../../model/analysis';
import { type WindowTable } from '../../../logs/windowTable';
import { chainOf } from './chain';
import { type Onset } from './onsets';
import { rankSuspects, suspectOf } from './suspects';

const SERVICES = ['api', 'cache', 'database', 'orders'];
const [API, CACHE, DATABASE, ORDERS] = SERVICES.keys();

const NOTHING = new Uint32Array(0);
const WINDOWS: WindowTable = {
  startMs: 0,
  windowMs: 60_000,
  windowCount: 100,
  services: SERVICES,
  byLevel: [],
  failures: NOTHING,
  responses: NOTHING,
  responseSum: new Float64Array(0),
  responseP95: new Float64Array(0),
};

function onset(service: number, window: number, strength: number): Onset {
  const finding = {
    type: 'High Error Rate' as const,
    severity: 'MEDIUM' as const,
    services: [service],
    from: window,
    to: window + 10,
    description: '',
    recommendation: '',
    evidence: [{ text: `z ${strength}` }],
  };
  return { service, window, strength, finding };
}

function calls(from: number, to: number, weight = 0.5): Dependency {
  const evidence = `called in ${weight * 100}% of its traces`;
  return { from: SERVICES[from], to: SERVICES[to], weight, learnedFrom: 'traces', evidence };
}

const ranked = (onsets: readonly Onset[], dependencies: readonly Dependency[] = []) =>
  rankSuspects(onsets, WINDOWS, dependencies).map(({ service }) => SERVICES[service]);

describe('rankSuspects', () => {
  it('puts the one that was first in front', () => {
    expect(ranked([onset(API, 14, 9), onset(DATABASE, 10, 9)])).toEqual(['database', 'api']);
  });

  it('puts the more unusual one in front of those of the same minute', () => {
    expect(ranked([onset(API, 10, 6), onset(DATABASE, 10, 20)])).toEqual(['database', 'api']);
  });

  it('puts the called one in front of its caller, though that was seen sooner and failed more', () => {
    const onsets = [onset(API, 10, 20), onset(DATABASE, 11, 12)];
    expect(ranked(onsets)).toEqual(['api', 'database']);
    expect(ranked(onsets, [calls(API, DATABASE)])).toEqual(['database', 'api']);
  });

  it('believes one that complains of another by name, however much else it complains of', () => {
    const onsets = [onset(API, 10, 20), onset(DATABASE, 11, 12)];
    const named = { ...calls(API, DATABASE, 0.03), learnedFrom: 'complaints' as const };
    expect(ranked(onsets, [calls(API, DATABASE, 0.03)])).toEqual(['api', 'database']);
    expect(ranked(onsets, [named])).toEqual(['database', 'api']);
  });

  it('does not take for the cause what came long after', () => {
    const onsets = [onset(API, 10, 20), onset(DATABASE, 18, 12)];
    expect(ranked(onsets, [calls(API, DATABASE)])).toEqual(['api', 'database']);
  });

  it('says how likely each is: one alone never for sure, two that are alike the same', () => {
    const confidences = (onsets: readonly Onset[]) =>
      rankSuspects(onsets, WINDOWS, []).map(({ confidence }) => confidence);
    expect(confidences([onset(API, 10, 9)])[0]).toBeCloseTo(1 / 1.1);
    const [first, second] = confidences([onset(API, 10, 9), onset(DATABASE, 10, 9)]);
    expect(first).toBe(second);
    expect(first + second).toBeLessThan(1);
  });

  it('gives every service once, each with a score above 0, whatever depends on what', () => {
    const any = fc.tuple(fc.nat(99), fc.double({ min: 0, max: 1e6, noNaN: true }));
    const edges = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.double({ min: 0, max: 1, noNaN: true })));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), edges, (list, pairs) => {
        const onsets = list.map(([window, strength], service) => onset(service, window, strength));
        const scored = rankSuspects(
          onsets,
          WINDOWS,
          pairs.map(([from, to, weight]) => calls(from, to, weight))
        );
        expect(new Set(scored.map(({ service }) => service)).size).toBe(onsets.length);
        expect(scored.every(({ score }) => score > 0)).toBe(true);
      })
    );
  });
});

describe('suspectOf', () => {
  it('says when it began and what showed', () => {
    expect(suspectOf({ ...onset(DATABASE, 10, 9), score: 1, confidence: 0.9 }, 12, WINDOWS)).toEqual({
      confidence: 0.9,
      service: 'database',
      onsetMs: 600_000,
      text: 'database, 2 minutes before: z 9',
    });
  });
});

describe('chainOf', () => {
  const chain = (onsets: readonly Onset[], dependencies: readonly Dependency[]) =>
    chainOf(rankSuspects(onsets, WINDOWS, dependencies), 10, WINDOWS, dependencies);

  it('goes from the cause to its callers and on to theirs, with the evidence of each link', () => {
    const dependencies = [calls(API, ORDERS), calls(ORDERS, DATABASE), calls(CACHE, DATABASE)];
    const links = chain([onset(API, 12, 9), onset(ORDERS, 11, 9), onset(DATABASE, 10, 30)], dependencies);
    expect(links.map(({ service }) => service)).toEqual(['database', 'orders', 'api']);
    expect(links[1]).toEqual({
      service: 'orders',
      timeMs: 660_000,
      text: 'orders, 1 minute in: z 9; 1 minute after database, on which it depends: called in 50% of its traces',
    });
  });

  it('says of services that fail together that they do', () => {
    const failures = new Uint32Array(4 * 100);
    [API, DATABASE].forEach((service) => failures.fill(9, service * 100 + 12, service * 100 + 20));
    const windows = { ...WINDOWS, failures };
    const dependencies = [calls(API, DATABASE)];
    const ranks = rankSuspects([onset(API, 12, 9), onset(DATABASE, 12, 30)], windows, dependencies);
    expect(chainOf(ranks, 12, windows, dependencies)[1].text).toBe(
      'api, when it began: z 9; as database did, on which it depends: called in 50% of its traces, ' +
        'and their failures rise and fall together (correlation 1.00)'
    );
  });

  it('is empty where nothing depends on the cause', () => {
    expect(chain([onset(API, 12, 9), onset(DATABASE, 10, 30)], [])).toEqual([]);
    expect(chain([], [])).toEqual([]);
  });

  it('names each service once where services call each other', () => {
    const links = chain([onset(API, 11, 9), onset(DATABASE, 10, 30)], [calls(API, DATABASE), calls(DATABASE, API)]);
    expect(links.map(({ service }) => service)).toEqual(['database', 'api']);
  });
});
