/**
 * The probability that Student's t with so many degrees of freedom is above t: Abramowitz and Stegun (1964), 26.7.3 and
 * 26.7.4.
 *
 * @param t 0 or more
 * @param freedom a whole number, 1 or more
 */
export function studentTail(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return Math.max(0, (1 - inside) / 2);
}

/**
 * The standard deviations of a normal distribution that are as rare as t of Student's, by Wallace (1959), right to a
 * few hundredths: what a deviation says whose spread was itself measured, on few values.
 *
 * @param freedom 1 or more
 */
export function normalOfStudent(t: number, freedom: number): number {
  return Math.sign(t) * ((8 * freedom + 1) / (8 * freedom + 3)) * Math.sqrt(freedom * Math.log1p((t * t) / freedom));
}
