import { namesIn } from './names';

const text = (name: string, values: unknown[]) => ({ name, type: 'string', values });
const time = (ms: number) => `at ${ms}:`;

describe('the names in a view', () => {
  it('are those of one column, each once, in their order', () => {
    const frame = { fields: [text('level', ['INFO', 'ERROR']), text('template', ['b <*>', 'a <*>'])] };

    expect(namesIn('templates', [frame, frame], time).map(({ value }) => value)).toEqual(['b <*>', 'a <*>']);
  });

  it('are the levels that were logged, of series', () => {
    const series = (level: string, values: number[]) => ({
      fields: [
        { name: 'time', type: 'time', values: [1, 2] },
        { name: 'value', type: 'number', labels: { level }, values },
      ],
    });

    expect(namesIn('levelsOverTime', [series('INFO', [5, 0]), series('ERROR', [0, 0])], time)).toEqual([
      { value: 'INFO', text: 'INFO' },
    ]);
  });

  it('are the ids of incidents, shown by what happened when', () => {
    const frame = {
      fields: [
        { name: 'time', type: 'time', values: [7] },
        text('title', ['Cascading Failure: database']),
        text('id', ['i1']),
      ],
    };

    expect(namesIn('incidents', [frame], time)).toEqual([{ value: 'i1', text: 'at 7: Cascading Failure: database' }]);
  });

  it('are in the first column of texts of any other view; none where there is nothing', () => {
    const frame = { fields: [{ name: 'time', type: 'time', values: [1] }, text('zone', ['a', ''])] };

    expect(namesIn('trend', [frame], time)).toEqual([{ value: 'a', text: 'a' }]);
    expect(namesIn('trend', [{ fields: [] }], time)).toEqual([]);
    expect(namesIn('serviceHealth', [], time)).toEqual([]);
  });
});
