// Misspelt on purpose: cspell:ignore servces
import { CoreApp } from '@grafana/data';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { QUERY, queryTable, type SeismologQuery } from '../query/query';
import { mayHoldVariable } from '../query/variables';
import { parseQuery } from '../query/validation';
import { VIEW_TYPES, type ViewType } from '../query/views';
import { createDataSource } from '../testDataSource';
import { QueryEditor } from './QueryEditor';

function isAccepted(query: object): boolean {
  try {
    parseQuery(JSON.parse(JSON.stringify(query)));
    return true;
  } catch {
    return false;
  }
}

function show(query: object) {
  const onChange = jest.fn<void, [SeismologQuery]>();
  render(
    <QueryEditor
      query={{ refId: 'A', ...query }}
      datasource={createDataSource({ source: 'loki' })}
      onChange={onChange}
      onRunQuery={() => undefined}
      app={CoreApp.Dashboard}
    />
  );
  return { onChange };
}

const view = fc.constantFrom(...VIEW_TYPES);
const typed = fc.oneof(
  fc.string(),
  fc.integer({ min: -2, max: 12_000 }).map(String),
  fc.constantFrom('Europe/Berlin', 'Mars/Olympus', 'a, b,,c', '1e3', '0x10', '1.5'),
  fc.constant('x'.repeat(1001))
);
const value = fc.oneof(typed, fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.oneof(typed, fc.integer())));

describe('the query editor', () => {
  afterEach(cleanup);

  it('takes over what the back end accepts, and marks the rest', () => {
    const options: Array<[ViewType, string]> = VIEW_TYPES.flatMap((type) =>
      ['limit', 'timeZone'].filter((key) => key in queryTable(type)).map((key): [ViewType, string] => [type, key])
    );
    fc.assert(
      fc.property(fc.constantFrom(...options), typed, ([queryType, key], text) => {
        // What a variable holds is not known yet.
        fc.pre(!mayHoldVariable(text));
        cleanup();
        const { onChange } = show({ queryType });
        fireEvent.click(screen.getByText('Options'));
        const input = screen.getByLabelText(new RegExp(`^${QUERY[key as keyof typeof QUERY].label}`));
        fireEvent.change(input, { target: { value: text } });
        fireEvent.blur(input);
        const [query] = onChange.mock.lastCall ?? [{ queryType }];
        const isMarked = screen.queryByRole('alert') !== null;
        expect({ text, accepted: isAccepted(query) }).toEqual({ text, accepted: true });
        // What is not taken over is marked, or is as good as nothing.
        expect({
          text,
          said: isMarked || onChange.mock.lastCall !== undefined || text.trim() === '',
        }).toEqual({ text, said: true });
        cleanup();
      }),
      { numRuns: 100 }
    );
  });

  it('says what the back end refuses, whatever the query holds', () => {
    const key = fc.constantFrom(...Object.keys(QUERY), 'servces', 'legendFormat');
    fc.assert(
      fc.property(view, fc.dictionary(key, value, { maxKeys: 4 }), (queryType, rest) => {
        // A time zone with a variable is known only when the query runs.
        const query = { queryType, ...rest, ...(String(rest.timeZone).includes('$') && { timeZone: 'UTC' }) };
        show(query);
        const said = screen.queryAllByText('This query is not accepted as it is').length > 0;
        expect({ query, said }).toEqual({ query, said: !isAccepted(query) });
        cleanup();
      }),
      { numRuns: 100 }
    );
  });
});
