import { complains, selectComplaints } from '../../../logs/complains';
import { type JsonObject } from '../../../logs/json';
import { emptyRecord } from '../../../logs/lineParser';
import { type LogTable } from '../../../logs/logTable';
import { LogTableBuilder } from '../../../logs/logTableBuilder';
import { ServiceParser } from '../../../logs/serviceForms';
import { type FieldMapping } from '../../../query/settings';
import { type SampleStore, type TakeLines } from '../../windows/sample';
import { appendHits, readHit } from '../appendHits';
import { type PointInTime } from '../pointInTime';
import { type Product } from '../product';
import { readNewest, spansOf } from '../readNewest';
import { matching, type TimeSpan } from '../searchBody';
import { type PageQuery, pagesOf } from '../spanPages';
import { hasOneOf, noneOf } from './conditions';
import { complaining, type Kind } from './kinds';
import { type CountPlan } from './plan';

export interface DocumentSampleInput {
  readonly snapshot: PointInTime;
  readonly product: Product;
  readonly timeField: string;
  readonly expr: string;
  readonly span: TimeSpan;
  readonly plan: CountPlan;
  readonly kinds: readonly Kind[];
  readonly mapping: FieldMapping;
}

/** Documents a search: half of what an index gives by default. */
const MAX_ENTRIES = 5000;

/** Lines of an Elasticsearch for a sample: the newest of each span. */
export function documentSampleStore(input: DocumentSampleInput): SampleStore {
  const { plan, kinds } = input;
  const complaint = complaining(plan, kinds);
  const take = taker(input);
  const total = kinds.reduce(
    (sum, { level, statusCode, count }) => sum + (complains(level, statusCode) ? count : 0),
    0
  );
  const ofService = (service: string) => {
    const own = kinds.filter((kind) => kind.service === service);
    return take([
      hasOneOf(
        plan.services,
        own.map((kind) => kind.services)
      ),
    ]);
  };
  return {
    complaints: complaint
      ? [{ total, take: take([complaint]), readAll: (signal) => readAll(input, complaint, total, signal) }]
      : [],
    others: take(complaint ? [noneOf([complaint])] : []),
    ofService: plan.services.length > 0 ? ofService : undefined,
    maxEntries: MAX_ENTRIES,
  };
}

function pageQuery({ timeField, expr }: DocumentSampleInput, filters: readonly JsonObject[]): PageQuery {
  return { timeField, of: (span) => matching(expr, timeField, span, filters) };
}

async function readAll(
  input: DocumentSampleInput,
  complaint: JsonObject,
  total: number,
  signal: AbortSignal
): Promise<LogTable> {
  const { snapshot, product, plan, span, timeField, mapping } = input;
  const builder = new LogTableBuilder();
  const parser = new ServiceParser(mapping, NaN, plan.learned);
  const record = emptyRecord();
  const pages = pagesOf(snapshot, product, pageQuery(input, [complaint]));
  await readNewest(
    spansOf(span, total),
    pages,
    Infinity,
    (hits) => appendHits(hits, timeField, parser, builder, record),
    signal
  );
  const table = builder.finish();
  return selectComplaints(table);
}

function taker(input: DocumentSampleInput): (filters: readonly JsonObject[]) => TakeLines {
  const { snapshot, product, plan, mapping, timeField } = input;
  const parser = new ServiceParser(mapping, NaN, plan.learned);
  const record = emptyRecord();
  return (filters) =>
    async ({ fromMs, toMs, limit }, visit, signal) => {
      const pages = pagesOf(snapshot, product, { ...pageQuery(input, filters), size: limit, indexed: plan.indexed });
      let taken = 0;
      for await (const hits of pages.of({ fromMs, toMs }, signal)) {
        for (const hit of hits.slice(0, limit - taken)) {
          readHit(hit, timeField, parser, record);
          visit(record, () => hit.key, plan.fits(hit, record));
        }
        taken += hits.length;
        if (taken >= limit) {
          break;
        }
      }
    };
}
