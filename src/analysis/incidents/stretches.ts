/** Windows from `from` to before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Sums of the last `width` windows of one service, ending with each window. */
export function slidingSums(column: ArrayLike<number>, offset: number, windows: number, width: number): Float64Array {
  const sums = new Float64Array(windows);
  let sum = 0;
  for (let window = 0; window < windows; window++) {
    sum += column[offset + window];
    if (window >= width) {
      sum -= column[offset + window - width];
    }
    sums[window] = sum;
  }
  return sums;
}

/** Stretches of windows for which `breached` holds, joined where no more than `gap` windows lie between them. */
export function stretchesOf(windows: number, gap: number, breached: (window: number) => boolean): Stretch[] {
  const stretches: Stretch[] = [];
  let from = -1;
  let last = -1;
  for (let window = 0; window < windows; window++) {
    if (!breached(window)) {
      continue;
    }
    if (from >= 0 && window - last > gap + 1) {
      stretches.push({ from, to: last + 1 });
      from = window;
    }
    from = from < 0 ? window : from;
    last = window;
  }
  if (from >= 0) {
    stretches.push({ from, to: last + 1 });
  }
  return stretches;
}
