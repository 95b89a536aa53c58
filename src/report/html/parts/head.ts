import { type Analysis } from '../../../analysis/model/analysis';
import { dateTime } from '../../../format/dateTime';
import { duration } from '../../../format/durations';
import { decimal, milliseconds, percent, plural, whole } from '../../../format/format';
import { recommend } from '../../recommendations';
import { bySeverity, summary } from '../../summary';
import { type Html, html } from '../html';
import { HEALTH_COLOURS } from '../palette';
import { section } from './section';

/** What it comes to, in sentences: the first is the title of the page. */
export function head(analysis: Analysis): Html {
  const { range, totals, services, notices } = analysis;
  const [title, ...sentences] = summary(analysis);
  return html`<header>
    <p class="brand">Seismolog <button id="theme" type="button" aria-pressed="false">Dark</button></p>
    <h1>${title}</h1>
    <p class="range">
      ${dateTime(range.fromMs)} to ${dateTime(range.toMs)} UTC (${duration(range.toMs - range.fromMs)}),
      ${plural(totals.logs, 'log')} of ${plural(services.length, 'service')}
    </p>
    <p>${sentences.join(' ')}</p>
    ${notices.map(({ severity, text }) => html`<p class="notice ${severity}"><strong>${severity === 'info' ? 'Note' : 'Warning'}:</strong> ${text}</p>`)}
  </header>`;
}

/** The figures that one looks at first. */
export function figures({ health, incidents, totals, anomalies }: Analysis): Html {
  const { errorRate, responseTime } = totals;
  const all: Array<[name: string, value: string | Html, what: string]> = [
    [
      'Health',
      html`<span style="color:${HEALTH_COLOURS[health.status]}"
        >${health.score === null ? 'unknown' : decimal(health.score, 1)}</span
      >`,
      health.score === null ? 'too little is known' : `of 100: ${health.status}`,
    ],
    ['Incidents', whole(incidents.length), bySeverity(incidents) || 'found'],
    [
      'Errors',
      errorRate === undefined ? 'unknown' : percent(errorRate, 2),
      errorRate === undefined ? 'no log has a level' : `${whole(totals.errors)} logs`,
    ],
    [
      'Response time',
      responseTime ? milliseconds(responseTime.p95) : 'not logged',
      responseTime ? '95% take no longer' : '',
    ],
    [
      'Anomalies',
      anomalies.status === 'learning' ? 'learning' : whole(anomalies.count),
      anomalies.status === 'learning' ? 'too few logs' : `${percent(anomalies.rate, 2)} of all logs`,
    ],
  ];
  return html`<dl class="figures">
    ${all.map(
      ([name, value, what]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><b>${value}</b> <span>${what}</span></dd>
        </div>`
    )}
  </dl>`;
}

/** What to do next, as far as the evidence goes. */
export function advice(analysis: Analysis): Html {
  const found = recommend(analysis);
  return section(
    'advice',
    'What to do',
    found.length === 0
      ? html`<p>Nothing stands out. Keep watching.</p>`
      : found.map(
          ({ title, points }) =>
            html`<h3>${sentenceCase(title)}</h3>
              <ul>
                ${points.map((point) => html`<li>${point}</li>`)}
              </ul>`
        )
  );
}

function sentenceCase(title: string): string {
  return title[0] + title.slice(1).toLowerCase();
}
