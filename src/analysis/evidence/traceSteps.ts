import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type TraceStep } from './lineEvidence';
import { type MessageGroups } from '../messages/messageGroups';

/** Groups of fewer lines are too rare to say what follows them. */
const MIN_LINES = 50;

/** Below this share of its lines what follows a group most often is one of many that may. */
const MIN_SHARE = 0.5;

/** Cells of all steps together. */
const MAX_CELLS = 1_000_000;

/** There is no next line in the trace, or it is not known yet. */
const NONE = -1;
const CUT_OFF = -2;

/**
 * What comes next in a trace: for each group of line the group that mostly follows it, and per window how often it did
 * not. A first-order model of the work that a trace records, after Du et al., DeepLog (CCS 2017), without its network.
 * Linear, and without a table of pairs: the majority is found by Boyer and Moore's vote (1981).
 *
 * A line that is repeated is one line. Where an error came instead, that call did not fail silently: the errors of its
 * service are judged, not the step. Where the logs end, or a gap in them begins, traces are cut off, and what is
 * missing says nothing.
 *
 * @param dataEnds 1: the last window with logs before a gap in all of them, or before the end
 */
export function traceSteps(
  table: LogTable,
  windows: WindowTable,
  { ofRow, totals, firstRow }: MessageGroups,
  windowOfRow: Int32Array,
  dataEnds: Uint8Array
): TraceStep[] {
  const { length, message, service } = table;
  const next = successors(table, ofRow, (row) => dataEnds[windowOfRow[row]] === 1);
  const usual = majorities(ofRow, next, totals.length);

  const isError = errorGroups(table, ofRow, totals);
  const all = new Uint32Array(totals.length);
  const hits = new Uint32Array(totals.length);
  for (let row = 0; row < length; row++) {
    const group = ofRow[row];
    if (next[row] !== CUT_OFF) {
      all[group]++;
      hits[group] += next[row] === usual[group] ? 1 : 0;
    }
  }
  const kept = Array.from(totals.keys())
    .filter((group) => usual[group] >= 0 && all[group] >= MIN_LINES && hits[group] >= MIN_SHARE * all[group])
    .sort((a, b) => all[b] - all[a] || a - b)
    .slice(0, Math.floor(MAX_CELLS / (2 * windows.windowCount)));
  if (kept.length === 0) {
    return [];
  }
  // Steps to the same line are one, whoever takes them: the most frequent one stands for them.
  const awaited = [...new Set(kept.map((group) => usual[group]))];
  const slotOf = new Map(awaited.map((group, slot) => [group, slot]));
  const slots = new Int32Array(totals.length).fill(-1);
  kept.forEach((group) => (slots[group] = slotOf.get(usual[group]) ?? -1));
  const firsts = awaited.map(() => new Uint32Array(windows.windowCount));
  const misses = awaited.map(() => new Uint32Array(windows.windowCount));
  for (let row = 0; row < length; row++) {
    const group = ofRow[row];
    const slot = slots[group];
    const window = windowOfRow[row];
    if (slot < 0 || window < 0 || next[row] === CUT_OFF) {
      continue;
    }
    if (next[row] === usual[group]) {
      firsts[slot][window]++;
    } else if (next[row] === NONE || isError[next[row]] === 0) {
      firsts[slot][window]++;
      misses[slot][window]++;
    }
  }
  const serviceIndex = new Map(windows.services.map((name, index) => [name, index]));
  const sideOf = (group: number) => {
    const row = firstRow[group];
    return {
      service: serviceIndex.get(service.values[service.codes[row]]) ?? 0,
      example: message.values.at(message.codes[row]),
    };
  };
  return awaited.map((group, slot) => ({
    first: sideOf(kept.find((first) => usual[first] === group) ?? group),
    next: sideOf(group),
    firsts: firsts[slot],
    misses: misses[slot],
  }));
}

/** 1 for the groups most of whose lines are errors. */
function errorGroups({ length, level }: LogTable, ofRow: Int32Array, totals: ArrayLike<number>): Uint8Array {
  const errors = new Uint32Array(totals.length);
  for (let row = 0; row < length; row++) {
    errors[ofRow[row]] += level[row] >= ERROR ? 1 : 0;
  }
  return Uint8Array.from(errors, (count, group) => (2 * count > totals[group] ? 1 : 0));
}

/** The group of the line that comes next in each row's trace; of a repeated line, only the last one has a next. */
function successors({ length, traceId }: LogTable, ofRow: Int32Array, isCutOff: (row: number) => boolean): Int32Array {
  const next = new Int32Array(length).fill(CUT_OFF);
  const last = new Int32Array(traceId.values.length).fill(-1);
  for (let row = 0; row < length; row++) {
    const trace = traceId.codes[row];
    if (trace === 0) {
      continue;
    }
    const before = last[trace];
    if (before >= 0 && ofRow[before] !== ofRow[row]) {
      next[before] = ofRow[row];
    }
    last[trace] = row;
  }
  for (let trace = 0; trace < last.length; trace++) {
    const row = last[trace];
    if (row >= 0 && !isCutOff(row)) {
      next[row] = NONE;
    }
  }
  return next;
}

/** The successor that each group has in most of its rows, if any has the majority; else any one of them. */
function majorities(ofRow: Int32Array, next: Int32Array, groups: number): Int32Array {
  const candidate = new Int32Array(groups).fill(NONE);
  const votes = new Int32Array(groups);
  for (let row = 0; row < next.length; row++) {
    const group = ofRow[row];
    if (next[row] === CUT_OFF) {
      continue;
    }
    if (votes[group] === 0) {
      candidate[group] = next[row];
    }
    votes[group] += candidate[group] === next[row] ? 1 : -1;
  }
  return candidate;
}
