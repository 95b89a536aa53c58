/** A cell is loaded 8 bytes at a time: what lies behind it is loaded too, and masked. */
const WORD: usize = 8;

/**
 * Texts that were seen, each held once, in the order in which they were first seen: an open hash table over their
 * bytes. Text `code` is the bytes of `texts` from `offsets[code]` to `offsets[code + 1]`.
 */
@unmanaged
export class Dictionary {
  count: u32;
  capacity: u32;
  /** By hash: the hash, and a code and one more (u32 each); all 0: free. Twice as many as there may be codes. */
  slots: usize;
  offsets: usize;
  texts: usize;
  textCapacity: u32;
}

/** How many texts there are. */
export function sizeOf(dictionary: Dictionary): u32 {
  return dictionary.count;
}

/** Where the bytes of all texts are, one after the other. */
export function textsOf(dictionary: Dictionary): usize {
  return dictionary.texts;
}

/** Where it stands where each text begins (u32), and at last where the last one ends. */
export function offsetsOf(dictionary: Dictionary): usize {
  return dictionary.offsets;
}

const FIRST_CAPACITY: u32 = 1024;
const FIRST_TEXTS: u32 = 65_536;
const SLOT_BYTES: usize = 8;

export function createDictionary(): Dictionary {
  const dictionary = changetype<Dictionary>(heap.alloc(offsetof<Dictionary>()));
  dictionary.count = 0;
  dictionary.capacity = FIRST_CAPACITY;
  dictionary.slots = freeSlots(2 * FIRST_CAPACITY);
  dictionary.offsets = heap.alloc((<usize>FIRST_CAPACITY + 1) << 2);
  store<u32>(dictionary.offsets, 0);
  dictionary.textCapacity = FIRST_TEXTS;
  dictionary.texts = heap.alloc(<usize>FIRST_TEXTS + WORD);
  return dictionary;
}

/** The code of the text at `start`, of `length` bytes, a new one where it was not seen before. */
export function codeOf(dictionary: Dictionary, start: usize, length: u32): u32 {
  const hash = hashOf(start, length);
  const mask = 2 * dictionary.capacity - 1;
  let slot = dictionary.slots + <usize>(hash & mask) * SLOT_BYTES;
  const end = dictionary.slots + (<usize>mask + 1) * SLOT_BYTES;
  for (let entry = load<u32>(slot, 4); entry != 0; entry = load<u32>(slot, 4)) {
    if (load<u32>(slot) == hash && isText(dictionary, entry - 1, start, length)) {
      return entry - 1;
    }
    slot += SLOT_BYTES;
    if (slot == end) {
      slot = dictionary.slots;
    }
  }
  return add(dictionary, slot, hash, start, length);
}

function isText(dictionary: Dictionary, code: u32, start: usize, length: u32): bool {
  const offset = dictionary.offsets + ((<usize>code) << 2);
  const from = load<u32>(offset);
  if (load<u32>(offset, 4) - from != length) {
    return false;
  }
  const text = dictionary.texts + <usize>from;
  let at: usize = 0;
  for (; at + WORD <= <usize>length; at += WORD) {
    if (load<u64>(start + at) != load<u64>(text + at)) {
      return false;
    }
  }
  return ((load<u64>(start + at) ^ load<u64>(text + at)) & lowBytes(<usize>length - at)) == 0;
}

function add(dictionary: Dictionary, slot: usize, hash: u32, start: usize, length: u32): u32 {
  if (dictionary.count == dictionary.capacity) {
    doubleCapacity(dictionary);
    slot = freeSlot(dictionary, hash);
  }
  const code = dictionary.count++;
  const from = load<u32>(dictionary.offsets + ((<usize>code) << 2));
  if (from + length > dictionary.textCapacity) {
    dictionary.textCapacity = max(2 * dictionary.textCapacity, from + length);
    dictionary.texts = heap.realloc(dictionary.texts, <usize>dictionary.textCapacity + WORD);
  }
  memory.copy(dictionary.texts + <usize>from, start, length);
  store<u32>(dictionary.offsets + ((<usize>code) << 2), from + length, 4);
  store<u32>(slot, hash);
  store<u32>(slot, code + 1, 4);
  return code;
}

function doubleCapacity(dictionary: Dictionary): void {
  const old = dictionary.slots;
  const end = old + 2 * <usize>dictionary.capacity * SLOT_BYTES;
  dictionary.capacity *= 2;
  dictionary.offsets = heap.realloc(dictionary.offsets, (<usize>dictionary.capacity + 1) << 2);
  dictionary.slots = freeSlots(2 * dictionary.capacity);
  for (let slot = old; slot < end; slot += SLOT_BYTES) {
    if (load<u32>(slot, 4) != 0) {
      store<u64>(freeSlot(dictionary, load<u32>(slot)), load<u64>(slot));
    }
  }
  heap.free(old);
}

function freeSlots(count: u32): usize {
  const slots = heap.alloc(<usize>count * SLOT_BYTES);
  memory.fill(slots, 0, <usize>count * SLOT_BYTES);
  return slots;
}

function freeSlot(dictionary: Dictionary, hash: u32): usize {
  const mask = 2 * dictionary.capacity - 1;
  let slot = hash & mask;
  while (load<u32>(dictionary.slots + <usize>slot * SLOT_BYTES, 4) != 0) {
    slot = (slot + 1) & mask;
  }
  return dictionary.slots + <usize>slot * SLOT_BYTES;
}

/** Eight bytes at a time, mixed as MurmurHash64A does. */
function hashOf(start: usize, length: u32): u32 {
  let hash: u64 = <u64>length * 0xc6a4a7935bd1e995;
  let at: usize = 0;
  for (; at + WORD <= <usize>length; at += WORD) {
    hash = mix(hash, load<u64>(start + at));
  }
  hash = mix(hash, load<u64>(start + at) & lowBytes(<usize>length - at));
  return <u32>(hash ^ (hash >> 32));
}

function mix(hash: u64, word: u64): u64 {
  word *= 0xc6a4a7935bd1e995;
  word ^= word >> 47;
  return (hash ^ (word * 0xc6a4a7935bd1e995)) * 0xc6a4a7935bd1e995;
}

/** A mask of the first bytes, fewer than 8. */
function lowBytes(count: usize): u64 {
  return ((<u64>1) << ((<u64>count) << 3)) - 1;
}
