/** From `fromMs`, inclusive, to `toMs`, exclusive. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}
