import { Column } from '../column';

/**
 * The nodes of a tree, which the host writes; src/analysis/forest/forest.ts says what they mean.
 */
export let child = changetype<Column<u32>>(0);
export let feature = changetype<Column<u16>>(0);
export let threshold = changetype<Column<f64>>(0);
export let pathLength = changetype<Column<f64>>(0);

/** Makes room for a tree of so many nodes. */
export function startNodes(most: i32): void {
  child = Column.of<u32>(most);
  feature = Column.of<u16>(most);
  threshold = Column.of<f64>(most);
  pathLength = Column.of<f64>(most);
}

export function childAt(): Column<u32> {
  return child;
}

export function featureAt(): Column<u16> {
  return feature;
}

export function thresholdAt(): Column<f64> {
  return threshold;
}

export function pathLengthAt(): Column<f64> {
  return pathLength;
}
