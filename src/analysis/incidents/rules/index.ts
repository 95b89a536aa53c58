import { type IncidentRule } from '../rule';
import { brokenSteps } from './brokenSteps';
import { cascade } from './cascade';
import { errorRise } from './errorRise';
import { failedLogins } from './failedLogins';
import { highErrorRate } from './highErrorRate';
import { lineSignals } from './lineSignals';
import { missingLines } from './missingLines';
import { newLines } from './newLines';
import { queueGrowth } from './queueGrowth';
import { silence } from './silence';
import { slowCalls } from './slowCalls';
import { slowdown } from './slowdown';
import { slowResponses } from './slowResponses';
import { totalSilence } from './totalSilence';

/** Every rule that is asked: three by fixed thresholds, then those that compare a service with itself; failedLogins. */
export const INCIDENT_RULES: readonly IncidentRule[] = [
  cascade,
  highErrorRate,
  slowResponses,
  errorRise,
  slowdown,
  slowCalls,
  silence,
  totalSilence,
  lineSignals,
  failedLogins,
  queueGrowth,
  missingLines,
  brokenSteps,
  newLines,
];
