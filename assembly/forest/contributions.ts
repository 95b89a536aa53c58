import { Column } from '../features/column';
import { child, feature, pathLength, startNodes, threshold } from './nodes';

/** By row, of each feature its value, and what it changed. */
let samples = changetype<Column<f32>>(0);
let changes = changetype<Column<f64>>(0);
let length: i32 = 0;
let features: i32 = 0;

/** Makes room for so many rows, and for a tree of so many nodes. */
export function makeRoom(rows: i32, featureCount: i32, mostNodes: i32): void {
  length = rows;
  features = featureCount;
  samples = Column.of<f32>(length * features);
  changes = Column.zeros<f64>(length * features);
  startNodes(mostNodes);
}

export function samplesAt(): Column<f32> {
  return samples;
}

export function changesAt(): Column<f64> {
  return changes;
}

/**
 * Adds what each split of the tree on a row's way changed in the path that was to be expected before it, by the split's
 * feature.
 */
export function addChanges(): void {
  for (let row = 0, first = 0; row < length; row++, first += features) {
    let node: u32 = 0;
    let expected = pathLength[0];
    while (child[node] !== node) {
      const at = first + i32(feature[node]);
      node = child[node] + u32(f64(samples[at]) > threshold[node]);
      changes[at] += pathLength[node] - expected;
      expected = pathLength[node];
    }
  }
}
