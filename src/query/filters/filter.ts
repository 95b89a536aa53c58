import { type Resolved, type Table } from '../table/entry';

/** Grafana's operators of filters, with what each means. */
const OPERATORS = {
  '=': { label: 'is' },
  '!=': { label: 'is not' },
  '=|': { label: 'is one of' },
  '!=|': { label: 'is none of' },
  '=~': { label: 'matches' },
  '!~': { label: 'does not match' },
  '<': { label: 'is less than' },
  '>': { label: 'is more than' },
} as const;

/** A filter as Grafana's ad hoc filters have it. */
export const FILTER = {
  key: {
    kind: 'text',
    required: true,
    maxLength: 200,
    label: 'Key',
    description: 'service, anomaly, template, or the name of a field of the store.',
  },
  operator: { kind: 'choice', required: true, options: OPERATORS, label: 'Operator' },
  value: { kind: 'text', maxLength: 4000, default: '', label: 'Value' },
  values: {
    kind: 'list',
    maxItems: 1000,
    default: [],
    label: 'Values',
    description: 'Of =| and !=|, in place of the value.',
    of: { kind: 'text', maxLength: 4000, label: 'Value' },
  },
} as const satisfies Table;

export type Filter = Resolved<typeof FILTER>;

/**
 * What is filtered without the store: names that the analysis gives, by which a view is narrowed and the analysis is
 * not.
 */
export const OWN_KEYS = ['service', 'anomaly'] as const;

export type OwnKey = (typeof OWN_KEYS)[number];

/** A message with its variable parts as <*>: the store is searched for its words. */
export const TEMPLATE_KEY = 'template';

export function isOwnKey(key: string): key is OwnKey {
  return OWN_KEYS.some((own) => own === key);
}

/** Whether it has several values, in place of one. */
export function takesSeveral({ operator }: Pick<Filter, 'operator'>): boolean {
  return operator.endsWith('|');
}

/** All values of a filter: several where its operator takes several. */
export function valuesOf({ operator, value, values }: Filter): readonly string[] {
  return takesSeveral({ operator }) && values.length > 0 ? values : [value];
}

/** Whether it keeps what does not match. */
export function isNegative({ operator }: Pick<Filter, 'operator'>): boolean {
  return operator.startsWith('!');
}

/** Whether its value is a regular expression, which has to match from beginning to end. */
export function isPattern({ operator }: Pick<Filter, 'operator'>): boolean {
  return operator.endsWith('~');
}
