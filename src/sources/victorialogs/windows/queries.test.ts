import { QueryError, StoreError } from '../../../errors';
import { HOUR, MINUTE } from '../../../time/units';
import { windowStartOf } from '../timeBuckets';
import { pointsIn, POINTS } from './queries';

describe('the windows of a group', () => {
  it('are points: the number of the window and what was asked for', () => {
    expect(pointsIn({ service: 'api', [POINTS]: '["28930000 12","28930001 3"]' })).toEqual([
      ['28930000', '12'],
      ['28930001', '3'],
    ]);
  });

  it('are none where there are no logs', () => {
    expect(pointsIn({ [POINTS]: '[]' })).toEqual([]);
  });

  it.each(['', 'fine'])('are not in "%s"', (text) => {
    expect(() => pointsIn({ [POINTS]: text })).toThrow(StoreError);
  });
});

describe('the start of a window', () => {
  const span = { fromMs: 10 * HOUR + 1, toMs: 11 * HOUR };
  const start = (text: string) => windowStartOf(text, span, MINUTE);

  it('is its number in lengths of a window since the epoch, also where the span begins in it', () => {
    expect([start('600'), start('659')]).toEqual([10 * HOUR, 10 * HOUR + 59 * MINUTE]);
  });

  it.each(['599', '660', '600.5', '-1', ''])('is none that was asked for: %s', (text) => {
    expect(() => start(text)).toThrow(StoreError);
  });

  it('is not known where the query takes the time away', () => {
    expect(() => start('NaN')).toThrow(QueryError);
  });
});
