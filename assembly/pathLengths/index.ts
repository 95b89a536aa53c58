import { Column, mark, release } from '../column';
import { startNodes } from './nodes';
import { Binner, binColumn, binOfThreshold, createBinner, hasRoom, insert, isExceedable, layOutCells } from './binning';
import { addPathLengthsOf, featureOf, findWays, LANES, LEVELS, PLACES, TREE_BYTES } from './block';
import { layOut } from './layout';

export { childAt, featureAt, pathLengthAt, thresholdAt } from './nodes';

const MAX_NODES = (2 << LEVELS) - 1;

/** What was taken before is given back by the next start. */
const base = mark();

/** Of rows that are scored at once: their values by feature, their bins, and the sums of their path lengths. */
let mostRows: i32 = 0;
let values = changetype<Column<f32>>(0);
let bins: usize = 0;
let depths = changetype<Column<f64>>(0);

let features: i32 = 0;

/** The trees, laid out one after the other, and the thresholds of each. */
let trees: usize = 0;
let treeCount: i32 = 0;
let thresholds = changetype<Column<f64>>(0);

/** Batches of trees in a row that share one binning of the rows: the end of each, and of each a binner a feature. */
let batches: i32 = 0;
let ends = changetype<Column<i32>>(0);
let binners = changetype<Column<Binner>>(0);
/** Of each feature how often a tree asks for it. */
let splits = changetype<Column<i32>>(0);

/** Makes room for so many trees over so many features, at most 16. */
export function start(featureCount: i32, mostTrees: i32, rowsAtOnce: i32): void {
  release(base);
  treeCount = 0;
  batches = 0;
  findWays();
  mostRows = rowsAtOnce;
  values = Column.of<f32>(mostRows * featureCount);
  bins = changetype<usize>(Column.of<u64>((mostRows * LANES) >> 3));
  depths = Column.of<f64>(mostRows);
  features = featureCount;
  trees = changetype<usize>(Column.of<u8>(mostTrees * TREE_BYTES));
  thresholds = Column.of<f64>(mostTrees * PLACES);
  ends = Column.of<i32>(mostTrees);
  binners = Column.of<Binner>(mostTrees * features);
  splits = Column.of<i32>(features);
  startNodes(MAX_NODES);
}

/** Where the values of the rows are to be written, feature by feature, each as long as there are rows at most. */
export function valuesAt(): Column<f32> {
  return values;
}

/** Where the sums of path lengths stand, which those of the trees are added to. */
export function depthsAt(): Column<f64> {
  return depths;
}

/** Adds the tree whose nodes were written: to the last batch, if its thresholds have room there. */
export function addTree(): void {
  const tree = treeAt(treeCount);
  const own = thresholdsOf(treeCount);
  layOut(tree, own);
  if (batches === 0 || !hasRoomFor(tree, own)) {
    const added = binnersOf(batches++);
    for (let f = 0; f < features; f++) {
      added[f] = createBinner();
    }
  }
  const last = binnersOf(batches - 1);
  for (let place = 0; place < PLACES; place++) {
    if (isExceedable(own[place])) {
      insert(last[load<u8>(featureOf(tree, place))], own[place]);
    }
  }
  ends[batches - 1] = ++treeCount;
}

/** Whether the last batch has room for the tree's thresholds. */
function hasRoomFor(tree: usize, own: Column<f64>): bool {
  for (let f = 0; f < features; f++) {
    splits[f] = 0;
  }
  for (let place = 0; place < PLACES; place++) {
    if (isExceedable(own[place])) {
      splits[load<u8>(featureOf(tree, place))]++;
    }
  }
  const last = binnersOf(batches - 1);
  for (let f = 0; f < features; f++) {
    if (!hasRoom(last[f], splits[f])) {
      return false;
    }
  }
  return true;
}

/** To be called when all trees are added. */
export function finish(): void {
  for (let batch = 0, tree = 0; batch < batches; batch++) {
    const own = binnersOf(batch);
    for (let f = 0; f < features; f++) {
      layOutCells(own[f]);
    }
    for (; tree < ends[batch]; tree++) {
      placeThresholds(treeAt(tree), thresholdsOf(tree), own);
    }
  }
}

function placeThresholds(tree: usize, own: Column<f64>, among: Column<Binner>): void {
  for (let place = 0; place < PLACES; place++) {
    const at = featureOf(tree, place);
    store<i8>(at, binOfThreshold(among[load<u8>(at)], own[place]), LANES);
  }
}

/** Adds the path lengths of so many rows over all trees. */
export function addPathLengths(rows: i32): void {
  for (let batch = 0, tree = 0; batch < batches; batch++) {
    const own = binnersOf(batch);
    for (let f = 0; f < features; f++) {
      binColumn(own[f], values.from(f * mostRows), rows, bins + <usize>f, LANES);
    }
    for (; tree < ends[batch]; tree++) {
      addPathLengthsOf(treeAt(tree), bins, rows, changetype<usize>(depths));
    }
  }
}

function treeAt(tree: i32): usize {
  return trees + <usize>(tree * TREE_BYTES);
}

function thresholdsOf(tree: i32): Column<f64> {
  return thresholds.from(tree * PLACES);
}

function binnersOf(batch: i32): Column<Binner> {
  return binners.from(batch * features);
}
