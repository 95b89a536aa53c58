// Misspelt on purpose: cspell:ignore Limt
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { useState, type ReactElement } from 'react';
import { requirePatterns } from '../../query/patterns';
import { SETTINGS, type SeismologSettings } from '../../query/settings';
import { type Setting } from '../../query/table/entry';
import { leavesOf, withValueAt, type Path } from '../../query/table/paths';
import { parseSettings } from '../../query/validation';
import { ConfigEditor } from '../ConfigEditor';
import { useForm } from './form';
import { SettingRow } from './SettingRows';
import { createOptions } from './testing/options';

/** Whether the back end takes settings as Grafana hands them over. */
function isAccepted(jsonData: unknown): boolean {
  try {
    const stored = { secureJsonData: {}, url: 'http://store', basicAuth: false, basicAuthUser: '' };
    requirePatterns(parseSettings({ ...stored, jsonData: JSON.parse(JSON.stringify(jsonData)) }));
    return true;
  } catch {
    return false;
  }
}

interface Row {
  path: Path;
  setting: Setting;
}

/** The row of one setting, as on the page: what is entered is stored and shown. */
function showRow({ path, setting }: Row, jsonData: SeismologSettings): { stored: () => object } {
  let stored = createOptions({ jsonData, uid: '', url: 'http://store' });
  const Page = (): ReactElement => {
    const [options, onOptionsChange] = useState(stored);
    stored = options;
    return <SettingRow form={useForm({ options, onOptionsChange })} path={path} setting={setting} />;
  };
  render(<Page />);
  return { stored: () => stored.jsonData };
}

const rows: Row[] = leavesOf(SETTINGS).flatMap(({ path, setting }) =>
  setting.kind === 'list' ? [] : [{ path, setting }]
);
const typedRows = rows.filter(({ setting }) => setting.kind !== 'choice' && setting.kind !== 'flag');

const number = fc.oneof(
  fc.integer({ min: -2, max: 2000 }),
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, 0.5, 1, 5_000_000, 2 ** 32)
);
const typed = fc.oneof(
  fc.string(),
  number.map(String),
  fc.constantFrom(
    'auto',
    '1e400',
    '1e',
    '0x10',
    ' 7 ',
    '-',
    '[',
    '(a',
    'a{1001}',
    '1 +',
    '100 - error_rate',
    '{"a":1}',
    '[1]',
    'null'
  ),
  fc.integer({ min: 990, max: 1010 }).map((length) => 'x'.repeat(length))
);
/** Settings are stored as JSON, which has no infinite number. */
const stored = fc
  .oneof(number, typed, fc.boolean(), fc.constant(null), fc.array(fc.integer()), fc.object({ maxDepth: 1 }))
  .map((value): unknown => JSON.parse(JSON.stringify(value)));

/** What others need: what is missing is marked on its own row, not on that of the setting that needs it. */
const COMPLETE: SeismologSettings = { marks: { url: 'http://grafana:3000' } };

describe('a row of the settings page', () => {
  afterEach(cleanup);

  it('is marked if, and only if, the back end refuses what was entered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...typedRows), typed, (row, text) => {
        cleanup();
        const { stored } = showRow(row, {});
        const input = screen.getByRole('textbox');
        fireEvent.change(input, { target: { value: text } });
        fireEvent.blur(input);
        expect({ text, stored: stored(), marked: isMarked() }).toEqual({
          text,
          stored: stored(),
          marked: !isAccepted(stored()),
        });
        cleanup();
      }),
      { numRuns: 150 }
    );
  });

  it('is marked if, and only if, the back end refuses what is stored', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), stored, (row, value) => {
        cleanup();
        const jsonData = withValueAt(COMPLETE, row.path, value);
        showRow(row, jsonData);
        expect({ jsonData, marked: isMarked() }).toEqual({ jsonData, marked: !isAccepted(jsonData) });
        cleanup();
      }),
      { numRuns: 150 }
    );
  });

  function isMarked(): boolean {
    return screen.queryByRole('alert') !== null;
  }
});

describe('the settings page', () => {
  afterEach(cleanup);

  it('says everything that the back end refuses, whatever is stored', () => {
    const key = fc.constantFrom(...Object.keys(SETTINGS), 'lineLimt', 'somethingElse');
    fc.assert(
      fc.property(fc.dictionary(key, stored, { maxKeys: 4 }), (jsonData) => {
        const options = createOptions({ jsonData: jsonData as SeismologSettings, url: 'http://store' });
        render(<ConfigEditor options={options} onOptionsChange={() => undefined} />);
        const said = screen.queryAllByText('These settings are not accepted as they are').length > 0;
        expect({ jsonData, said }).toEqual({ jsonData, said: !isAccepted(jsonData) });
        cleanup();
      }),
      { numRuns: 10 }
    );
  });
});
