import { type SourceType } from './sources';

/** The part of Grafana's TemplateSrv that is needed here; this room knows no Grafana run time. */
export interface VariableReplacer<Scope> {
  replace(text: string | undefined, scope?: Scope, format?: (value: string | string[]) => string): string;
}

type ValueFormat = (value: string | string[]) => string;

/**
 * How a variable's values are written in a store's query language. LogQL: several as an alternation for a
 * regular-expression matcher, `service_name=~"$service"`, escaped for a double-quoted string. Lucene: several as
 * alternatives, `service.name:$service`. JSON (of a query to Grafana): within a string, several as an alternation.
 */
const VALUE_FORMATS: Readonly<Record<SourceType, ValueFormat>> = {
  generated: (value) => String(value),
  loki: (value) => (Array.isArray(value) ? value.map((one) => inString(asLiteral(one))).join('|') : value),
  elasticsearch: (value) =>
    Array.isArray(value) ? `(${value.map((one) => `"${inString(one)}"`).join(' OR ')})` : value,
  grafana: (value) => inString(Array.isArray(value) ? value.map(asLiteral).join('|') : value),
};

/** A store's query with its variables filled in. A single value of LogQL or Lucene goes in as it is. */
export function interpolateExpr<Scope>(
  expr: string | undefined,
  source: SourceType,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string | undefined {
  return expr && variables.replace(expr, scope, VALUE_FORMATS[source]);
}

/** Names of which each may be a variable with several values: `['$service', 'database']`. */
export function interpolateList<Scope>(
  names: string[] | undefined,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string[] | undefined {
  return names?.flatMap((name) => {
    const values: string[] = [];
    const rest = variables.replace(name, scope, (value) => {
      values.push(...(Array.isArray(value) ? value : [value]));
      return '';
    });
    return rest === '' ? values.filter((value) => value !== '') : [rest];
  });
}

/** As a regular expression that matches the text itself. */
function asLiteral(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** As it stands between double quotes. */
function inString(value: string): string {
  return value.replace(/[\\"]/g, '\\$&');
}

/** Whether a text may hold one of Grafana's variables: $name, ${name} or [[name]]. */
export function mayHoldVariable(text: string): boolean {
  return /\$\{?\w|\[\[\w/.test(text);
}
