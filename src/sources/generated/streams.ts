/** Names of the streams of random numbers, so that what one part draws never moves what another does. */
export const Stream = {
  traffic: 1,
  /** When within the minute; by minute of the week. */
  timetable: 2,
  /** What is said; by minute. */
  content: 3,
  /** Which incidents; by week. */
  schedule: 4,
  /** What incidents do to logs; by minute. */
  effects: 5,
} as const;
