import { UNKNOWN } from '../../../logs/level';
import { UncountableError } from '../../../errors';
import { type JsonObject } from '../../../logs/json';
import { emptyRecord } from '../../../logs/lineParser';
import { type FieldMapping } from '../../../query/settings';
import { type Fields } from '../elasticsearchClient';
import { type Hit } from '../searchAnswer';
import { indexedFields, planCounts } from './plan';

/** Types by field, several parted by `/`; all but text can be aggregated. */
function mapped(types: Record<string, string>): Fields {
  const all = new Map(Object.entries(types).map(([name, type]) => [name, type.split('/')]));
  const aggregatable = new Set([...all].filter(([, own]) => !own.includes('text')).map(([name]) => name));
  return { indices: 1, types: all, aggregatable };
}

const hit = (source: JsonObject, fields: JsonObject = {}): Hit => ({ key: 'x', source, fields, sort: [0, 0] });

function plan(types: Record<string, string>, hits: Hit[], mapping: FieldMapping = {}) {
  const { services, levels, statuses, measures, uncountable } = planCounts(hits, mapped(types), mapping);
  const fields = (locations: ReadonlyArray<{ field: string | undefined }>) => locations.map(({ field }) => field);
  return {
    services: fields(services),
    levels: fields(levels),
    statuses: fields(statuses),
    measures: fields(measures),
    uncountable: uncountable.map(({ path }) => path.join('.')),
  };
}

describe('planCounts', () => {
  it('takes a field of the name __proto__ for one like any other', () => {
    const source = JSON.parse('{"__proto__":{"level":"error"}}') as JsonObject;
    const mapping = { level: '__proto__.level' };
    plan({ '__proto__.level': 'keyword' }, [hit(source, { '__proto__.level': ['error'] })], mapping);
    expect(({} as { level?: string }).level).toBeUndefined();
  });

  it('counts by the fields of the mapping: a keyword of a text, numbers for response times', () => {
    const types = { app: 'text', 'app.raw': 'keyword', level: 'keyword', status: 'short', took: 'float' };
    const source = (app: string, level: string) => ({ app, level, status: 200, took: 5 });
    const hits = [
      hit(source('a', 'info'), { 'app.raw': ['a'], level: ['info'], status: [200], took: [5] }),
      hit(source('b', 'error'), { 'app.raw': ['b'], level: ['error'], status: [200], took: [5] }),
    ];
    expect(plan(types, hits)).toEqual({
      services: ['app.raw'],
      levels: ['level'],
      statuses: ['status'],
      measures: ['took'],
      uncountable: [],
    });
  });

  it('counts by the service of documents whose level is known from their status alone', () => {
    const types = { app: 'keyword', status: 'short' };
    const hits = ['a', 'b'].map((app) => hit({ app, status: 200 }, { app: [app], status: [200] }));
    expect(plan(types, hits)).toMatchObject({ services: ['app'], levels: [], statuses: ['status'] });
  });

  it('names what differs between indices, and counts by what does not', () => {
    const types = { app: 'keyword', status: 'short/keyword', level: 'keyword' };
    const source = { app: 'a', status: 500, level: 'info' };
    expect(plan(types, [hit(source, { app: ['a'], level: ['info'] })])).toMatchObject({
      services: ['app'],
      statuses: [],
      uncountable: ['status'],
    });
  });

  it('refuses where the service is in a text alone', () => {
    const hits = [hit({ service: 'a', level: 'info' }, { level: ['info'] })];
    expect(() => plan({ service: 'text', level: 'keyword' }, hits)).toThrow(UncountableError);
    expect(() => plan({ service: 'text', level: 'keyword' }, hits)).toThrow(
      /mapped as text without a keyword.*fielddata is off/
    );
  });

  it('takes the field that the settings name', () => {
    const types = { team: 'keyword', app: 'keyword' };
    const hits = [hit({ team: 't', app: 'a' }, { team: ['t'], app: ['a'] })];
    expect(plan(types, hits, { service: 'team' }).services).toEqual(['team']);
  });

  it('notices a document that counting takes for something else: a keyword that is cut off, written otherwise, or several', () => {
    const fields = mapped({ app: 'keyword' });
    const { fits } = planCounts([hit({ app: 'Shop' }, { app: ['Shop'] })], fields, {});
    const read = { ...emptyRecord(), service: 'Shop', level: UNKNOWN };
    expect(fits(hit({ app: 'Shop' }, { app: ['Shop'] }), read)).toBe(true);
    expect(fits(hit({ app: 'Shop' }, { app: ['shop'] }), read)).toBe(false);
    expect(fits(hit({ app: 'Shop' }), read)).toBe(false);
    expect(fits(hit({ app: 'Shop' }, { app: ['Shop', 'x'] }), read)).toBe(false);
  });

  it('asks for the indexed values of what may be counted alone', () => {
    const types = { '@timestamp': 'date', app: 'keyword', message: 'text', took: 'keyword', duration: 'long' };
    expect(indexedFields(mapped(types), {}).sort()).toEqual(['app', 'duration']);
  });
});
