import { type Analysis, type Anomaly, type AnomalyEpisode } from '../../analysis/model/analysis';
import { dateTime } from '../../format/dateTime';
import { milliseconds, percent, whole } from '../../format/format';
import { duration } from '../../format/durations';
import { row, type Section, TOP, topOf, under } from './section';

export function anomalies({ anomalies, totals }: Analysis): Section {
  const title = 'ANOMALY DETECTION';
  if (anomalies.status === 'learning') {
    return { title, lines: [`Learning: ${whole(totals.logs)} logs are too few to know what is unusual.`] };
  }
  const { items, episodes } = anomalies;
  return {
    title,
    lines: [
      row('Anomalies Detected', whole(anomalies.count)),
      row('Anomaly Rate', percent(anomalies.rate, 2)),
      row('Episodes', whole(episodes.length)),
      ...under(topOf(episodes.length, 'Episodes, Largest First'), largest(episodes).map(episode)),
      ...under(`Top ${Math.min(TOP, items.length)} Anomalies:`, items.slice(0, TOP).flatMap(anomaly)),
    ],
  };
}

function largest(episodes: readonly AnomalyEpisode[]): AnomalyEpisode[] {
  return episodes.toSorted((a, b) => b.count - a.count).slice(0, TOP);
}

function episode({ startMs, endMs, services, count: logs, type }: AnomalyEpisode, index: number): string {
  const when = `${dateTime(startMs)} for ${duration(endMs - startMs)}`;
  return ` ${index + 1}. ${when}: ${whole(logs)} anomalies, ${type} (${services.join(', ')})`;
}

function anomaly(
  { level, service, timeMs, message, responseTime, score, type, reasons }: Anomaly,
  index: number
): string[] {
  return [
    '',
    ` ${index + 1}. ${level} - ${service}`,
    `    Time: ${dateTime(timeMs)}`,
    `    Message: ${message}`,
    ...(responseTime === undefined ? [] : [`    Response Time: ${milliseconds(responseTime, 2)}`]),
    `    Anomaly Score: ${score.toFixed(4)}`,
    `    Type: ${type}`,
    ...(reasons.length > 0 ? [`    Because: ${reasons.map(({ text }) => text).join('; ')}`] : []),
  ];
}
