/** Something that the user should know of the result: shown as a notice on the frame and in the report. */
export interface Notice {
  severity: 'info' | 'warning' | 'error';
  text: string;
  /** It concerns nothing but the logs before this time, ms since the epoch. Left out: all of them. */
  untilMs?: number;
}
