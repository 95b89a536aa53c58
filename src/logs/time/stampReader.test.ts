import fc from 'fast-check';
import { readStamp } from './readStamp';
import { Stamp } from './stamp';
import { StampReader } from './stampReader';

const DATES = [
  '2024-11-03 ',
  '2024-11-03T',
  '[2024-11-03 ',
  'Nov  3 ',
  'Sun Nov 03 ',
  '03/Nov/2024:',
  '24/11/03 ',
  '20241103-',
  '1103 ',
  'E1103 ',
  'E241103 ',
  'E20241103-',
  '',
  '14:30:59 2024-11-0',
];
const MINUTES = ['14:30:', '00:00:', '24:59:', '25:30:', '14:60:', '2:30:', '02:3:', '14.30.', '14:30', ''];
const SECONDS = ['00', '01', '59', '60', '61', '7', ''];
const TAILS = [
  '',
  ' x',
  '.123 x',
  ',123456789 x',
  ':606|x',
  ' 2024 x',
  ' 2005] x',
  ' PM x',
  'Z x',
  ' +0100 x',
  ' CET 2024',
  ' 2024-11-03 x',
  'x',
];

const line = fc.tuple(
  fc.constantFrom(...DATES),
  fc.constantFrom(...MINUTES),
  fc.constantFrom(...SECONDS),
  fc.constantFrom(...TAILS)
);

describe('StampReader', () => {
  it('reads each time as if it were alone, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 12 }), (lines) => {
        const reader = new StampReader();
        for (const text of lines.map((parts) => parts.join(''))) {
          const at = text.startsWith('[') ? 1 : 0;
          const alone = new Stamp();
          const isRead = readStamp(text, at, alone);
          expect([text, reader.read(text, at)]).toEqual([text, isRead]);
          if (isRead) {
            const { secondAt, clockEnd, ...said } = alone;
            expect(reader.stamp).toMatchObject(said);
          }
        }
      }),
      { numRuns: 1000 }
    );
  });
});
