import { forEachPair } from '../../../logs/logfmt';
import { type FakeLine } from './fakeLine';
import { isObject } from '../../../objects';

/*
 * As much of LogQL as this source asks: matchers, `|=`, json and logfmt by expression, drop, label filters, the templates of
 * label_format, unwrap; sum by, count_over_time, sum_over_time, quantile_over_time. As
 * https://grafana.com/docs/loki/latest/query/ has it and as Loki 3.8 was seen to behave.
 */

export class LogqlError extends Error {}

type Labels = Record<string, string>;

/** A line that came through a pipeline. */
interface Passed {
  readonly line: FakeLine;
  readonly labels: Labels;
  readonly value: number;
}

/** The lines that a log query selects. */
export function selectLines(query: string, lines: readonly FakeLine[]): FakeLine[] {
  return pass(query, lines, []).map(({ line }) => line);
}

export function isMetricQuery(query: string): boolean {
  return /^(?:sum|quantile_over_time|label_replace)\b/.test(query);
}

/** A metric query, ready to be evaluated at any moment. */
export function metricQuery(query: string, lines: readonly FakeLine[]): Evaluator {
  if (query.startsWith('label_replace(')) {
    return unionOf(query.split(/ or (?=label_replace\()/).map((leg) => labelled(leg, lines)));
  }
  const quantile = /^quantile_over_time\(([\d.]+), ([\s\S]*) \[(\d+)ms\](?: offset (\d+)ms)?\) by \((.*)\)$/.exec(
    query
  );
  const sum = /^sum(?: by \((.*?)\) )?\((count|sum)_over_time\(([\s\S]*) \[(\d+)ms\](?: offset (\d+)ms)?\)\)$/.exec(
    query
  );
  if (quantile) {
    const [, q, selected, range, offset = '0', by] = quantile;
    return evaluator(lines, selected, { range, offset }, by, (values) => quantileOf(values, Number(q)));
  }
  if (sum) {
    const [, by = '', fn, selected, range, offset = '0'] = sum;
    const add = (values: number[]) => (fn === 'count' ? values.length : values.reduce((all, value) => all + value, 0));
    return evaluator(lines, selected, { range, offset }, by, add);
  }
  throw new LogqlError(`parse error : the fake does not know ${query}`);
}

/** What a metric query gives at a moment: numbers by their labels, as JSON. */
type Evaluator = (time: bigint) => Map<string, number>;

function unionOf(legs: readonly Evaluator[]): Evaluator {
  return (time) => new Map(legs.flatMap((leg) => [...leg(time)]));
}

/** `label_replace(query, "name", "value", "", "")`: one label more. */
function labelled(leg: string, lines: readonly FakeLine[]): Evaluator {
  const [, query, name, value] = /^label_replace\(([\s\S]*), "(\w+)", "(\w+)", "", ""\)$/.exec(leg) ?? [];
  const numbers = metricQuery(query, lines);
  return (time) =>
    new Map([...numbers(time)].map(([key, number]) => [JSON.stringify({ ...JSON.parse(key), [name]: value }), number]));
}

function evaluator(
  lines: readonly FakeLine[],
  selected: string,
  { range, offset }: { range: string; offset: string },
  by: string,
  fold: (values: number[]) => number
): Evaluator {
  const names = by.split(', ').filter((name) => name !== '');
  const passed = pass(selected, lines, names);
  if (passed.some(({ labels }) => labels.__error__)) {
    throw new LogqlError("pipeline error: 'JSONParserErr' for series");
  }
  const [rangeNs, offsetNs] = [BigInt(range) * 1_000_000n, BigInt(offset) * 1_000_000n];
  return (moment) => {
    const time = moment - offsetNs;
    const groups = new Map<string, number[]>();
    for (const { line, labels, value } of passed) {
      // A range begins after its start and holds its end.
      if (line.time > time - rangeNs && line.time <= time) {
        const key = JSON.stringify(Object.fromEntries(names.map((name) => [name, labels[name] ?? ''])));
        groups.set(key, [...(groups.get(key) ?? []), value]);
      }
    }
    return new Map([...groups].map(([key, values]) => [key, fold(values)]));
  };
}

/** @param hints the labels that the query groups by: Loki's logfmt parser looks at no other key */
function pass(query: string, lines: readonly FakeLine[], hints: readonly string[]): Passed[] {
  const text = query.replace(/#.*/g, '').trim();
  const matchers = text.slice(text.indexOf('{') + 1, text.indexOf('}'));
  const stages = splitOutsideQuotes(text.slice(text.indexOf('}') + 1), '|');
  return lines.flatMap((line) => {
    if (!splitOutsideQuotes(matchers, ',').every((matcher) => matches(matcher, line.labels))) {
      return [];
    }
    let passed: Passed | undefined = {
      line,
      labels: { ...line.labels, ...line.fields?.structuredMetadata, ...line.fields?.parsed },
      value: 1,
    };
    for (const stage of stages) {
      passed = passed && throughStage(stage, passed, hints);
    }
    return passed ? [passed] : [];
  });
}

function throughStage(stage: string, passed: Passed, hints: readonly string[]): Passed | undefined {
  const { labels, line } = passed;
  const [word] = stage.split(' ', 1);
  const rest = stage.slice(word.length).trim();
  switch (word) {
    case '=':
      return line.line.includes(JSON.parse(rest)) ? passed : undefined;
    case 'json':
      return { ...passed, labels: { ...labels, ...jsonFields(rest, line.line) } };
    case 'logfmt':
      return { ...passed, labels: { ...labels, ...logfmtFields(rest, line.line, hints) } };
    case 'drop': {
      const dropped = rest.split(', ');
      return {
        ...passed,
        labels: Object.fromEntries(Object.entries(labels).filter(([name]) => !dropped.includes(name))),
      };
    }
    case 'label_format': {
      const [, name, template] = /^(\w+)=`(.*)`$/.exec(rest) ?? [];
      return { ...passed, labels: { ...labels, [name]: format(template, labels) } };
    }
    case 'unwrap': {
      const [, name] = /(?<!\w)(\w+)\)?$/.exec(rest) ?? [];
      const value = rest.startsWith('duration(') ? goSeconds(labels[name] ?? '') : Number(labels[name] || 'none');
      return Number.isNaN(value)
        ? { ...passed, labels: { ...labels, __error__: 'SampleExtractionErr' } }
        : { ...passed, value };
    }
    default:
      return stage.split(' or ').some((any) =>
        any
          .replace(/[()]/g, '')
          .split(' and ')
          .every((one) => matches(one, labels))
      )
        ? passed
        : undefined;
  }
}

function matches(matcher: string, labels: Labels): boolean {
  const [, name, operator, quoted] = /^\s*(\w+)\s*(=~|!~|!=|=)\s*("[^]*")\s*$/.exec(matcher) ?? [];
  if (name === undefined) {
    throw new LogqlError(`parse error : the fake does not know the condition ${matcher}`);
  }
  const wanted: string = JSON.parse(quoted);
  const value = labels[name] ?? '';
  const isEqual = operator.includes('~') ? new RegExp(`^(?:${wanted})$`).test(value) : value === wanted;
  return operator.startsWith('!') ? !isEqual : isEqual;
}

/** `name="[\"a\"][\"b\"]"`: '' for what the line does not have. */
function jsonFields(expressions: string, line: string): Labels {
  let object: unknown;
  try {
    object = JSON.parse(line);
  } catch {
    return { __error__: 'JSONParserErr' };
  }
  return Object.fromEntries(
    assignments(expressions).map(([name, path]) => {
      const keys = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]/g)].map(([, key]): string => JSON.parse(`"${key}"`));
      const value = keys.reduce((at: unknown, key) => (isObject(at) ? at[key] : undefined), object);
      return [name, value === undefined || typeof value === 'object' ? '' : String(value)];
    })
  );
}

function logfmtFields(expressions: string, line: string, hints: readonly string[]): Labels {
  const found: Labels = {};
  if (!line.startsWith('{')) {
    forEachPair(line, (key, value) => (found[key] ??= value));
  }
  return Object.fromEntries(
    assignments(expressions).map(([name, key]) => [name, hints.includes(key) ? (found[key] ?? '') : ''])
  );
}

function assignments(expressions: string): Array<[name: string, value: string]> {
  return splitOutsideQuotes(expressions, ',').map((assignment) => {
    const [, name, quoted] = /^\s*(\w+)=("[^]*")\s*$/.exec(assignment) ?? [];
    return [name, JSON.parse(quoted)];
  });
}

/** The two templates that this source writes. */
function format(template: string, labels: Labels): string {
  const condition = /^\{\{if or (.*) ""\}\}(.*)\{\{end\}\}$/.exec(template);
  if (condition) {
    return condition[1].split(' ').some((name) => (labels[name.slice(1)] ?? '') !== '') ? condition[2] : '';
  }
  const [, fn, name] = /^\{\{printf "%\.1e" \((float64|duration_seconds) \.(\w+)\)\}\}$/.exec(template) ?? [];
  if (name === undefined) {
    throw new LogqlError(`parse error : the fake does not know the template ${template}`);
  }
  const value = fn === 'float64' ? Number(labels[name]) : goSeconds(labels[name]);
  return value.toExponential(1).replace(/e([+-])(\d)$/, 'e$10$2');
}

function goSeconds(text: string): number {
  const seconds: Labels = { ns: '1e-9', us: '1e-6', µs: '1e-6', ms: '1e-3', s: '1', m: '60', h: '3600' };
  const parts = [...text.matchAll(/(?<![\d.])([\d.]+)(ns|us|µs|ms|s|m|h)/g)];
  const whole = parts.map(([part]) => part).join('');
  return whole === text && text !== ''
    ? parts.reduce((sum, [, n, unit]) => sum + Number(n) * Number(seconds[unit]), 0)
    : NaN;
}

/** Prometheus' definition. */
function quantileOf(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  return sorted[lower] + (sorted[upper] - sorted[lower]) * (rank - lower);
}

/** Trimmed, without empty parts. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quote === '"' && char === '\\') {
      parts[parts.length - 1] += char + text[++i];
      continue;
    }
    if (char === quote) {
      quote = '';
    } else if (quote === '' && (char === '"' || char === '`')) {
      quote = char;
    }
    if (quote === '' && char === separator) {
      parts.push('');
    } else {
      parts[parts.length - 1] += char;
    }
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
