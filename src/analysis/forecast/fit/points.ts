/** What was measured, ascending in time. Minutes count from now, so none is above 0. */
export interface Points {
  readonly minutes: Float64Array;
  readonly values: Float64Array;
}
