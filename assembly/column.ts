/** From here on the memory is free: what is taken is given back in the reverse order, as on a stack. */
let top: usize = (__heap_base + 15) & ~15;

/**
 * Takes so many bytes, a multiple of 16 from the start of the memory; what they hold is undefined. Traps where there
 * are no more.
 */
export function allocate(bytes: usize): usize {
  const start = top;
  top = (start + bytes + 15) & ~15;
  const size = (<usize>memory.size()) << 16;
  if (top > size && memory.grow(<i32>((top - size + 0xffff) >> 16)) < 0) {
    unreachable();
  }
  return start;
}

/** What is taken from now on is given back by `release` of this. */
export function mark(): usize {
  return top;
}

export function release(to: usize): void {
  top = to;
}

/**
 * Numbers that stand one after the other in memory. As everywhere in this folder, nothing checks that an index is in
 * bounds.
 */
@unmanaged
@final
export class Column<T> {
  [key: number]: T;

  /** What it holds at first is undefined. */
  @inline
  static of<T>(length: i32): Column<T> {
    return changetype<Column<T>>(allocate((<usize>length) << alignof<T>()));
  }

  /** All 0. */
  @inline
  static zeros<T>(length: i32): Column<T> {
    const column = Column.of<T>(length);
    memory.fill(changetype<usize>(column), 0, (<usize>length) << alignof<T>());
    return column;
  }

  @inline
  @operator('[]')
  get(index: i32): T {
    return load<T>(this.addressOf(index));
  }

  @inline
  @operator('[]=')
  set(index: i32, value: T): void {
    store<T>(this.addressOf(index), value);
  }

  /** The same numbers without the first so many. */
  @inline
  from(index: i32): Column<T> {
    return changetype<Column<T>>(this.addressOf(index));
  }

  @inline
  addressOf(index: i32): usize {
    return changetype<usize>(this) + ((<usize>index) << alignof<T>());
  }
}
