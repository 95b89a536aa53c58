/** The part of Grafana's TemplateSrv that is needed here; this room knows no Grafana run time. */
export interface VariableReplacer<Scope> {
  replace(text: string | undefined, scope?: Scope, format?: (value: string | string[]) => string): string;
}

/**
 * A store's query with its variables filled in. Several values become an alternation for a regular-expression matcher,
 * `service_name=~"$service"`, escaped for a double-quoted string; a single value goes in as it is.
 */
export function interpolateExpr<Scope>(
  expr: string | undefined,
  variables: VariableReplacer<Scope>,
  scope?: Scope
): string | undefined {
  return (
    expr && variables.replace(expr, scope, (value) => (Array.isArray(value) ? value.map(escape).join('|') : value))
  );
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

/** Escaped once as a regular expression and once more for the string around it. */
function escape(value: string): string {
  return value
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"');
}
