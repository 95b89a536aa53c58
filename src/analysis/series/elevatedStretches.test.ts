import fc from 'fast-check';
import { type WindowGrid } from '../../logs/windowTable';
import { binomialZ } from '../statistics/likelihood';
import { type Stretch } from '../windows/stretches';
import { type Deviation, elevatedStretches } from './elevatedStretches';
import { ratioSeries, sumsOver } from './ratioSeries';

const USUAL = 0.01;

const DEVIATION: Deviation = {
  usual: USUAL,
  minPart: 5,
  minShare: 0.05,
  z: (part, whole) => binomialZ(part, whole, USUAL),
  leastZ: 5,
};

const MINUTES: WindowGrid = { startMs: 0, windowMs: 60_000, windowCount: 240 };

interface Case {
  readonly logs?: number;
  readonly widths?: readonly number[];
  readonly gap?: number;
  readonly breaks?: readonly number[];
  readonly deviation?: Partial<Deviation>;
}

/** The stretches of four hours with `errorsAt` errors in each minute, among `logs`. */
function stretches(
  errorsAt: (minute: number) => number,
  { logs = 50, widths = [1, 3, 10, 30], gap = 10, breaks = [], deviation }: Case = {}
): Stretch[] {
  const minutes = 240;
  const errors = Uint32Array.from({ length: minutes }, (_, minute) => errorsAt(minute));
  const share = ratioSeries(errors, new Uint32Array(minutes).fill(logs), 0, minutes);
  const flags = Uint8Array.from(errors, (_, minute) => Number(breaks.includes(minute)));
  return elevatedStretches(MINUTES, share, widths, gap, flags, { ...DEVIATION, ...deviation });
}

const within = (minute: number, from: number, to: number) => minute >= from && minute < to;

describe('stretches above the usual', () => {
  it('are none where all is as usual', () => {
    expect(stretches((minute) => Number(minute % 2 === 0))).toEqual([]);
    expect(stretches(() => 0)).toEqual([]);
  });

  it('begin and end with what stands out, to the minute', () => {
    expect(stretches((minute) => (within(minute, 100, 110) ? 20 : 0))).toEqual([{ from: 100, to: 110 }]);
  });

  it('are as short as one window, where that stands out by itself', () => {
    expect(stretches((minute) => (minute === 77 ? 25 : 0))).toEqual([{ from: 77, to: 78 }]);
  });

  it('may begin with the first window and end with the last', () => {
    expect(stretches((minute) => (minute < 5 || minute >= 230 ? 20 : 0))).toEqual([
      { from: 0, to: 5 },
      { from: 230, to: 240 },
    ]);
  });

  it('show in wide windows only, where they are slight', () => {
    const slight = (minute: number) => (within(minute, 100, 140) ? 3 : 0);
    expect(stretches(slight, { widths: [1] })).toEqual([]);
    expect(stretches(slight, { widths: [1, 30] })).toEqual([{ from: 100, to: 140 }]);
  });

  it('are one where no more than the gap lies between them', () => {
    const twice = (minute: number) => (within(minute, 100, 105) || within(minute, 115, 120) ? 20 : 0);
    expect(stretches(twice, { gap: 10, widths: [1] })).toEqual([{ from: 100, to: 120 }]);
    expect(stretches(twice, { gap: 9, widths: [1] })).toHaveLength(2);
  });

  it('do not go on across a break', () => {
    const twice = (minute: number) => (within(minute, 100, 105) || within(minute, 108, 113) ? 20 : 0);
    expect(stretches(twice, { breaks: [106] })).toEqual([
      { from: 100, to: 105 },
      { from: 108, to: 113 },
    ]);
  });

  it('take in the slight beginning of what grows', () => {
    const growing = (minute: number) => (within(minute, 100, 130) ? 4 : within(minute, 130, 140) ? 40 : 0);
    expect(stretches(growing)).toEqual([{ from: 100, to: 140 }]);
  });

  it('leave such a beginning out, where it does not lead to the rest by the rule that is given', () => {
    const growing = (minute: number) => (within(minute, 100, 130) ? 4 : within(minute, 130, 140) ? 40 : 0);
    expect(stretches(growing, { deviation: { leads: () => false } })).toEqual([{ from: 130, to: 140 }]);
  });

  it.each<[string, Partial<Deviation>]>([
    ['the least part', { minPart: 21 }],
    ['the least whole', { minWhole: 51 }],
    ['the least share', { minShare: 0.41 }],
    ['the least deviation', { leastZ: 12 }],
  ])('need %s', (_, deviation) => {
    const alone = (minute: number) => (minute === 77 ? 20 : 0);
    expect(stretches(alone, { widths: [1] })).toHaveLength(1);
    expect(stretches(alone, { widths: [1], deviation })).toEqual([]);
  });

  it('deviate each by itself, in order, without overlap, and hold no break but at their beginning', () => {
    const minute = fc.record({ errors: fc.oneof(fc.constant(0), fc.nat(30)), isBreak: fc.boolean() });
    const gap = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.array(minute, { minLength: 1, maxLength: 120 }), gap, (minutes, gapMinutes) => {
        const errors = Uint32Array.from(minutes, (one) => one.errors);
        const share = ratioSeries(errors, new Uint32Array(errors.length).fill(30), 0, errors.length);
        const breaks = Uint8Array.from(minutes, ({ isBreak }, i) => Number(isBreak && errors[i] === 0));
        const found = elevatedStretches(MINUTES, share, [1, 3, 10], gapMinutes, breaks, DEVIATION);
        found.forEach((stretch, i) => {
          const { part, whole } = sumsOver(share, stretch);
          expect(part).toBeGreaterThanOrEqual(5);
          expect(binomialZ(part, whole, USUAL)).toBeGreaterThanOrEqual(5);
          expect(stretch.from).toBeGreaterThanOrEqual(i > 0 ? found[i - 1].to : 0);
          expect(breaks.subarray(stretch.from, stretch.to)).not.toContain(1);
        });
      })
    );
  });
});
