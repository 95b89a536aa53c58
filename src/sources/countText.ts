/** A number of things as notices tell it: "100,800". */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
