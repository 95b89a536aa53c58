import { type IncidentRule } from '../rule';
import { cascade } from './cascade';
import { highErrorRate } from './highErrorRate';
import { slowResponses } from './slowResponses';

/** Every rule that is asked. */
export const INCIDENT_RULES: readonly IncidentRule[] = [cascade, highErrorRate, slowResponses];
