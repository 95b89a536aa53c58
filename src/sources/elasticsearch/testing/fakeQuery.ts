import { arrayOf, type JsonObject, objectOf } from '../../../logs/json';
import { valueAt } from '../appendHits';
import { type FakeDocument } from './fakeModel';

/** The types of fields by name. */
export type FakeMapping = Readonly<Record<string, string>>;

/** What the store answers with instead of a result. */
export class FakeError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    reason: string,
    readonly details: JsonObject = {}
  ) {
    super(reason);
  }
}

const NUMBER = /^(long|integer|short|byte|double|float|date)/;

/** A document's values of a field as they are indexed: those of a multi-field are its parent's. */
export function valuesOf({ source, timeMs }: FakeDocument, field: string, mapping: FakeMapping): unknown[] {
  const type = mapping[field];
  if (type === undefined) {
    return [];
  }
  if (type.startsWith('date')) {
    return [timeMs];
  }
  const parent = field.slice(0, Math.max(0, field.lastIndexOf('.')));
  const own = listAt(source, field);
  const values = own.length === 0 && mapping[parent] !== undefined ? listAt(source, parent) : own;
  return values
    .filter((value) => value !== null && value !== undefined)
    .map((value) => (NUMBER.test(type) ? Number(value) : String(value)));
}

function listAt(source: JsonObject, field: string): readonly unknown[] {
  const direct = source[field];
  const value = Array.isArray(direct) ? direct : valueAt(source, field);
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** Whether a document matches a query of the kinds that this source writes. */
export function matchesQuery(query: unknown, document: FakeDocument, mapping: FakeMapping): boolean {
  const [[kind, body] = ['match_all', {}]] = Object.entries(objectOf(query));
  const inner = objectOf(body);
  const [[field, condition] = ['', undefined]] = Object.entries(inner);
  const values = () => valuesOf(document, field, mapping);
  switch (kind) {
    case 'match_all':
      return true;
    case 'bool': {
      const is = (part: unknown) => matchesQuery(part, document, mapping);
      const { should } = inner;
      return (
        arrayOf(inner.filter).every(is) &&
        !arrayOf(inner.must_not).some(is) &&
        (should === undefined || arrayOf(should).some(is))
      );
    }
    case 'range': {
      const { gte = -Infinity, lt = Infinity } = objectOf(condition);
      return values().some((value) => Number(value) >= Number(gte) && Number(value) < Number(lt));
    }
    case 'term':
      return values().includes(condition);
    case 'terms':
      return values().some((value) => arrayOf(condition).includes(value));
    case 'exists':
      return valuesOf(document, String(inner.field), mapping).length > 0;
    case 'query_string':
      return matchesLucene(String(inner.query), document);
    default:
      throw new FakeError(400, 'parsing_exception', `unknown query [${kind}]`);
  }
}

/** Of Lucene's language only `*` and `field:value`. */
function matchesLucene(lucene: string, { source }: FakeDocument): boolean {
  const [field, value] = lucene.split(':');
  return lucene === '*' || source[field] === value;
}
