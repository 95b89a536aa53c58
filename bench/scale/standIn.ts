/**
 * A stand-in for a Loki with as many logs as this machine can't hold: `standIn.ts LINES DAYS TO_MS` prints its address.
 * It answers what windows mode asks from counts per minute, and lines from the logs that were counted; it evaluates no
 * LogQL but that.
 */
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { LEVELS } from '../../src/logs/level';
import { toLine } from '../../src/sources/generated/formats';
import { copyMs, countedLogs, type Kind, p95Of } from './countedLogs';
import { MINUTE } from '../../src/time/units';

type Labels = Record<string, string>;
interface Stream {
  stream: Labels;
  values: Array<[time: string, line: string]>;
}
/** A number per series, by their labels as JSON. */
type Numbers = Map<string, number>;

const [lines, days, toMs] = process.argv.slice(2).map(Number);
const logs = countedLogs(lines, days, toMs);
const { table, copies, startMs, minutes, kinds, firstRow, atBorder } = logs;
const services = table.service.values;
const levels = LEVELS.map((level) => level.toLowerCase());

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://loopback');
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(answer(pathname, searchParams)));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});

function answer(path: string, params: URLSearchParams): unknown {
  const query = params.get('query') ?? '';
  if (path.endsWith('/drilldown-limits')) {
    return { limits: { max_entries_limit_per_query: 5000 } };
  }
  if (path.endsWith('/values')) {
    return { status: 'success', data: services };
  }
  if (params.has('limit')) {
    return success('streams', streams(query, ms(params, 'start'), ms(params, 'end'), Number(params.get('limit'))));
  }
  return path.endsWith('/query_range') ? matrix(query, params) : vector(query, ms(params, 'time'));
}

function success(resultType: string, result: unknown): unknown {
  return { status: 'success', data: { resultType, result } };
}

/** Nanoseconds, to the next millisecond. */
function ms(params: URLSearchParams, name: string): number {
  return Math.ceil(Number(params.get(name)) / 1e6);
}

function matrix(query: string, params: URLSearchParams): unknown {
  const series = new Map<string, Array<[number, string]>>();
  for (let end = ms(params, 'start'); end <= ms(params, 'end'); end += MINUTE) {
    for (const [labels, value] of numbers(query, end)) {
      const points = series.get(labels) ?? [];
      points.push([end / 1000, String(value)]);
      series.set(labels, points);
    }
  }
  return success(
    'matrix',
    [...series].map(([labels, values]) => ({ metric: JSON.parse(labels), values }))
  );
}

function vector(query: string, timeMs: number): unknown {
  const legs = query.split(/ or (?=label_replace\()/);
  const result = legs.flatMap((leg) => {
    const label = /, "(\w+)", "(\w+)", "", ""\)$/.exec(leg);
    const offset = Number(/ offset (\d+)ms/.exec(leg)?.[1] ?? 0);
    return [...numbers(leg, timeMs - offset)].map(([labels, value]) => ({
      metric: { ...JSON.parse(labels), ...(label && leg.startsWith('label_replace') && { [label[1]]: label[2] }) },
      value: [timeMs / 1000, String(value)],
    }));
  });
  return success('vector', result);
}

/** What a metric query gives for the range of time that ends at `endMs`. */
function numbers(query: string, endMs: number): Numbers {
  const rangeMs = Number(/\[(\d+)ms\]/.exec(query)?.[1]);
  const from = Math.max(0, Math.floor((endMs - rangeMs - startMs) / MINUTE));
  const to = Math.min(minutes, Math.ceil((endMs - startMs) / MINUTE));
  if (rangeMs === 1) {
    const count = atBorder[Math.min(minutes, Math.round((endMs - startMs) / MINUTE)) - 1] ?? 0;
    return new Map(count > 0 ? [['{}', count]] : []);
  }
  const found: Numbers = new Map();
  const isSelected = selected(query);
  const by = /by \(([^)]*)\)/.exec(query)?.[1].split(', ') ?? [];
  if (query.includes('seismolog_rounded')) {
    return rounded(isSelected, from, to);
  }
  if (query.includes('quantile_over_time')) {
    services.forEach((name, service) => {
      const p95 = isSelected({ service, level: 1, statusCode: 0 })
        ? p95Of(table, service, firstRow[from], firstRow[to])
        : NaN;
      if (!Number.isNaN(p95)) {
        found.set(JSON.stringify({ service_name: name }), p95);
      }
    });
    return found;
  }
  const isSum = query.includes('sum_over_time');
  for (const kind of kinds.filter(isSelected)) {
    let value = 0;
    for (let minute = from; minute < to; minute++) {
      value += isSum ? kind.sums[minute] : kind.counts[minute];
    }
    if (value > 0) {
      const labels = JSON.stringify(labelsOf(kind, by));
      found.set(labels, (found.get(labels) ?? 0) + value);
    }
  }
  return found;
}

function labelsOf({ service, level, statusCode }: Kind, by: readonly string[]): Labels {
  const all: Labels = {
    service_name: services[service],
    level: levels[level],
    seismolog_statuscode: statusCode > 0 ? String(statusCode) : '',
    seismolog_response: 'y',
  };
  return Object.fromEntries(by.filter((name) => all[name]).map((name) => [name, all[name]]));
}

function rounded(
  isSelected: (kind: Pick<Kind, 'service' | 'level' | 'statusCode'>) => boolean,
  from: number,
  to: number
) {
  const found: Numbers = new Map();
  const counts = new Map<string, number>();
  for (let row = firstRow[from]; row < firstRow[to]; row++) {
    const service = table.service.codes[row];
    if (isSelected({ service, level: 1, statusCode: 0 })) {
      const key = `${service} ${table.responseTime[row].toExponential(1)}`;
      counts.set(key, (counts.get(key) ?? 0) + copies);
    }
  }
  for (const [key, count] of counts) {
    const [service, value] = key.split(' ');
    const digits = value.replace(/e([+-])(\d)$/, 'e$10$2');
    found.set(JSON.stringify({ service_name: services[Number(service)], seismolog_rounded: digits }), count);
  }
  return found;
}

/** By the conditions that windows mode writes. */
function selected(query: string): (kind: Pick<Kind, 'service' | 'level' | 'statusCode'>) => boolean {
  const names = /service_name=~"([^"]*)"/.exec(query)?.[1];
  const isNamed =
    names === undefined || names === '.+'
      ? undefined
      : new Set(names.split('|').map((name) => name.replace(/\\/g, '')));
  const ofLevel = /level=~"([^"]*)"/.exec(query)?.[1].split('|');
  const others = new Set([...query.matchAll(/level!="([^"]*)"/g)].map(([, level]) => level));
  const failed = query.includes('[45][0-9][0-9]');
  return ({ service, level, statusCode }) =>
    (!isNamed || isNamed.has(services[service])) &&
    (!ofLevel || ofLevel.includes(levels[level])) &&
    !others.has(levels[level]) &&
    (!failed || statusCode >= 400);
}

/** The first lines of a span. */
function streams(query: string, fromMs: number, untilMs: number, limit: number): unknown[] {
  const isSelected = selected(query);
  const found: Array<{ ms: number; row: number; copy: number }> = [];
  const last = Math.min(minutes - 1, Math.ceil((untilMs - startMs) / MINUTE));
  for (
    let minute = Math.max(0, Math.floor((fromMs - startMs) / MINUTE));
    minute <= last && found.length < limit;
    minute++
  ) {
    const own: typeof found = [];
    for (let row = firstRow[minute]; row < firstRow[minute + 1]; row++) {
      const kind = { service: table.service.codes[row], level: table.level[row], statusCode: table.statusCode[row] };
      for (let copy = 0; copy < copies && isSelected(kind); copy++) {
        const at = copyMs(logs, row, copy);
        if (at >= fromMs && at < untilMs) {
          own.push({ ms: at, row, copy });
        }
      }
    }
    found.push(...own.sort((a, b) => a.ms - b.ms || a.row - b.row || a.copy - b.copy));
  }
  const byStream = new Map<string, Stream>();
  for (const { ms: at, row, copy } of found.slice(0, limit)) {
    const stream = { service_name: services[table.service.codes[row]], level: levels[table.level[row]] };
    const key = JSON.stringify(stream);
    const own: Stream = byStream.get(key) ?? { stream, values: [] };
    byStream.set(key, own);
    own.values.push([`${at}${String((row * 31 + copy) % 1_000_000).padStart(6, '0')}`, toLine(table, row, 'ndjson')]);
  }
  return [...byStream.values()];
}
