/** Where a value lies in a cycle of a length, from 0 on: also of values below 0, as times before 1970 are. */
export function cyclic(value: number, length: number): number {
  return ((value % length) + length) % length;
}
