import { type FirstJudgement, type Incident } from '../../model/analysis';
import { excerpt } from '../../messages/excerpt';
import { firstLines } from '../firstLines';

/** How an incident is judged at the moment. @param seenMs the end of the range in which it was found */
export function judgementOf(incident: Incident, seenMs: number): FirstJudgement {
  const { startMs, type, severity, services, cause, recommendation } = incident;
  const [line] = firstLines(incident);
  return {
    seenMs,
    startMs,
    type,
    severity,
    service: services[0],
    ...(cause && { cause: cause.service }),
    ...(line && { line: excerpt(line.message) }),
    ...(line?.traceId && { traceId: line.traceId }),
    recommendation,
  };
}
