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

/** What a line has, or has not: the words of one of some templates in their order, or a match of a pattern. */
interface Text {
  readonly isOut: boolean;
  readonly said: { readonly anyOf: ReadonlyArray<readonly string[]> } | { readonly pattern: string };
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
 * @throws QueryError for a source that can't, an operator that a template has not there, and a bound that is no number
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
  const texts = templates.flatMap((filter) => textOf(filter) ?? []);
  const ofFields = ofStore.filter(({ key }) => key !== TEMPLATE_KEY);
  ofFields.forEach(requireNumber);
  return narrow(expr.trim(), ofFields, texts, store);
}

/** Undefined where a template has no word to look for. @throws QueryError for an operator of numbers */
function textOf(filter: Filter): Text | undefined {
  const isOut = isNegative(filter);
  if (isBound(filter.operator)) {
    throw new QueryError(
      `The filter on template cannot be "${filter.operator}": it is a text. Choose another operator.`
    );
  }
  if (isPattern(filter)) {
    return { isOut, said: { pattern: filter.value } };
  }
  const anyOf = valuesOf(filter).map(wordsOf);
  return anyOf.every((words) => words.length > 0) ? { isOut, said: { anyOf } } : undefined;
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
  const lines = texts.flatMap(logqlLines);
  return [`${expr || ALL_OF_LOKI}\n`, ...lines, ...filters.map(logqlStages)].join('');
}

/** The words of one template one by one: Loki finds these fastest. */
function logqlLines({ said, isOut }: Text): string[] {
  if ('anyOf' in said && said.anyOf.length === 1 && !isOut) {
    return said.anyOf[0].map((word) => ` |= ${quoted(word)}`);
  }
  const pattern = 'pattern' in said ? said.pattern : said.anyOf.map((words) => words.join('.*')).join('|');
  return [` ${isOut ? '!' : '|'}~ ${quoted(pattern)}`];
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
  const lines = texts.map(({ said, isOut }) => {
    if ('pattern' in said) {
      throw new QueryError(
        'Elasticsearch and OpenSearch match regular expressions against single words, not against a line: ' +
          'let the filter on template be "=", "!=", or one of several.'
      );
    }
    const ways = said.anyOf.map((words) => words.map((word) => message + quoted(word)).join(' AND '));
    return `${isOut ? 'NOT ' : ''}${oneOf(ways, ' OR ')}`;
  });
  return [...(expr ? [`(${expr})`] : []), ...lines, ...conditions].join(' AND ');
}

/** Conditions of which one has to hold, in brackets. */
function oneOf(conditions: readonly string[], or: string): string {
  return `(${conditions.length > 1 ? conditions.map((each) => `(${each})`).join(or) : conditions[0]})`;
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
  const lines = texts.map(({ said, isOut }) => {
    const ways =
      'pattern' in said
        ? [`${message}~${quoted(said.pattern)}`]
        : said.anyOf.map((words) => words.map((word) => message + quoted(word)).join(' '));
    return `${isOut ? '!' : ''}${oneOf(ways, ' or ')}`;
  });
  return `${expr || '*'}\n| filter ${[...lines, ...conditions].join(' ')}`;
}
