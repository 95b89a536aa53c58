import { concatTables, sliceByTime } from '../../logs/select';
import { tableOf } from '../../logs/testing/tableOf';
import { textReader } from './readTexts';

const log = (minute: number, message: string) => ({ timeMs: minute, message });

describe('textReader', () => {
  const readings: string[] = [];
  const lengths = textReader((text) => {
    readings.push(text);
    return text.startsWith('nothing') ? null : text.length;
  });
  const first = tableOf([log(0, 'one'), log(1, 'three'), log(2, 'three'), log(3, 'nothing')]);

  beforeEach(() => {
    readings.length = 0;
  });

  it('reads a text when it is asked for, once while tables slide on', () => {
    const before = concatTables([first, tableOf([log(4, 'seven')])]);
    const after = concatTables([sliceByTime(before, 1, 5), tableOf([log(5, 'one'), log(6, 'eleven')])]);
    const readAll = ({ message: { codes, values } }: typeof before) => Array.from(codes, lengths(values));
    expect(readAll(before)).toEqual([3, 5, 5, null, 5]);
    expect(readAll(after)).toEqual([5, 5, null, 5, 3, 6]);
    expect(readings).toEqual(['one', 'three', 'nothing', 'seven', 'eleven']);
  });

  it('reads those of a table of its own anew', () => {
    const { values } = first.message;
    expect([lengths(values)(0), lengths(values)(0)]).toEqual([3, 3]);
    expect(readings).toEqual(['one', 'one']);
  });
});
