import { StoreError } from '../../errors';
import { type ElasticsearchOptions } from '../../query/settings';
import { type ElasticsearchClient, type FieldTypes } from './elasticsearchClient';

const USUAL = ['@timestamp', 'timestamp'];
const DATES = new Set(['date', 'date_nanos']);
const NAMED = 8;

/**
 * The date field by which the indices' logs are read: the one of the settings, or the usual ones.
 *
 * @throws StoreError where no index matches, or none of the fields is a date: it names those that are.
 */
export async function findTimeField(
  client: ElasticsearchClient,
  { index, timeField }: ElasticsearchOptions,
  signal: AbortSignal
): Promise<string> {
  const wanted = timeField ? [timeField] : USUAL;
  const { indices, types } = await client.fields(index, wanted.join(','), signal);
  if (indices === 0) {
    throw new StoreError(
      `No index matches ${index}. Set the index pattern of the logs in the data source settings. A store that has just started finds its indices after some seconds.`,
      404
    );
  }
  const found = wanted.find((field) => isDate(types, field));
  if (found !== undefined) {
    return found;
  }
  const all = (await client.fields(index, '*', signal)).types;
  const dates = [...all.keys()].filter((field) => isDate(all, field) && !field.startsWith('_'));
  const is =
    timeField && types.has(timeField) ? ` is of the type ${types.get(timeField)?.join(', ')}` : ' is not there';
  throw new StoreError(
    `The time field ${wanted.join(' or ')}${is} in ${index}, and a date is needed. ` +
      (dates.length > 0
        ? `Set one of these in the data source settings: ${dates.slice(0, NAMED).join(', ')}${dates.length > NAMED ? '...' : ''}.`
        : 'None of its fields is a date: are these logs?'),
    400
  );
}

function isDate(types: FieldTypes, field: string): boolean {
  return types.get(field)?.some((type) => DATES.has(type)) ?? false;
}
