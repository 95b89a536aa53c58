import { grow } from '../../logs/take';

/**
 * Codes of strings, looked up by their bytes: a hash table with open addressing, so that a string seen before is
 * found without being made. Strings live in the bytes of one file.
 */
export class ByteDictionary {
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  private starts = new Uint32Array(512);
  private lengths = new Int32Array(512);
  private kinds = new Uint8Array(512);
  private codes = new Int32Array(512);
  private count = 0;

  private readonly view: DataView;

  /** @param create gives the code of a string that was not seen before */
  constructor(
    bytes: Uint8Array,
    private readonly create: (start: number, end: number, kind: number) => number
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @param kind the same bytes of another kind are another string: those with escapes, say. */
  codeOf(start: number, end: number, kind: number): number {
    const hash = hashOf(this.view, start, end, kind);
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
    const { view } = this;
    if (this.lengths[entry] !== end - start) {
      return false;
    }
    let i = start;
    let j = this.starts[entry];
    for (; i + 4 <= end; i += 4, j += 4) {
      if (view.getInt32(i, true) !== view.getInt32(j, true)) {
        return false;
      }
    }
    for (; i < end; i++, j++) {
      if (view.getUint8(i) !== view.getUint8(j)) {
        return false;
      }
    }
    return true;
  }

  private add(slot: number, hash: number, start: number, end: number, kind: number): number {
    if (this.count === this.hashes.length) {
      slot = this.makeRoom(hash);
    }
    const entry = this.count++;
    const code = this.create(start, end, kind);
    this.slots[slot] = entry;
    this.hashes[entry] = hash;
    this.starts[entry] = start;
    this.lengths[entry] = end - start;
    this.kinds[entry] = kind;
    this.codes[entry] = code;
    return code;
  }

  /** Makes room for twice as many. @returns the free slot for a hash. */
  private makeRoom(hash: number): number {
    const capacity = this.hashes.length * 2;
    this.hashes = grow(this.hashes, new Int32Array(capacity));
    this.starts = grow(this.starts, new Uint32Array(capacity));
    this.lengths = grow(this.lengths, new Int32Array(capacity));
    this.kinds = grow(this.kinds, new Uint8Array(capacity));
    this.codes = grow(this.codes, new Int32Array(capacity));
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
function hashOf(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x5bd1e995);
    hash = (hash << 13) | (hash >>> 19);
  }
  for (; at < end; at++) {
    hash = Math.imul(hash ^ view.getUint8(at), 0x5bd1e995);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
