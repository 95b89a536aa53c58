import { type Analysis, type ServiceSummary } from '../../../analysis/model/analysis';
import { type HealthSeries, statusOf } from '../../../analysis/model/health';
import { dateTime } from '../../../format/dateTime';
import { decimal, milliseconds, percent, plural, shareOfAll, whole } from '../../../format/format';
import { type Html, html } from '../html';
import { HEALTH_COLOURS } from '../palette';
import { longTable, section } from './section';

const FIRST = 20;

/** A row for each service, the least healthy first; those of which too little is known come last. */
export function services({ services, healthOverTime }: Analysis): Html | undefined {
  if (services.length === 0) {
    return undefined;
  }
  const score = ({ health }: ServiceSummary) => health.score ?? Infinity;
  const strips = new Map(healthOverTime.services.map(({ service, scores }) => [service, scores]));
  return section(
    'services',
    'Services',
    ...longTable<ServiceSummary>(
      'Each service, the least healthy first. Over time: green is excellent, blue good, yellow a warning, red critical.',
      services.toSorted((a, b) => score(a) - score(b) || b.logs - a.logs),
      [
        { name: 'Service', cell: ({ service }) => service || 'logs that name no service' },
        { name: 'Health', kind: 'short', cell: health },
        { name: 'Over time', cell: ({ service }) => strip(strips.get(service), healthOverTime) },
        { name: 'Logs', kind: 'number', cell: ({ logs }) => whole(logs) },
        { name: 'Errors', kind: 'number', cell: errors },
        {
          name: 'Mean',
          kind: 'number',
          cell: ({ responseTime }) => (responseTime ? milliseconds(responseTime.mean) : '–'),
        },
        {
          name: '95% under',
          kind: 'number',
          cell: ({ responseTime }) => (responseTime ? milliseconds(responseTime.p95) : '–'),
        },
        { name: 'Anomalies', kind: 'number', cell: ({ anomalies }) => whole(anomalies) },
        { name: 'Level known', kind: 'number', cell: ({ known }) => shareOfAll(known.levels) },
      ],
      { first: FIRST, others: 'other services' }
    )
  );
}

function health({ health }: ServiceSummary): Html {
  const { score, status } = health;
  return html`<span class="health" style="color:${HEALTH_COLOURS[status]}"
    >${score === null ? 'unknown' : html`<b>${decimal(score, 1)}</b> ${status}`}</span
  >`;
}

function errors({ known, errors, errorRate }: ServiceSummary): string {
  return known.levels > 0 && errorRate !== undefined ? `${whole(errors)} (${percent(errorRate, 1)})` : 'unknown';
}

/** The status of each step as a strip of colours: a gap where nothing is known. */
function strip(scores: Float64Array | undefined, { startMs, stepMs }: HealthSeries): Html {
  const known = Array.from(scores?.keys() ?? []).filter((step) => !Number.isNaN(scores![step]));
  if (!scores || known.length === 0) {
    return html`unknown`;
  }
  const lowest = known.reduce((low, step) => (scores[step] < scores[low] ? step : low));
  const runs: Array<{ from: number; to: number; colour: string }> = [];
  for (const step of known) {
    const colour = HEALTH_COLOURS[statusOf(scores[step])];
    const last = runs.at(-1);
    if (last?.to === step && last.colour === colour) {
      last.to = step + 1;
    } else {
      runs.push({ from: step, to: step + 1, colour });
    }
  }
  const text = `Lowest ${decimal(scores[lowest], 1)} at ${dateTime(startMs + lowest * stepMs)}, of ${plural(known.length, 'step')} known`;
  return html`<svg
    class="strip"
    role="img"
    aria-label="${text}"
    viewBox="0 0 ${scores.length} 1"
    preserveAspectRatio="none"
  >
    <title>${text}</title>
    ${runs.map(
      ({ from, to, colour }) => html`<rect x="${from}" width="${to - from}" height="1" style="fill:${colour}" />`
    )}
  </svg>`;
}
