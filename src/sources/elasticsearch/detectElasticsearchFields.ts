import { FieldSampler } from '../../logs/fieldSampler';
import { type DetectedField, type FieldType } from '../../query/detectedField';
import { type ElasticsearchOptions } from '../../query/settings';
import { type FieldRequest } from '../source';
import { type ElasticsearchClient, type FieldTypes } from './elasticsearchClient';
import { withPointInTime } from './pointInTime';
import { matching, newestFirst } from './searchBody';
import { findTimeField } from './timeField';

const SAMPLE = 200;

const NO_VALUES = new Set(['object', 'nested', 'alias', 'unmapped', 'dense_vector', 'join', 'percolator']);
const NUMBER = /^(long|integer|short|byte|double|float|half_float|scaled_float|unsigned_long)$/;

/**
 * The fields of the indices' documents: the mapping names them with their types, the newest documents of the range give
 * examples.
 *
 * @throws HttpError, QueryError, StoreError, CancelledError
 */
export async function detectElasticsearchFields(
  client: ElasticsearchClient,
  options: ElasticsearchOptions,
  { expr, fromMs, toMs }: FieldRequest,
  signal: AbortSignal
): Promise<DetectedField[]> {
  const product = await client.product(signal);
  const timeField = await findTimeField(client, options, signal);
  const { types } = await client.fields(options.index, '*', signal);
  const query = matching(expr, timeField, { fromMs, toMs });
  const { hits } = await withPointInTime(client, options.index, product, signal, (snapshot) =>
    snapshot.search({ size: SAMPLE, query, sort: newestFirst(timeField, '_doc') }, signal)
  );
  const sampler = new FieldSampler();
  for (const { source } of hits) {
    sampler.addFields(source);
  }
  for (const [name, [type = 'unmapped']] of types) {
    if (isField(name, type, types)) {
      sampler.describe(name, { type: typeOf(type) });
    }
  }
  return sampler.fields();
}

/** Not what the store adds of its own, and not another form of a field: `message.keyword` is no part of a document. */
function isField(name: string, type: string, types: FieldTypes): boolean {
  const parent = types.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
  const isForm = parent !== undefined && !parent.every((of) => NO_VALUES.has(of));
  return !name.startsWith('_') && !NO_VALUES.has(type) && !isForm;
}

function typeOf(type: string): FieldType {
  if (type.startsWith('date')) {
    return 'time';
  }
  return NUMBER.test(type) ? 'number' : type === 'boolean' ? 'boolean' : 'string';
}
