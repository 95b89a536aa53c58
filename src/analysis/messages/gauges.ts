import { type LogTable } from '../../logs/logTable';
import { numberRoughly } from './numberMessages';
import { type WindowTable } from '../../logs/windowTable';

/** How full something is, by what lines of one kind say of it. */
export interface Figure {
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

/** Cheap enough for every message: what a figure with a limit cannot do without. */
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

/** Kinds of lines with a figure, at most: each holds its values. */
const MAX_FIGURES = 2000;

/**
 * The figures that messages name, by service and kind of line: those that have a limit, a percentage of something that can
 * run full or a number "of" another. Each different message is read once, and none of a kind whose first one names no limit.
 *
 * @param kinds of the different messages, where they are known already: those that differ in values alone are of one
 */
export function findFigures(
  { message, service, timeMs, length }: LogTable,
  windows: WindowTable,
  kinds = numberRoughly(message.values)
): Figure[] {
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const indexOfCode = Int32Array.from(service.values, (name) => serviceIndex.get(name) ?? -1);
  const endMs = windows.startMs + windows.windows * windows.windowMs;
  const state = new Uint8Array(message.values.length);
  const stateOfKind = new Uint8Array(kinds.count);
  const read: Array<Reading | undefined> = [];
  const found = new Map<string, GrowingFigure>();
  for (let row = 0; row < length; row++) {
    const code = message.codes[row];
    if (state[code] === UNREAD) {
      const kind = kinds.ofText[code];
      if (stateOfKind[kind] === UNREAD) {
        stateOfKind[kind] = mayNameALimit(message.values.at(code)) ? FIGURE : NO_FIGURE;
      }
      read[code] = stateOfKind[kind] === FIGURE ? readFigure(message.values.at(code)) : undefined;
      state[code] = read[code] ? FIGURE : NO_FIGURE;
    }
    const reading = state[code] === FIGURE ? read[code] : undefined;
    const index = indexOfCode[service.codes[row]];
    if (!reading || index < 0 || timeMs[row] < windows.startMs || timeMs[row] >= endMs) {
      continue;
    }
    const key = `${index} ${reading.template}`;
    let figure = found.get(key);
    if (!figure && found.size < MAX_FIGURES) {
      figure = {
        service: index,
        template: reading.template,
        example: message.values.at(code),
        timeMs: [],
        percent: [],
      };
      found.set(key, figure);
    }
    figure?.timeMs.push(timeMs[row]);
    figure?.percent.push(reading.percent);
  }
  return [...found.values()].map((figure) => ({
    ...figure,
    timeMs: Float64Array.from(figure.timeMs),
    percent: Float64Array.from(figure.percent),
  }));
}

const UNREAD = 0;
const NO_FIGURE = 1;
const FIGURE = 2;

/** What one message says. */
export interface Reading {
  readonly percent: number;
  /** The message, its numbers as <*>. */
  readonly template: string;
}

interface GrowingFigure extends Omit<Figure, 'timeMs' | 'percent'> {
  readonly timeMs: number[];
  readonly percent: number[];
}

/** How full a message says that something is. Undefined: it says no such thing. */
export function readFigure(message: string): Reading | undefined {
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
