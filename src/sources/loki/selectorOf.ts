/** The stream selector that a LogQL query begins with; of a query that begins otherwise all of it. */
export function selectorOf(expr: string): string {
  return /^\s*\{(?:[^{}"`]|"(?:[^"\\]|\\.)*"|`[^`]*`)*\}/s.exec(expr)?.[0].trim() ?? expr;
}
