import { fillLogsql } from './logsqlText';
import { type SeismologQuery } from './query';
import { type SourceType } from './sources';
import { asLiteral, fillJson, fillLogql, fillLucene, fillPlain, markOf } from './storeText';

/** The part of Grafana's TemplateSrv that is needed here; this room knows no Grafana run time. */
export interface VariableReplacer<Scope> {
  replace(text: string | undefined, scope?: Scope, format?: (value: string | string[]) => string): string;
}

/** How a text with marks for its variables is filled in, by the store's query language. */
const LANGUAGES: Readonly<Record<SourceType, typeof fillLogql>> = {
  generated: fillPlain,
  loki: fillLogql,
  elasticsearch: fillLucene,
  victorialogs: fillLogsql,
  grafana: fillJson,
};

/**
 * A store's query with its variables filled in, so that a value is a value and nothing else of the query's language.
 * `${name:raw}` puts in a value as it is.
 */
export function interpolateExpr<Scope>(
  expr: string | undefined,
  source: SourceType,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string | undefined {
  if (!expr) {
    return expr;
  }
  const values: string[][] = [];
  const marked = variables.replace(expr, scope, (value) => {
    values.push(Array.isArray(value) ? value.map(String) : [String(value)]);
    return markOf(values.length - 1);
  });
  return LANGUAGES[source](marked, values);
}

/**
 * Names of which each may be a variable with several values: `['$service', 'database']`, in whatever format it is asked
 * for (`${service:csv}`): a list has no use for one. A variable that stands for all, by its own value for that, narrows
 * nothing: the list is empty.
 */
export function interpolateList<Scope>(
  names: string[] | undefined,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string[] | undefined {
  const filled = names?.flatMap((name) => {
    const lists: string[][] = [];
    const marked = variables.replace(withoutFormat(name), scope, (value) => {
      lists.push(Array.isArray(value) ? value : [value]);
      return PLACE;
    });
    const isVariable = lists.length > 0 || marked !== name;
    return lists
      .reduce(
        (texts, values) => texts.flatMap((text) => values.map((value) => text.replace(PLACE, () => value))),
        [marked]
      )
      .filter((value) => value !== '')
      .map((value) => ({ value, isVariable }));
  });
  const isAll = filled?.some(({ value, isVariable }) => isVariable && ALL.has(value));
  return isAll ? [] : filled?.map(({ value }) => value);
}

/**
 * Filters of which the values may be variables: one with several values is one of these, or none of them; one for all
 * filters nothing.
 */
export function interpolateFilters<Scope>(
  filters: SeismologQuery['filters'],
  variables: VariableReplacer<Scope>,
  scope?: Scope
): SeismologQuery['filters'] {
  return filters?.flatMap((filter): NonNullable<SeismologQuery['filters']> => {
    const { operator = '=', value = '', values } = filter;
    const named = (isOneOf(operator) && values) || [value];
    const filled = interpolateList([...named], variables, scope) ?? [];
    if (filled.length === 0) {
      return named.some(mayHoldVariable) ? [] : [filter];
    }
    if (filled.length === 1) {
      return [{ ...filter, value: filled[0], ...(values && { values: filled }) }];
    }
    return operator.endsWith('~')
      ? [{ ...filter, value: filled.map(asLiteral).join('|') }]
      : [{ ...filter, ...(SEVERAL[operator] && { operator: SEVERAL[operator] }), value: filled[0], values: filled }];
  });
}

type Operator = NonNullable<NonNullable<SeismologQuery['filters']>[number]['operator']>;

/** The operators for several values of those for one. */
const SEVERAL: Readonly<Partial<Record<Operator, Operator>>> = { '=': '=|', '!=': '!=|' };

function isOneOf(operator: Operator): boolean {
  return operator.endsWith('|');
}

/** Where a variable stood. */
const PLACE = '\0';

/** What users set as a variable's own value for all. */
const ALL: ReadonlySet<string> = new Set(['$__all', '.*', '.+', '*']);

/** `${name:format}` and `[[name:format]]` without the format. */
function withoutFormat(text: string): string {
  return text.replace(/\$\{([\w.]+):[^}]*\}|\[\[([\w.]+):[^\]]*\]\]/g, '$${$1$2}');
}

/** Whether a text may hold one of Grafana's variables: $name, ${name} or [[name]]. */
export function mayHoldVariable(text: string): boolean {
  return /\$\{?\w|\[\[\w/.test(text);
}
