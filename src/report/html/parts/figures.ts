import { type Analysis } from '../../../analysis/model/analysis';
import { DAY_HOURS, perHour, WEEKDAYS, weekHours } from '../../../analysis/windows/weekHours';
import { whole } from '../../../format/format';
import { HOUR } from '../../../time/units';
import { type Chart, charts } from '../charts';
import { Html, html } from '../html';
import { COMMON, still } from '../still';
import { section } from './section';

/** Charts over time, and what a week is like. */
export function figures(analysis: Analysis): Html {
  return section(
    'charts',
    'Over time',
    html`<div class="charts">${charts(analysis).map(figure)}${week(analysis)}</div>`
  );
}

function figure({ id, title, text, option, isOverTime }: Chart): Html {
  const drawn =
    option === undefined
      ? undefined
      : html`<div class="chart" id="chart-${id}">
          <div class="still" role="img" aria-label="${title}: ${text}">${still(option)}</div>
          <div class="drawn" role="img" aria-label="${title}: ${text}"></div>
          ${json({ option: { ...COMMON, ...option }, isOverTime })}
        </div>`;
  return html`<figure>
    <figcaption><b>${title}.</b> ${text}</figcaption>
    ${drawn}
  </figure>`;
}

/** JSON for the script of the page to read: nothing in it ends its element. */
function json(value: unknown): Html {
  return new Html(`<script type="application/json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`);
}

/** Logs by hour of the week: the darker the more. */
function week({ windows, knownFromMs }: Analysis): Html | undefined {
  if (windows.windowMs > HOUR) {
    return undefined;
  }
  const parts = weekHours(windows, { knownFromMs });
  const logs = perHour(parts, parts.logs);
  const most = logs.reduce((max, value) => (value > max ? value : max), 0);
  const cell = (day: number, hour: number) => {
    const value = logs[24 * day + hour];
    return Number.isNaN(value)
      ? html`<td title="not in this time"></td>`
      : html`<td
          title="${WEEKDAYS[day]} ${DAY_HOURS[hour]}: ${whole(value)} logs an hour"
          style="--share:${most > 0 ? (value / most).toFixed(3) : 0}"
        ></td>`;
  };
  return html`<figure>
    <table class="week">
      <caption>
        <b>Logs by hour of the week, UTC.</b>
        The stronger the colour the more, at most ${whole(most)} an hour.
      </caption>
      <thead>
        <tr>
          <td></td>
          ${DAY_HOURS.map((_, hour) => html`<th scope="col">${hour % 6 === 0 ? hour : html`<span>${hour}</span>`}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${WEEKDAYS.map(
          (name, day) =>
            html`<tr>
              <th scope="row"><abbr title="${name}">${name.slice(0, 3)}</abbr></th>
              ${DAY_HOURS.map((_, hour) => cell(day, hour))}
            </tr>`
        )}
      </tbody>
    </table>
  </figure>`;
}
