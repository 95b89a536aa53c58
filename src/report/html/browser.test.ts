/** @jest-environment jsdom */
import { type EChartsType } from 'echarts';
import { start } from './browser';

/** What the browser has and jsdom has not. */
function prefer(dark: boolean): void {
  Object.assign(window, {
    matchMedia: () => ({ matches: dark, addEventListener: () => undefined }),
    ResizeObserver: class {
      observe() {}
    },
  });
}

const drawn: Array<{ element: HTMLElement; options: object[]; group?: string }> = [];
const echarts = {
  init(element: HTMLElement) {
    const chart = { element, options: [] as object[], setOption: (option: object) => chart.options.push(option) };
    drawn.push(chart);
    return chart as unknown as EChartsType;
  },
  connect: jest.fn(),
};

const chart = (isOverTime: boolean) => `<div class="chart"><div class="still"></div><div class="drawn"></div>
  <script type="application/json">{"option":{"grid":{"bottom":8},"series":[{"type":"bar"}]},"isOverTime":${isOverTime}}</script></div>`;

beforeEach(() => {
  drawn.length = 0;
  delete document.documentElement.dataset.theme;
  location.hash = '';
  document.body.innerHTML = `<button id="theme"></button>${chart(true)}${chart(false)}
    <details id="incident-1" open></details><details id="incident-2"></details><details class="text" id="text"></details>`;
  prefer(false);
});

const isOpen = (id: string) => document.getElementById(id)?.hasAttribute('open');

it('draws each chart by its option, with a tooltip, and zooms those over time together', () => {
  start(echarts);
  expect(drawn.map(({ element, group }) => [element.className, group])).toEqual([
    ['drawn', 'time'],
    ['drawn', undefined],
  ]);
  expect(drawn[0].options).toEqual([
    expect.objectContaining({ series: [{ type: 'bar' }], tooltip: expect.objectContaining({ trigger: 'axis' }) }),
    { grid: { bottom: 40 }, dataZoom: [expect.objectContaining({ type: 'slider' }), expect.anything()] },
  ]);
  expect(drawn[1].options).toHaveLength(1);
  expect(echarts.connect).toHaveBeenCalledWith('time');
});

it.each([
  [false, 'dark', 'light'],
  [true, 'light', 'dark'],
])('turns dark and light by the button, from what the system prefers (dark: %s)', (dark, first, second) => {
  prefer(dark);
  start(echarts);
  const button = document.getElementById('theme')!;
  const { dataset } = document.documentElement;
  expect([dataset.theme, button.getAttribute('aria-pressed')]).toEqual([undefined, String(dark)]);
  button.click();
  expect([dataset.theme, button.getAttribute('aria-pressed')]).toEqual([first, String(!dark)]);
  button.click();
  expect(dataset.theme).toBe(second);
});

it('opens the incident that the address names', () => {
  location.hash = '#incident-2';
  start(echarts);
  expect(isOpen('incident-2')).toBe(true);
});

it('opens all for paper but the text, and closes again what was closed', () => {
  start(echarts);
  window.dispatchEvent(new Event('beforeprint'));
  expect(['incident-1', 'incident-2', 'text'].map(isOpen)).toEqual([true, true, false]);
  window.dispatchEvent(new Event('afterprint'));
  expect(['incident-1', 'incident-2', 'text'].map(isOpen)).toEqual([true, false, false]);
});
