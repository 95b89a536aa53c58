/* Terraform's language (HCL), written as `terraform fmt` leaves it. */

/** Of the language itself, such as a reference: written as it stands. */
export interface Expression {
  readonly expression: string;
}

export type Value = string | number | boolean | Expression | readonly Value[] | { readonly [key: string]: Value };

/** A block with its labels, or an attribute. Left out are attributes that are undefined. */
export type Item =
  | {
      readonly block: string;
      readonly labels?: readonly string[];
      readonly body: readonly Item[];
      readonly remark?: string;
    }
  | { readonly name: string; readonly value: Value };

export function block(name: string, labels: readonly string[], body: readonly Item[], remark?: string): Item {
  return { block: name, labels, body, ...(remark && { remark }) };
}

export function attributes(values: Readonly<Record<string, Value | undefined>>): Item[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

export const expression = (text: string): Expression => ({ expression: text });

/** JSON, as a text. */
export const jsonencode = (value: Value): Expression => expression(`jsonencode(${valueText(value, '')})`);

/** @param items blocks */
export function hcl(items: readonly Item[]): string {
  return `${items.map((item) => bodyText([item], '')).join('\n\n')}\n`;
}

function bodyText(items: readonly Item[], indent: string): string {
  const width = Math.max(0, ...items.map((item) => ('name' in item && isFlat(item.value) ? item.name.length : 0)));
  return items
    .map((item, i) => {
      if ('name' in item) {
        const padding = isFlat(item.value) ? width : item.name.length;
        return `${indent}${item.name.padEnd(padding)} = ${valueText(item.value, indent)}`;
      }
      const labels = (item.labels ?? []).map((label) => ` ${JSON.stringify(label)}`).join('');
      const remark = item.remark
        ? `${item.remark
            .split('\n')
            .map((line) => `${indent}# ${line}`)
            .join('\n')}\n`
        : '';
      const body = bodyText(item.body, `${indent}  `);
      return `${i > 0 ? '\n' : ''}${remark}${indent}${item.block}${labels} {\n${body}\n${indent}}`;
    })
    .join('\n');
}

/** Whether no line of it is indented by where it stands: the equals signs of such values stand below each other. */
function isFlat(value: Value): boolean {
  return typeof value === 'string' || !valueText(value, '').includes('\n');
}

function valueText(value: Value, indent: string): string {
  if (typeof value === 'string') {
    return value.endsWith('\n') ? heredoc(value) : JSON.stringify(escaped(value));
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  if (isExpression(value)) {
    return value.expression.replaceAll('\n', `\n${indent}`);
  }
  if (Array.isArray(value)) {
    return `[${value.map((one: Value) => valueText(one, indent)).join(', ')}]`;
  }
  const items = Object.entries(value).map(([name, own]) => ({ name, value: own as Value }));
  return `{\n${bodyText(items, `${indent}  `)}\n${indent}}`;
}

function isExpression(value: object): value is Expression {
  return 'expression' in value && Object.keys(value).length === 1 && typeof value.expression === 'string';
}

/** A text of several lines, each as it stands. */
function heredoc(text: string): string {
  return `<<EOT\n${escaped(text)}EOT`;
}

/** `${` and `%{` begin something of the language. */
function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}
