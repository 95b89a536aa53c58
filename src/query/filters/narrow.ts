import { QueryError } from '../../errors';
import { wordsOf } from '../explore/words';
import { type FieldMapping } from '../settings';
import { sourceOf, type SourceType } from '../sources';
import { ALL_OF_LOKI, asLiteral, luceneName, quoted } from '../storeText';
import { type Filter, isNegative, isOwnKey, isPattern, OWN_KEYS, TEMPLATE_KEY, valuesOf } from './filter';

/** How a data source reads its logs. */
export interface NarrowedStore {
  readonly source: SourceType;
  readonly fields: Pick<FieldMapping, 'message'>;
}

/** Words that a line has in this order, or has not. */
interface Text {
  readonly words: readonly string[];
  readonly isOut: boolean;
}

type Narrow = (expr: string, filters: readonly Filter[], texts: readonly Text[], store: NarrowedStore) => string;

const LANGUAGES: Readonly<Partial<Record<SourceType, Narrow>>> = {
  loki: logql,
  elasticsearch: lucene,
  victorialogs: logsql,
};

/** Whether a source's logs can be filtered by their fields. */
export function filtersFields(source: SourceType): boolean {
  return LANGUAGES[source] !== undefined;
}

/**
 * The store's query, narrowed by the filters that are the store's: on its fields, and on a template, by its words.
 *
 * @param expr in the store's language
 * @throws QueryError for a source that can't, an operator that a template has not, and a bound that is no number
 */
export function narrowed(store: NarrowedStore, expr: string, filters: readonly Filter[]): string {
  const ofStore = filters.filter(({ key }) => !isOwnKey(key));
  if (ofStore.length === 0) {
    return expr;
  }
  const narrow = LANGUAGES[store.source];
  if (!narrow) {
    throw new QueryError(
      `A filter on ${ofStore[0].key} needs a store with a query language, and these logs come from: ` +
        `${sourceOf(store.source).label}. Here filters work on ${OWN_KEYS.join(' and ')}.`
    );
  }
  const templates = ofStore.filter(({ key }) => key === TEMPLATE_KEY);
  if (templates.some(({ operator }) => operator !== '=' && operator !== '!=')) {
    throw new QueryError('A filter on template can be "=" or "!=": lines are searched for its words.');
  }
  const texts = templates
    .map((filter) => ({ words: wordsOf(filter.value), isOut: isNegative(filter) }))
    .filter(({ words }) => words.length > 0);
  const ofFields = ofStore.filter(({ key }) => key !== TEMPLATE_KEY);
  ofFields.forEach(requireNumber);
  return narrow(expr.trim(), ofFields, texts, store);
}

function requireNumber({ key, operator, value }: Filter): void {
  if (isBound(operator) && (value.trim() === '' || !Number.isFinite(Number(value)))) {
    throw new QueryError(`The filter ${key} ${operator} needs a number; it has: ${quoted(value)}.`);
  }
}

function isBound(operator: Filter['operator']): operator is '<' | '>' {
  return operator === '<' || operator === '>';
}

/**
 * A field is a label, or stands in the line, where the parsers take out that one alone, under names of ours: those of
 * the line would clash with labels, and split the streams. Lines that a parser fails on are kept. On a line of its own:
 * the query may end in a comment.
 */
function logql(expr: string, filters: readonly Filter[], texts: readonly Text[]): string {
  const lines = texts.flatMap(({ words, isOut }) =>
    isOut ? [` !~ ${quoted(words.join('.*'))}`] : words.map((word) => ` |= ${quoted(word)}`)
  );
  return [`${expr || ALL_OF_LOKI}\n`, ...lines, ...filters.map(logqlStages)].join('');
}

function logqlStages(filter: Filter, index: number): string {
  const { key, operator, value } = filter;
  const label = key.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
  const [any, json, logfmt] = ['', '_json', '_logfmt'].map((form) => `filter${index}${form}`);
  // The parser of logfmt takes words alone for keys.
  const parsers = [
    `json ${json}=${quoted(jsonPath(key))}`,
    ...(key === label ? [`logfmt ${logfmt}=${quoted(key)}`] : []),
  ];
  const names = key === label ? [label, json, logfmt] : [label, json];
  const stages = isBound(operator)
    ? [
        `label_format ${any}=\`{{ or ${names.map((name) => `.${name}`).join(' ')} }}\``,
        `${any} ${operator} ${Number(value)}`,
        '__error__=""',
      ]
    : [names.map((name) => name + logqlCondition(filter)).join(isNegative(filter) ? ' , ' : ' or ')];
  return [...parsers, 'drop __error__, __error_details__', ...stages, `drop ${any}, ${json}, ${logfmt}`]
    .map((stage) => ` | ${stage}`)
    .join('');
}

function logqlCondition(filter: Filter): string {
  const values = valuesOf(filter);
  const [not, is] = isNegative(filter) ? ['!', '!='] : ['=', '='];
  if (isPattern(filter)) {
    return `${not}~${quoted(filter.value)}`;
  }
  return values.length > 1 ? `${not}~${quoted(values.map(asLiteral).join('|'))}` : is + quoted(values[0]);
}

/** `http.status`, and `["a b"]` for what is no word. */
function jsonPath(key: string): string {
  return key
    .split('.')
    .map((part, i) => (/^[A-Za-z_]\w*$/.test(part) ? (i > 0 ? '.' : '') + part : `[${quoted(part)}]`))
    .join('');
}

function lucene(expr: string, filters: readonly Filter[], texts: readonly Text[], { fields }: NarrowedStore): string {
  const conditions = filters.map((filter) => {
    const { key, operator, value } = filter;
    const field = luceneName(key);
    if (isBound(operator)) {
      return `${field}:${operator}${Number(value)}`;
    }
    const values = valuesOf(filter).map(quoted);
    const wanted = isPattern(filter)
      ? `/${value.replaceAll('/', '\\/')}/`
      : values.length > 1
        ? `(${values.join(' OR ')})`
        : values[0];
    return `${isNegative(filter) ? 'NOT ' : ''}${field}:${wanted}`;
  });
  const message = fields.message === undefined ? '' : `${luceneName(fields.message)}:`;
  const said = texts.map(
    ({ words, isOut }) => `${isOut ? 'NOT ' : ''}(${words.map((word) => message + quoted(word)).join(' AND ')})`
  );
  return [...(expr ? [`(${expr})`] : []), ...said, ...conditions].join(' AND ');
}

/** On a line of its own: the query may end in a comment. */
function logsql(expr: string, filters: readonly Filter[], texts: readonly Text[], { fields }: NarrowedStore): string {
  const conditions = filters.map((filter) => {
    const { key, operator, value } = filter;
    if (isBound(operator)) {
      return `${quoted(key)}:${operator}${Number(value)}`;
    }
    const values = valuesOf(filter).map(quoted);
    const wanted = isPattern(filter)
      ? `~${quoted(`^(?:${value})$`)}`
      : values.length > 1
        ? `in(${values.join(', ')})`
        : `=${values[0]}`;
    return `${isNegative(filter) ? '!' : ''}${quoted(key)}:${wanted}`;
  });
  const message = fields.message === undefined ? '' : `${quoted(fields.message)}:`;
  const said = texts.map(
    ({ words, isOut }) => `${isOut ? '!' : ''}(${words.map((word) => message + quoted(word)).join(' ')})`
  );
  return `${expr || '*'}\n| filter ${[...said, ...conditions].join(' ')}`;
}
