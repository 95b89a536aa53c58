import { type Analysis, type Incident, SEVERITIES } from '../../../analysis/model/analysis';
import { dateTime } from '../../../format/dateTime';
import { DAY, HOUR, MINUTE } from '../../../time/units';
import { some } from '../../../format/format';
import { when } from '../../when';
import { type Html, html } from '../html';
import { anchorOf } from './anchor';

/** Of a lane, the share of the whole time that an incident has for itself at least, however short it is. */
const ROOM = 0.03;
/** Lanes of one severity; what would need more lies over others. */
const LANES = 8;
const TICKS = 8;
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
];

/** When incidents were, a row for each severity; each leads to what is told of it. */
export function timeline({ incidents, range }: Analysis): Html {
  const { fromMs, toMs } = range;
  const at = (ms: number) => percentOf((Math.min(Math.max(ms, fromMs), toMs) - fromMs) / (toMs - fromMs));
  return html`<div class="timeline">
    ${SEVERITIES.map((severity) => {
      const own = incidents.filter((incident) => incident.severity === severity);
      const { lanes, laneOf } = inLanes(own, ROOM * (toMs - fromMs));
      return own.length === 0
        ? undefined
        : html`<div class="row">
            <span>${severity.toLowerCase()}</span>
            <ol style="--lanes:${lanes}">
              ${own.map(
                (incident, i) =>
                  html`<li
                    style="left:${at(incident.startMs)};width:${percentOf((Math.min(incident.endMs, toMs) - Math.max(incident.startMs, fromMs)) / (toMs - fromMs))};--lane:${laneOf[i]}"
                  >
                    <a class="bar ${severity.toLowerCase()}" href="#${anchorOf(incident)}" title="${about(incident)}"
                      ><span>${about(incident)}</span></a
                    >
                  </li>`
              )}
            </ol>
          </div>`;
    })}
    <div class="row axis" aria-hidden="true">
      <span></span>
      <div>${ticks(fromMs, toMs).map(({ timeMs, label }) => html`<i style="left:${at(timeMs)}">${label}</i>`)}</div>
    </div>
  </div>`;
}

function about(incident: Incident): string {
  const { type, services } = incident;
  return `${type}, ${some(services, 2)}: ${when(incident)}`;
}

/** The first lane that is free. */
function inLanes(incidents: readonly Incident[], roomMs: number): { lanes: number; laneOf: number[] } {
  const laneOf = new Array<number>(incidents.length);
  const freeFrom: number[] = [];
  const inTime = Array.from(incidents.keys()).sort((a, b) => incidents[a].startMs - incidents[b].startMs);
  for (const i of inTime) {
    const { startMs, endMs } = incidents[i];
    const free = freeFrom.findIndex((ms) => ms <= startMs);
    const lane = free >= 0 ? free : Math.min(freeFrom.length, LANES - 1);
    freeFrom[lane] = Math.max(endMs, startMs + roomMs);
    laneOf[i] = lane;
  }
  return { lanes: freeFrom.length, laneOf };
}

function ticks(fromMs: number, toMs: number): Array<{ timeMs: number; label: string }> {
  const step = STEPS.find((ms) => (toMs - fromMs) / ms <= TICKS) ?? Math.ceil((toMs - fromMs) / TICKS / DAY) * DAY;
  const first = Math.ceil(fromMs / step) * step;
  return Array.from({ length: Math.floor((toMs - first) / step) + 1 }, (_, i) => {
    const timeMs = first + i * step;
    const text = dateTime(timeMs);
    return { timeMs, label: timeMs % DAY === 0 ? text.slice(5, 10) : text.slice(11, 16) };
  });
}

function percentOf(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
