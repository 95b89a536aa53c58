import { Column, mark, release } from '../features/column';
import { int, loadStream, saveStream, startStream } from './random';
import { makeRoom } from './contributions';
import { growTree, startTrees } from './tree';

export { addChanges, changesAt, samplesAt } from './contributions';
export { childAt, featureAt, pathLengthAt, thresholdAt } from './nodes';
export { averagesAt, depth, orderAt } from './tree';

/** What was taken before is given back by whatever starts. */
const base = mark();

const STREAM_BYTES = 16;

let length: i32 = 0;
let features: i32 = 0;
let maxSamples: i32 = 0;

/** All rows, in whatever order the last draw left them. */
let rows = changetype<Column<u32>>(0);
/** A column at a time: all of them would take many times the memory. */
let column = changetype<Column<f32>>(0);
/** Of each tree the rows that it is grown from, their values by feature, and where its stream of random numbers is. */
let drawn = changetype<Column<u32>>(0);
let samples = changetype<Column<f32>>(0);
let streams: usize = 0;

/** Starts a forest: makes room for rows of so many features, and for the samples of so many trees at once. */
export function start(rowCount: i32, featureCount: i32, samplesPerTree: i32, trees: i32): void {
  release(base);
  length = rowCount;
  features = featureCount;
  maxSamples = samplesPerTree;
  rows = Column.of<u32>(length);
  for (let row = 0; row < length; row++) {
    rows[row] = row;
  }
  column = Column.of<f32>(length);
  drawn = Column.of<u32>(trees * maxSamples);
  samples = Column.of<f32>(trees * maxSamples * features);
  streams = changetype<usize>(Column.of<u32>(4 * trees));
  startTrees(features, maxSamples);
}

/** Where a column's values are to be written. */
export function columnAt(): Column<f32> {
  return column;
}

/**
 * Draws a tree's rows, without replacement: the first steps of a Fisher-Yates shuffle. The stream of random numbers is
 * its own.
 */
export function draw(tree: i32, a: u32, b: u32, c: u32): void {
  startStream(a, b, c);
  const own = drawn.from(tree * maxSamples);
  for (let i = 0; i < maxSamples; i++) {
    const at = i + int(length - i);
    const row = rows[at];
    rows[at] = rows[i];
    rows[i] = row;
    own[i] = row;
  }
  saveStream(streams + <usize>(tree * STREAM_BYTES));
}

/** Gives a tree the values of its rows in the column. */
export function gather(tree: i32, feature: i32): void {
  const own = drawn.from(tree * maxSamples);
  const values = samplesOf(tree).from(feature * maxSamples);
  for (let i = 0; i < maxSamples; i++) {
    values[i] = column[own[i]];
  }
}

/**
 * @param seen how many features it may split on
 * @returns how many nodes it has
 */
export function grow(tree: i32, seen: i32, maxDepth: i32): i32 {
  loadStream(streams + <usize>(tree * STREAM_BYTES));
  return growTree(samplesOf(tree), seen, maxDepth);
}

function samplesOf(tree: i32): Column<f32> {
  return samples.from(tree * maxSamples * features);
}

/** Starts contributions: makes room for so many rows, and for a tree of so many nodes. */
export function startContributions(rowCount: i32, featureCount: i32, mostNodes: i32): void {
  release(base);
  makeRoom(rowCount, featureCount, mostNodes);
}
