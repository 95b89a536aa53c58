import { type LogTable } from '../../logs/logTable';
import { numberRoughly } from './numberMessages';
import { textReader } from './readTexts';
import { type WindowTable } from '../../logs/windowTable';

/** How full something is, by what lines of one group say of it. */
export interface Gauge {
  /** Index into `windows.services`. */
  readonly service: number;
  /** The lines, with their numbers as <*>. */
  readonly template: string;
  readonly example: string;
  /** Ascending. */
  readonly timeMs: Float64Array;
  /** Percent of the limit that the lines name, 0 to 100 and above. */
  readonly percent: Float64Array;
}

/** Cheap enough for every message: what a gauge with a limit cannot do without. */
const MAY_NAME_A_LIMIT = /\b(?:of|percent|pct|limit|max\w*|capacity)\b|\d ?\/ ?\d/i;

/** What can run full. Other percentages, of work that is done or of caches that hit, rise to 100 and all is well. */
const RESOURCE =
  /memory|heap|\bram\b|swap|disk|volume|storage|file ?system|partition|inode|\bcpu\b|pool|connection|thread|worker|queue|backlog|buffer|quota|capacity|limit|descriptor|usage|utili[sz]ation|\bused\b|\bfull\b|saturat/i;
const NO_LOAD = /progress|complet|\bdone\b|finished|\bhit\b|success|uptime|download|upload|migrat|rollout|sampl/i;
/** What is left of it falls to 0 instead. */
const LEFT = /\bfree\b|\bleft\b|available|remaining|headroom/i;

const PERCENT = /(?<![\w.-])(\d+(?:\.\d+)?) ?(?:%|percent\b|pct\b)/i;
/** "120 of 500", "1.5GB / 2GB", "queue length 120, limit 500", "active=48 max=50". */
const OF_LIMIT =
  /(?<![\w.-])(\d+(?:\.\d+)?) ?([a-z]{0,3})\b[^\d]{0,20}?(?:\bof\b|\/|\blimit\b|\bmax\w{0,20}\b|\bcapacity\b)[^\d]{0,3}(\d+(?:\.\d+)?) ?([a-z]{0,3})\b/i;

/** Numbers, and ids in hexadecimal. */
const NUMBER = /\b(?=[a-f]*\d)[0-9a-f]{8,}\b|(?<![\w.-])\d+(?:\.\d+)?/gi;

/** TextGroups of lines with a gauge, at most: each holds its values. */
const MAX_GAUGES = 2000;

/**
 * The gauges that messages name, by service and group of line: those that have a limit, a percentage of something that
 * can run full or a number "of" another. Each different message is read once, and none of a group whose first one names
 * no limit.
 *
 * @param groups of the different messages, where they are known already: those that differ in values alone are of one
 */
export function findGauges(
  { message, service, timeMs, length }: LogTable,
  windows: WindowTable,
  groups = numberRoughly(message.values)
): Gauge[] {
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const indexOfCode = Int32Array.from(service.values, (name) => serviceIndex.get(name) ?? -1);
  const endMs = windows.startMs + windows.windowCount * windows.windowMs;
  const state = new Uint8Array(message.values.length);
  const stateOfGroup = new Uint8Array(groups.count);
  const readingOf = gaugesOf(message.values);
  const read: Array<Reading | null> = [];
  const found = new Map<string, GrowingGauge>();
  for (let row = 0; row < length; row++) {
    const code = message.codes[row];
    if (state[code] === UNREAD) {
      const group = groups.ofText[code];
      if (stateOfGroup[group] === UNREAD) {
        stateOfGroup[group] = mayNameALimit(message.values.at(code)) ? GAUGE : NO_GAUGE;
      }
      read[code] = stateOfGroup[group] === GAUGE ? readingOf(code) : null;
      state[code] = read[code] ? GAUGE : NO_GAUGE;
    }
    const reading = state[code] === GAUGE ? read[code] : null;
    const index = indexOfCode[service.codes[row]];
    if (!reading || index < 0 || timeMs[row] < windows.startMs || timeMs[row] >= endMs) {
      continue;
    }
    const key = `${index} ${reading.template}`;
    let gauge = found.get(key);
    if (!gauge && found.size < MAX_GAUGES) {
      gauge = {
        service: index,
        template: reading.template,
        example: message.values.at(code),
        timeMs: [],
        percent: [],
      };
      found.set(key, gauge);
    }
    gauge?.timeMs.push(timeMs[row]);
    gauge?.percent.push(reading.percent);
  }
  return [...found.values()].map((gauge) => ({
    ...gauge,
    timeMs: Float64Array.from(gauge.timeMs),
    percent: Float64Array.from(gauge.percent),
  }));
}

const gaugesOf = textReader((message) => readGauge(message) ?? null);

const UNREAD = 0;
const NO_GAUGE = 1;
const GAUGE = 2;

/** What one message says. */
export interface Reading {
  readonly percent: number;
  /** The message, its numbers as <*>. */
  readonly template: string;
}

interface GrowingGauge extends Omit<Gauge, 'timeMs' | 'percent'> {
  readonly timeMs: number[];
  readonly percent: number[];
}

/** How full a message says that something is. Undefined: it says no such thing. */
export function readGauge(message: string): Reading | undefined {
  if (!mayNameALimit(message) || !RESOURCE.test(message) || NO_LOAD.test(message)) {
    return undefined;
  }
  const share = percentOf(message);
  if (share === undefined) {
    return undefined;
  }
  const percent = LEFT.test(message) ? 100 - share : share;
  return { percent, template: message.replace(NUMBER, '<*>') };
}

function mayNameALimit(message: string): boolean {
  return message.includes('%') || MAY_NAME_A_LIMIT.test(message);
}

function percentOf(message: string): number | undefined {
  const percent = PERCENT.exec(message);
  if (percent) {
    return Number(percent[1]);
  }
  const [, part, unit, whole, wholeUnit] = OF_LIMIT.exec(message) ?? [];
  const comparable = part !== undefined && (unit === wholeUnit || unit === '' || wholeUnit === '');
  return comparable && Number(whole) > 0 ? (100 * Number(part)) / Number(whole) : undefined;
}
