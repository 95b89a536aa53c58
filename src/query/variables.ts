import { fillLogsql } from './logsqlText';
import { type SourceType } from './sources';
import { fillJson, fillLogql, fillLucene, fillPlain, markOf } from './storeText';

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

/** What a variable says for all of its values, where its "Custom all value" is this. */
const ALL = '*';

/**
 * Names of which each may be a variable with several values: `['$service', 'database']`. None, so all, where one of
 * them comes to `*`.
 */
export function interpolateList<Scope>(
  names: string[] | undefined,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string[] | undefined {
  const filled = names?.flatMap((name) => {
    const values: string[] = [];
    const rest = variables.replace(name, scope, (value) => {
      values.push(...(Array.isArray(value) ? value : [value]));
      return '';
    });
    return rest === '' ? values.filter((value) => value !== '') : [rest];
  });
  return filled?.includes(ALL) ? [] : filled;
}

/** Whether a text may hold one of Grafana's variables: $name, ${name} or [[name]]. */
export function mayHoldVariable(text: string): boolean {
  return /\$\{?\w|\[\[\w/.test(text);
}
