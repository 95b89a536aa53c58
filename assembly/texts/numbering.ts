/** Numbers keys from 0 in the order in which they are first seen: an open hash table, at most half full. */

const FIRST_CAPACITY: u32 = 4096;

/** The table's slots, less one; a power of two less one. */
let mask: u32 = 0;
let count: u32 = 0;
/** By slot: a number and one more, 0 where it is free (u32). */
let slots: usize = 0;
/** By number (u64). */
let keys: usize = 0;

/** How many keys there are. */
export function countOfKinds(): u32 {
  return count;
}

/** Forgets all keys. */
export function clear(): void {
  if (slots != 0) {
    heap.free(slots);
    heap.free(keys);
  }
  count = 0;
  makeRoom(FIRST_CAPACITY);
}

export function numberOf(key: u64): u32 {
  let slot = slotOf(key);
  for (;;) {
    const entry = load<u32>(slots + ((<usize>slot) << 2));
    if (entry == 0) {
      break;
    }
    if (load<u64>(keys + ((<usize>(entry - 1)) << 3)) == key) {
      return entry - 1;
    }
    slot = (slot + 1) & mask;
  }
  if (count > mask >> 1) {
    grow();
    slot = freeSlot(key);
  }
  store<u64>(keys + ((<usize>count) << 3), key);
  store<u32>(slots + ((<usize>slot) << 2), ++count);
  return count - 1;
}

function grow(): void {
  const oldKeys = keys;
  heap.free(slots);
  makeRoom(2 * (mask + 1));
  memory.copy(keys, oldKeys, (<usize>count) << 3);
  heap.free(oldKeys);
  for (let number: u32 = 0; number < count; number++) {
    const slot = freeSlot(load<u64>(keys + ((<usize>number) << 3)));
    store<u32>(slots + ((<usize>slot) << 2), number + 1);
  }
}

function makeRoom(capacity: u32): void {
  mask = capacity - 1;
  slots = heap.alloc((<usize>capacity) << 2);
  memory.fill(slots, 0, (<usize>capacity) << 2);
  keys = heap.alloc((<usize>(capacity / 2 + 1)) << 3);
}

function freeSlot(key: u64): u32 {
  let slot = slotOf(key);
  while (load<u32>(slots + ((<usize>slot) << 2)) != 0) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

/** Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming 6.4). */
function slotOf(key: u64): u32 {
  return (<u32>((key * 0x9e3779b97f4a7c15) >> 32)) & mask;
}
