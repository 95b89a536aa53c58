import { type Analysis, type Anomaly, type Incident } from '../../../analysis/model/analysis';
import { dateTime } from '../../../format/dateTime';
import { duration } from '../../../format/durations';
import { percent, plural, some } from '../../../format/format';
import { anomaliesOf } from '../../../analysis/incidents/anomaliesOf';
import { firstLines } from '../../../analysis/incidents/firstLines';
import { bySeverity } from '../../summary';
import { byUrgency } from '../../../analysis/incidents/urgency';
import { type Html, html } from '../html';
import { anchorOf } from './anchor';
import { quoted } from './quoted';
import { section } from './section';
import { timeline } from './timeline';

/** Incidents that are open at first, and that are told at all. */
const OPEN = 3;
const TOLD = 200;
const LINES = 4;
const SERVICES = 12;
const EVIDENCE = 10;

/** When incidents were, then each of them, the most pressing first. */
export function incidents(analysis: Analysis): Html {
  const all = byUrgency(analysis.incidents);
  const more = all.length - TOLD;
  return all.length === 0
    ? section(
        'incidents',
        'Incidents',
        html`<p>None was found${analysis.health.score === null ? ', and too little is known to be sure' : ''}.</p>`
      )
    : section(
        'incidents',
        `Incidents: ${bySeverity(all)}`,
        timeline({ ...analysis, incidents: all.slice(0, TOLD) }),
        all.slice(0, TOLD).map((one, i) => incident(one, analysis, i < OPEN)),
        more > 0
          ? html`<p>${plural(more, 'less pressing incident')} more: choose a shorter time, or --format json.</p>`
          : undefined
      );
}

function incident(incident: Incident, analysis: Analysis, isOpen: boolean): Html {
  const { type, kind, severity, services, startMs, endMs, ongoing, description, recommendation, evidence } = incident;
  const attribute = isOpen ? html` open` : undefined;
  return html`<details class="incident ${severity.toLowerCase()}" id="${anchorOf(incident)}" ${attribute}>
    <summary>
      <h3>
        <span class="chip ${severity.toLowerCase()}">${severity.toLowerCase()}</span>
        ${type}${kind ? ` (${kind})` : ''}: ${some(services, 2)}
      </h3>
      <span class="when"
        >${dateTime(startMs)} for ${duration(endMs - startMs)}${ongoing ? html`, <b>under way</b>` : ''}</span
      >
    </summary>
    <div class="told">
      <p class="do"><strong>What to do:</strong> ${recommendation}</p>
      <div class="columns">
        <div>
          <h4>What happened</h4>
          <p>${description.replace(/\.?$/, '.')}</p>
          ${services.length > 1 ? html`<p>Services, the worst hit first: ${some(services, SERVICES)}.</p>` : undefined}
          ${measured(evidence)}
        </div>
        <div>${began(incident)} ${lines(incident, anomaliesOf(analysis, incident))}</div>
      </div>
    </div>
  </details> `;
}

/** What was measured: of much the first pieces, and the others to be opened. */
function measured(evidence: readonly string[]): Html {
  const list = (texts: readonly string[]) =>
    html`<ul>
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>`;
  const more = evidence.slice(EVIDENCE);
  return html`${list(evidence.slice(0, EVIDENCE))}
  ${
    more.length > 0
      ? html`<details class="more">
          <summary>${plural(more.length, 'piece')} more of evidence</summary>
          ${list(more)}
        </details>`
      : undefined
  }`;
}

/** Where it began and how it spread; else where it may have begun. */
function began({ chain = [], suspects = [] }: Incident): Html | undefined {
  const [first] = suspects;
  if (!first) {
    return undefined;
  }
  const links = chain.length > 0 ? chain : suspects;
  return html`<h4>Where it began${chain.length > 0 ? ' and how it spread' : ''}</h4>
    <p>Most likely at <b>${first.service}</b> (${percent(first.confidence, 0)}).</p>
    <ol class="chain">
      ${links.map(({ service, text }) => html`<li>${named(service, text)}</li>`)}
    </ol>`;
}

/** A text that begins with the name of its service, which is what one looks for. */
function named(service: string, text: string): Html | string {
  return text.startsWith(service) ? html`<b>${service}</b>${text.slice(service.length)}` : text;
}

/** The first lines, then the most anomalous of those that say something else. */
function lines(incident: Incident, anomalies: readonly Anomaly[]): Html | undefined {
  const first = firstLines(incident);
  const said = new Set(first.map(({ message }) => message));
  const others = anomalies.filter(({ message }) => !said.has(message) && said.add(message));
  return first.length + others.length === 0
    ? undefined
    : html`<h4>Lines</h4>
        <ul class="lines">
          ${first.map(({ service, message, what }) => line(`${service}: ${what}`, message))}
          ${others
            .slice(0, LINES)
            .map(({ service, timeMs, level, message }) => line(`${service}, ${dateTime(timeMs)}, ${level}`, message))}
        </ul>
        ${anomalies.length > 0 ? html`<p>${plural(anomalies.length, 'anomalous line')} in its time.</p>` : undefined}`;
}

function line(about: string, message: string): Html {
  return html`<li><span>${about}</span>${quoted(message)}</li>`;
}
