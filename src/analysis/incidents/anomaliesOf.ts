import { type Analysis, type Anomaly, type Incident } from '../model/analysis';

/** The anomalous lines of an incident's services in its time, the most anomalous first. */
export function anomaliesOf({ anomalies }: Analysis, { services, startMs, endMs }: Incident): Anomaly[] {
  const own = new Set(services);
  return anomalies.items.filter(({ service, timeMs }) => timeMs >= startMs && timeMs < endMs && own.has(service));
}
