import { type FieldRole } from './settings';

export type FieldType = 'string' | 'number' | 'duration' | 'boolean' | 'time';

/** A field that logs were seen to have: what the settings offer to choose from. */
export interface DetectedField {
  /** As a field mapping names it: a path, `http.status`, where it is nested. */
  name: string;
  /** A few examples, clipped. None of what looks like a secret. */
  values: string[];
  /** At least how many different values there are: those in a sample. */
  cardinality?: number;
  type?: FieldType;
  /** What it is recognised as by its name, where the mapping says nothing. */
  role?: FieldRole;
}
