/**
 * Codes of strings told by their bytes: a hash table with open addressing, so that a string that was seen before is found
 * without being made. Strings live in the bytes of one file.
 */
export class ByteDictionary {
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  private starts = new Float64Array(512);
  private lengths = new Int32Array(512);
  private codes = new Int32Array(512);
  private count = 0;

  /** @param create gives the code of a string that was not seen before. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly create: (start: number, end: number, kind: number) => number
  ) {}

  /** @param kind the same bytes of another kind are another string: those with escapes, say. */
  codeOf(start: number, end: number, kind: number): number {
    const hash = hashOf(this.bytes, start, end, kind);
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.slots[slot]; entry >= 0; entry = this.slots[slot]) {
      // Equal bytes of two kinds never have the same hash: each step of it can be undone.
      if (this.hashes[entry] === hash && this.isSame(entry, start, end)) {
        return this.codes[entry];
      }
      slot = (slot + 1) & mask;
    }
    return this.add(slot, hash, start, end, kind);
  }

  private isSame(entry: number, start: number, end: number): boolean {
    const { bytes } = this;
    if (this.lengths[entry] !== end - start) {
      return false;
    }
    for (let i = start, j = this.starts[entry]; i < end; i++, j++) {
      if (bytes[i] !== bytes[j]) {
        return false;
      }
    }
    return true;
  }

  private add(slot: number, hash: number, start: number, end: number, kind: number): number {
    if (this.count === this.hashes.length) {
      slot = this.grow(hash);
    }
    const code = this.create(start, end, kind);
    const entry = this.count++;
    this.slots[slot] = entry;
    this.hashes[entry] = hash;
    this.starts[entry] = start;
    this.lengths[entry] = end - start;
    this.codes[entry] = code;
    return code;
  }

  /** Makes room for twice as many. @returns the free slot for a hash. */
  private grow(hash: number): number {
    const capacity = this.hashes.length * 2;
    const longer = <Column extends Int32Array | Float64Array>(column: Column, into: Column): Column => {
      into.set(column);
      return into;
    };
    this.hashes = longer(this.hashes, new Int32Array(capacity));
    this.starts = longer(this.starts, new Float64Array(capacity));
    this.lengths = longer(this.lengths, new Int32Array(capacity));
    this.codes = longer(this.codes, new Int32Array(capacity));
    this.slots = new Int32Array(capacity * 2).fill(-1);
    for (let entry = 0; entry < this.count; entry++) {
      this.slots[this.freeSlot(this.hashes[entry])] = entry;
    }
    return this.freeSlot(hash);
  }

  private freeSlot(hash: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] >= 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** Four bytes at a time, mixed as MurmurHash3 does. */
function hashOf(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    hash = Math.imul(hash ^ word, 0x5bd1e995);
    hash = (hash << 13) | (hash >>> 19);
  }
  for (; at < end; at++) {
    hash = Math.imul(hash ^ bytes[at], 0x5bd1e995);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
