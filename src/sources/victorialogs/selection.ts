import { type FieldMapping } from '../../query/settings';
import { type VictoriaLogsClient } from './victoriaLogsClient';

/** Logs of a query, and by what they are read. */
export interface Selection {
  readonly client: VictoriaLogsClient;
  readonly expr: string;
  readonly mapping: FieldMapping;
}
