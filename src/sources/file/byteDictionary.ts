import { type DictionaryBuilder } from '../../logs/dictionaryBuilder';

/**
 * Codes of strings told by their bytes: a hash table with open addressing, so that a string that was seen before is found
 * without being made. Strings live in the bytes of one file.
 */
export class ByteDictionary {
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  private starts = new Float64Array(512);
  private lengths = new Int32Array(512);
  private codes = new Uint32Array(512);
  private count = 0;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(
    private readonly bytes: Uint8Array,
    private readonly strings: DictionaryBuilder
  ) {}

  /** @param isEscaped the bytes are the inside of a quoted cell in which a quote is written twice. */
  codeOf(start: number, end: number, isEscaped: boolean): number {
    const { bytes } = this;
    let hash = isEscaped ? -1 : -2_128_831_035; // FNV-1a
    for (let i = start; i < end; i++) {
      hash = Math.imul(hash ^ bytes[i], 16_777_619);
    }
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.slots[slot]; entry >= 0; entry = this.slots[slot]) {
      if (this.hashes[entry] === hash && this.isSame(entry, start, end)) {
        return this.codes[entry];
      }
      slot = (slot + 1) & mask;
    }
    return this.add(slot, hash, start, end, isEscaped);
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

  private add(slot: number, hash: number, start: number, end: number, isEscaped: boolean): number {
    if (this.count === this.hashes.length) {
      slot = this.grow(hash);
    }
    const text = this.decoder.decode(this.bytes.subarray(start, end));
    const code = this.strings.intern(isEscaped ? text.replaceAll('""', '"') : text);
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
    const longer = <Column extends Int32Array | Float64Array | Uint32Array>(column: Column, into: Column): Column => {
      into.set(column);
      return into;
    };
    this.hashes = longer(this.hashes, new Int32Array(capacity));
    this.starts = longer(this.starts, new Float64Array(capacity));
    this.lengths = longer(this.lengths, new Int32Array(capacity));
    this.codes = longer(this.codes, new Uint32Array(capacity));
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
