/**
 * The inner loop of the forest's scores: every row of a block through one tree, both laid out by simdScorer.ts.
 *
 * A tree of 8 levels is 17 subtrees of 4 levels, 15 nodes each: one at the top and one below each of its 16 ways out. All 15
 * questions of a subtree are asked at once: `swizzle` fetches the feature that each node asks about, `gt_s` compares it with
 * the node's threshold, and `bitmask` gathers the answers to a number, by which `ways` tells the way out that they lead to.
 *
 * @param rows per row the bins of up to 16 features, a signed byte each
 * @param count rows
 * @param tree per subtree 16 bytes of features and 16 of thresholds; then the path length at each of the 256 leaves (f64)
 * @param ways per set of answers the way out, 0 to 15: a byte each
 * @param depths per row the sum of path lengths, which this tree's are added to (f64)
 */
export function addPathLengths(rows: usize, count: i32, tree: usize, ways: usize, depths: usize): void {
  const topFeatures = v128.load(tree);
  const topThresholds = v128.load(tree, 16);
  const leaves = tree + 17 * 32;
  const end = rows + ((<usize>count) << 4);
  for (let row = rows; row < end; row += 16) {
    const bins = v128.load(row);
    const top = i8x16.bitmask(i8x16.gt_s(i8x16.swizzle(bins, topFeatures), topThresholds));
    const way = <usize>load<u8>(ways + <usize>top);
    const subtree = tree + (way << 5);
    const features = v128.load(subtree, 32);
    const thresholds = v128.load(subtree, 48);
    const answers = i8x16.bitmask(i8x16.gt_s(i8x16.swizzle(bins, features), thresholds));
    const leaf = (way << 4) + <usize>load<u8>(ways + <usize>answers);
    store<f64>(depths, load<f64>(depths) + load<f64>(leaves + (leaf << 3)));
    depths += 8;
  }
}
