/** A row's bins fill one vector of 16 bytes. */
export const LANES = 16;

/**
 * A tree of 8 levels is 17 subtrees of 4 levels, 15 nodes each: one at the top and one below each of its 16 ways out.
 * In memory it is per subtree 16 bytes of features and 16 of thresholds; then the path length at each of the 256 leaves
 * (f64).
 */
export const LEVELS = 8;
export const SUBTREE_LEVELS = 4;
const SUBTREES = 17;
const SUBTREE_BYTES = 2 * LANES;
export const LEAVES_AT = SUBTREES * SUBTREE_BYTES;
export const TREE_BYTES = LEAVES_AT + (1 << LEVELS) * 8;

/** A node's question has a place: its subtree's lane. */
export const PLACES = SUBTREES * LANES;

/** Where the feature stands that is asked for at a place; the threshold stands LANES behind. */
export function featureOf(tree: usize, place: i32): usize {
  return tree + <usize>((place / LANES) * SUBTREE_BYTES + (place % LANES));
}

/**
 * Per set of answers to a subtree's questions the way out that they lead to: bit k is set where the row's value exceeds
 * node k's threshold, and the way's first bit, of 8, is set where the top node's is.
 */
const ways = memory.data(1 << 15);

/**
 * Finds the ways, doubling the sets known: one more answer changes the way where it led to that node, from which it
 * then leads to the right.
 */
export function findWays(): void {
  for (let level = 0; level < SUBTREE_LEVELS; level++) {
    const right = i8x16.splat(8 >> i8(level));
    for (let node = (1 << level) - 1, place = 0; place < 1 << level; node++, place++) {
      const sets = (<usize>1) << node;
      for (let set = ways; set < ways + sets; set += 16) {
        const way = v128.load(set);
        const leadsHere = i8x16.eq(i8x16.shr_u(way, SUBTREE_LEVELS - level), i8x16.splat(i8(place)));
        v128.store(set + sets, i8x16.add(way, v128.and(leadsHere, right)));
      }
    }
  }
}

/**
 * The inner loop of the forest's scores: every row of a block through one tree. All 15 questions of a subtree are asked
 * at once: `swizzle` fetches the feature that each node asks about, `gt_s` compares it with the node's threshold, and
 * `bitmask` gathers the answers to a number, by which `ways` knows the way out that they lead to.
 *
 * @param rows per row the bins of up to 16 features, a signed byte each
 * @param depths per row the sum of path lengths, which this tree's are added to (f64)
 */
export function addPathLengthsOf(tree: usize, rows: usize, count: i32, depths: usize): void {
  const topFeatures = v128.load(tree);
  const topThresholds = v128.load(tree, LANES);
  const leaves = tree + LEAVES_AT;
  const end = rows + <usize>(count * LANES);
  for (let row = rows; row < end; row += LANES) {
    const bins = v128.load(row);
    const top = i8x16.bitmask(i8x16.gt_s(i8x16.swizzle(bins, topFeatures), topThresholds));
    const way = <usize>load<u8>(ways + <usize>top);
    const subtree = tree + way * SUBTREE_BYTES;
    const features = v128.load(subtree, SUBTREE_BYTES);
    const thresholds = v128.load(subtree, SUBTREE_BYTES + LANES);
    const answers = i8x16.bitmask(i8x16.gt_s(i8x16.swizzle(bins, features), thresholds));
    const leaf = (way << 4) + <usize>load<u8>(ways + <usize>answers);
    store<f64>(depths, load<f64>(depths) + load<f64>(leaves + (leaf << 3)));
    depths += 8;
  }
}
