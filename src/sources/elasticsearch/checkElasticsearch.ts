import { recogniseField, type Role } from '../../logs/fieldNames';
import { type JsonObject, numberOf, objectOf } from '../../logs/json';
import { type ElasticsearchOptions, type FieldMapping } from '../../query/settings';
import { plural, recognisedText } from '../foundText';
import { type SourceCheck } from '../source';
import { COUNTED_ROLES } from '../windows/chooseLocations';
import { type ElasticsearchClient, type FieldTypes } from './elasticsearchClient';
import { withPointInTime } from './pointInTime';
import { matching, newestFirst } from './searchBody';
import { totalIn } from './searchAnswer';
import { findTimeField } from './timeField';
import { countableFields } from './windows/fieldLocations';
import { HOUR } from '../../time/units';
import { isObject } from '../../objects';

const SAMPLE = 200;
const MAX_DEPTH = 5;

/** What a log should have, as it is called to the user. */
const SHOWN: ReadonlyArray<readonly [Role, string]> = [
  ['level', 'level'],
  ['service', 'service'],
  ['message', 'message'],
  ['responseTime', 'response time'],
  ['statusCode', 'status code'],
  ['traceId', 'trace id'],
];

/**
 * Asks what a user wants to know after setting up the data source: product and version, how many indices match, how
 * many services wrote how many lines in the hour before `nowMs`, and which fields are recognised in a sample of these,
 * with their types.
 *
 * @throws HttpError that says which of address, TLS, login, index pattern or time field is wrong.
 */
export async function checkElasticsearch(
  client: ElasticsearchClient,
  options: ElasticsearchOptions,
  mapping: FieldMapping,
  nowMs: number,
  signal: AbortSignal
): Promise<SourceCheck> {
  const product = await client.product(signal);
  const timeField = await findTimeField(client, options, signal);
  const fields = await client.fields(options.index, '*', signal);
  const { indices, types } = fields;
  const countable = countableFields(fields, mapping);
  const query = matching('', timeField, { fromMs: nowMs - HOUR, toMs: nowMs });

  return withPointInTime(client, options.index, product, signal, async (snapshot) => {
    const sort = newestFirst(timeField, '_doc');
    const answer = await snapshot.search({ size: SAMPLE, query, sort, track_total_hits: true }, signal);
    const { hits } = answer;
    const total = totalIn(answer);
    const recognised = recognisedFields(
      hits.map(({ source }) => source),
      mapping
    );
    const serviceField = countable.get(recognised.get('service') ?? '');
    let services: number | undefined;
    if (serviceField !== undefined) {
      const aggs = { services: { cardinality: { field: serviceField } } };
      const { aggregations } = await snapshot.search({ size: 0, query, aggs }, signal);
      const counted = numberOf(objectOf(aggregations.services).value);
      services = Number.isNaN(counted) ? undefined : counted;
    }
    return {
      message:
        `Connected to ${[product.name, product.version].filter(Boolean).join(' ')}: ` +
        `${[plural(indices, 'index', 'indices'), services !== undefined && plural(services, 'service')].filter(Boolean).join(', ')}, ` +
        `${plural(total, 'line')} in the last hour${fieldsText(recognised, types, hits.length)}${uncountableText(recognised, countable)}`,
      details: {
        ...product,
        indices,
        timeField,
        services,
        linesLastHour: total,
        sampledLines: hits.length,
        recognised: Object.fromEntries(recognised),
      },
    };
  });
}

/** For each role the field that is taken for it in a sample of documents. */
function recognisedFields(documents: readonly JsonObject[], mapping: FieldMapping): Map<Role, string> {
  const best = new Map<Role, { path: string; rank: number }>();
  const names = new Set(documents.flatMap((document) => pathsIn(document)));
  for (const path of names) {
    const field = recogniseField(path.split('.'), mapping);
    const known = field && best.get(field.role);
    if (field && (!known || field.rank < known.rank)) {
      best.set(field.role, { path, rank: field.rank });
    }
  }
  return new Map([...best].map(([role, { path }]) => [role, path]));
}

function pathsIn(fields: JsonObject, prefix = '', depth = 0): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    isObject(value) && depth < MAX_DEPTH ? pathsIn(value, `${prefix}${name}.`, depth + 1) : [prefix + name]
  );
}

/** What a store can't count by: it matters where there are more lines than are read. */
function uncountableText(recognised: ReadonlyMap<Role, string>, countable: ReadonlyMap<string, string>): string {
  const fields = SHOWN.flatMap(([role, name]) => {
    const field = recognised.get(role);
    return field !== undefined && COUNTED_ROLES.has(role) && !countable.has(field) ? `${name} (${field})` : [];
  });
  return fields.length > 0
    ? ` Not counted where there are more lines than the line limit, as the mapping makes no keyword or number of it: ${fields.join(', ')}.`
    : '';
}

function fieldsText(recognised: ReadonlyMap<Role, string>, types: FieldTypes, sampled: number): string {
  if (sampled === 0) {
    return '. Are logs written to these indices, and recently?';
  }
  const fields = SHOWN.map(([role, name]) => {
    const field = recognised.get(role);
    const where = field === undefined ? undefined : [field, types.get(field)?.join('/')].filter(Boolean).join(': ');
    return { name, isFound: field !== undefined, where };
  });
  return `. ${recognisedText(fields, sampled)}`;
}
