import { BarChart, GaugeChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Analysis } from '../../analysis/model/analysis';
import { sections } from '../text/sections';
import { dateTime } from '../../format/dateTime';
import { charts, type Chart } from './charts';

echarts.use([
  BarChart,
  GaugeChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  VisualMapComponent,
  SVGRenderer,
]);

const SIZE = { width: 460, height: 290 };

/** The report as one file that needs nothing else: the nine charts as SVG, then every section of the text. */
export function renderHtml(analysis: Analysis): string {
  const { range } = analysis;
  const title = `Seismolog: ${dateTime(range.fromMs)} to ${dateTime(range.toMs)} UTC`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Seismolog</h1><p>${escape(title.slice('Seismolog: '.length))}</p></header>
<main>
<div class="charts">${charts(analysis).map(figure).join('\n')}</div>
${sections(analysis)
  .map(({ title, lines }) => `<section><h2>${escape(title)}</h2><pre>${escape(lines.join('\n'))}</pre></section>`)
  .join('\n')}
</main>
</body>
</html>
`;
}

function figure({ title, option, empty }: Chart): string {
  const body = option === undefined ? `<p class="empty">${escape(empty)}</p>` : draw(option);
  return `<figure><figcaption>${escape(title)}</figcaption>${body}</figure>`;
}

function draw(option: echarts.EChartsCoreOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  chart.setOption({ animation: false, backgroundColor: 'transparent', useUTC: true, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** Logs are strangers' text: nothing of them may become markup. */
function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --ink: #24292e; --paper: #f4f5f5; --card: #fff; --line: #dcdde0; }
@media (prefers-color-scheme: dark) { :root { --ink: #d0d0da; --paper: #111217; --card: #181b1f; --line: #2c3036; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.5 Inter, Helvetica, Arial, sans-serif; }
header, main { max-width: 1480px; margin: 0 auto; padding: 0 20px; }
header { display: flex; gap: 16px; align-items: baseline; }
h1 { font-size: 22px; margin: 18px 0 8px; } h2 { font-size: 13px; letter-spacing: .04em; margin: 0 0 6px; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(400px, 1fr)); gap: 12px; }
figure, section { margin: 0; padding: 12px; background: var(--card); border: 1px solid var(--line); border-radius: 4px; }
section { margin: 12px 0; } figcaption { font-weight: 600; margin-bottom: 4px; } svg { width: 100%; height: auto; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; }
.empty { height: 200px; display: grid; place-items: center; opacity: .7; }
`;
