export interface FakeLine {
  labels: Record<string, string>;
  /** Nanoseconds since the epoch. */
  time: bigint;
  line: string;
  fields?: { structuredMetadata?: Record<string, string>; parsed?: Record<string, string> };
}
