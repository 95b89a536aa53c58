import { type EChartsOption, type EChartsType } from 'echarts';

/** What of ECharts is used in the browser. */
interface Library {
  init: (element: HTMLElement, theme: null, options: { renderer: 'svg' }) => EChartsType;
  connect: (group: string) => void;
}

/**
 * What the page does in the browser: charts that answer, dark or light, all that can be opened open on paper. It is
 * written into the page as text, so that it uses nothing from outside of itself. Without it the page has all that it
 * says.
 */
export function start(echarts: Library): void {
  const root = document.documentElement;
  root.classList.add('live');

  const charts = Array.from(document.querySelectorAll<HTMLElement>('.chart'), (element) => {
    const { option, isOverTime } = JSON.parse(element.querySelector('script')?.textContent ?? '{}') as {
      option: EChartsOption;
      isOverTime: boolean;
    };
    const chart = echarts.init(element.querySelector<HTMLElement>('.drawn')!, null, { renderer: 'svg' });
    chart.setOption({
      ...option,
      tooltip: {
        trigger: 'axis',
        confine: true,
        backgroundColor: 'var(--card)',
        borderColor: 'var(--line)',
        textStyle: { color: 'var(--ink)' },
      },
    });
    if (isOverTime) {
      const grid = option.grid as { bottom: number };
      chart.setOption({
        grid: { ...grid, bottom: grid.bottom + 32 },
        dataZoom: [
          { type: 'slider', height: 20, bottom: 4, borderColor: 'var(--line)', textStyle: { color: 'var(--muted)' } },
          { type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false },
        ],
      });
      chart.group = 'time';
    }
    new ResizeObserver(() => chart.resize()).observe(element);
    return chart;
  });
  if (charts.length > 0) {
    echarts.connect('time');
  }

  const button = document.getElementById('theme')!;
  const isDark = () =>
    root.dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset.theme === 'dark';
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();

  const reveal = () => {
    const named = document.getElementById(location.hash.slice(1));
    if (named instanceof HTMLDetailsElement) {
      named.open = true;
    }
  };
  addEventListener('hashchange', reveal);
  reveal();

  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = Array.from(document.querySelectorAll<HTMLDetailsElement>('details:not(.text, [open])'));
    closed.forEach((details) => (details.open = true));
  });
  addEventListener('afterprint', () => closed.forEach((details) => (details.open = false)));
}
