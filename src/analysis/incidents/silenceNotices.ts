import { type Notice } from '../../logs/notice';
import { type Incident } from '../model/analysis';
import { TOTAL_SILENCE } from './rules/totalSilence';

/** That nobody logs any more is said of everything that is shown: what is shown of the services was true before. */
export function silenceNotices(incidents: readonly Incident[]): Notice[] {
  return incidents
    .filter(({ kind }) => kind === TOTAL_SILENCE)
    .map(({ description, evidence }) => ({ severity: 'warning', text: `${description}: ${evidence[0]}.` }));
}
