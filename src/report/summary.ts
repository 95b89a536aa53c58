import { describeHealth } from '../analysis/health/describeHealth';
import { whyUnknown } from '../analysis/health/known';
import { type Analysis, type Incident, SEVERITIES, type Trend } from '../analysis/model/analysis';
import { dateTime } from '../format/dateTime';
import { duration } from '../format/durations';
import { listed, percent, plural, shareOfAll, some, whole } from '../format/format';
import { byUrgency } from '../analysis/incidents/urgency';

/** What the report comes to, in plain sentences, the most pressing first. */
export function summary(analysis: Analysis): string[] {
  return [now(analysis), past(analysis), health(analysis), errors(analysis), coming(analysis)].filter(
    (sentence) => sentence !== undefined
  );
}

/** "6 critical, 15 high and 1 medium". */
export function bySeverity(incidents: readonly Incident[]): string {
  const counts = SEVERITIES.map((severity) => ({
    severity: severity.toLowerCase(),
    count: incidents.filter((incident) => incident.severity === severity).length,
  }));
  return listed(counts.filter(({ count }) => count > 0).map(({ severity, count }) => `${whole(count)} ${severity}`));
}

function now({ incidents, totals }: Analysis): string {
  const ongoing = byUrgency(incidents).filter((incident) => incident.ongoing);
  if (ongoing.length > 0) {
    const [{ type, services, startMs }] = ongoing;
    const are = ongoing.length === 1 ? 'incident is' : 'incidents are';
    return `${whole(ongoing.length)} ${are} under way, first of all: ${type} of ${some(services, 3)} since ${dateTime(startMs)}.`;
  }
  return totals.logs === 0 || whyUnknown(totals.known) !== undefined
    ? 'Whether an incident is under way is not known.'
    : 'No incident is under way at the end of this time, as far as is seen.';
}

function past({ incidents, totals, range }: Analysis): string {
  const time = duration(range.toMs - range.fromMs);
  if (incidents.length > 0) {
    return `In ${time} there ${incidents.length === 1 ? 'was' : 'were'} ${plural(incidents.length, 'incident')}: ${bySeverity(incidents)}.`;
  }
  if (totals.logs === 0) {
    return `Nothing was logged in ${time}.`;
  }
  const { levels, responseTimes } = totals.known;
  return (
    `In ${time} no incident was found in ${plural(totals.logs, 'log')}, ` +
    `of which the level of ${shareOfAll(levels)} and the response time of ${shareOfAll(responseTimes)} is known.`
  );
}

function health({ health }: Analysis): string {
  return `Health is ${describeHealth(health)}`;
}

const TRENDS: Record<Trend['direction'], string> = {
  DEGRADING: '; they become more frequent',
  IMPROVING: '; they become less frequent',
  STABLE: '; they become neither more nor less frequent',
};

function errors({ totals, trend }: Analysis): string | undefined {
  const { errorRate, errors, logs, known } = totals;
  if (errorRate === undefined) {
    return logs > 0 ? 'Whether there were errors is not known: no log has a level or a status.' : undefined;
  }
  const of = known.levels < 1 ? `the ${shareOfAll(known.levels)} of the logs whose level is known` : 'all logs';
  return `${percent(errorRate, 2)} of ${of} are errors (${whole(errors)})${trend ? TRENDS[trend.direction] : ''}.`;
}

function coming({ forecasts, range }: Analysis): string | undefined {
  const [first] = forecasts;
  return (
    first &&
    `${plural(forecasts.length, 'forecast')}: ${first.service}: ${first.rule} in ${duration(first.expectedMs - range.toMs)}, confidence ${percent(first.confidence, 0)}.`
  );
}
