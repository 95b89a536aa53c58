import { type Analysis, type Forecast } from '../../../analysis/model/analysis';
import { dateTime } from '../../../format/dateTime';
import { duration } from '../../../format/durations';
import { percent } from '../../../format/format';
import { type Html, html } from '../html';
import { section } from './section';

/** Rules that will be broken if what goes on goes on; nothing where none is seen. */
export function coming({ forecasts, range }: Analysis): Html | undefined {
  return forecasts.length === 0
    ? undefined
    : section(
        'coming',
        'Coming',
        forecasts.map((forecast) => one(forecast, range.toMs))
      );
}

function one(forecast: Forecast, nowMs: number): Html {
  const { service, rule, expectedMs, earliestMs, latestMs, confidence, indicator, recommendation } = forecast;
  return html`<article>
    <h3>${service}: ${rule}</h3>
    <p>
      In <b>${duration(expectedMs - nowMs)}</b> (${dateTime(expectedMs)}), confidence ${percent(confidence, 0)}; with a
      chance of 80% between ${dateTime(earliestMs)} and ${dateTime(latestMs)}. Seen: ${indicator}.
    </p>
    <p class="do"><strong>What to do:</strong> ${recommendation}</p>
  </article>`;
}
