/**
 * Logs by service, each service's in order of time: those of service s are `rows[starts[s]]` to `rows[starts[s + 1] -
 * 1]`.
 */
export interface RowGroups {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}
