import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VIEW_TYPES, viewOf } from '../query/views';
import { type Frame } from './frame';
import { drawView } from './registry';
import {
  emptyAnalysis,
  normalAnalysis,
  oneServiceAnalysis,
  unknownAnalysis,
  withoutResponseTimes,
} from './testing/analyses';
import { type ViewRequest } from './view';

const REQUEST: ViewRequest = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000 };

const SCENARIOS = {
  normal: normalAnalysis(),
  empty: emptyAnalysis(),
  'one service': oneServiceAnalysis(),
  'no response times': withoutResponseTimes(),
  'nothing known': unknownAnalysis(),
};

/** UPDATE_GOLDEN=1 writes the files anew; read the difference before you commit it. */
const update = process.env.UPDATE_GOLDEN === '1';

const GOLDEN = path.join(__dirname, '__golden__');

const cases = VIEW_TYPES.flatMap((type) =>
  Object.entries(SCENARIOS).map(([scenario, analysis]) => ({
    type,
    scenario,
    analysis,
    file: `${type}.${scenario.replaceAll(' ', '-')}.json`,
  }))
);

describe.each(cases)('$type of $scenario', ({ type, analysis, file }) => {
  const frames = drawView(type, analysis, REQUEST);

  it('gives the frames of its golden file', () => {
    const text = `${JSON.stringify(frames, readable, 2)}\n`;
    if (update) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(path.join(GOLDEN, file), text);
    }
    expect(text).toBe(readFileSync(path.join(GOLDEN, file), 'utf8'));
  });

  it('gives frames whose columns are of one length', () => {
    for (const { fields } of frames) {
      expect(new Set(fields.map(({ values }) => values.length)).size).toBeLessThanOrEqual(1);
    }
  });
});

describe.each(cases.filter(({ type }) => viewOf(type).alertable))(
  '$type of $scenario, for an alert rule',
  ({ type, analysis }) => {
    const frames = drawView(type, analysis, { ...REQUEST, forAlert: true });

    it('gives one value for each set of labels', () => {
      const keys = frames.flatMap(keysOf);
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('gives no NaN', () => {
      expect(frames.flatMap(({ fields }) => fields).some(hasNaN)).toBe(false);
    });
  }
);

describe('the folder of golden files', () => {
  it('holds those of the cases above, and no other', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(cases.map(({ file }) => file).sort());
  });
});

/** The sets of labels that server-side expressions would see. */
function keysOf({ fields, meta }: Frame): string[] {
  const numbers = fields.filter(({ type }) => type === 'number');
  if (meta.type !== 'numeric-long') {
    return numbers.map(({ labels }) => JSON.stringify(labels ?? {}));
  }
  const texts = fields.filter(({ type }) => type === 'string');
  const rows = fields[0]?.values.length ?? 0;
  return numbers.flatMap(() =>
    Array.from({ length: rows }, (_, row) => JSON.stringify(texts.map(({ values }) => values[row])))
  );
}

function hasNaN({ values }: Frame['fields'][number]): boolean {
  return Array.from<unknown>(values).some(Number.isNaN);
}

/** Numbers on one line, times as people read them. */
function readable(this: { type?: string }, key: string, value: unknown): unknown {
  if (!(value instanceof Float64Array || value instanceof Uint32Array)) {
    return value;
  }
  const isTime = key === 'values' && this.type === 'time';
  return Array.from(value, (n) => (isTime ? new Date(n).toISOString() : String(n))).join(', ');
}
