import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Html } from './html';

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

const SIZE = { width: 560, height: 260 };

/** What every chart has, here and in the browser. */
export const COMMON = { animation: false, backgroundColor: 'transparent', useUTC: true };

/** A chart as SVG, for paper and for who runs no scripts. */
export function still(option: echarts.EChartsCoreOption): Html {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  chart.setOption({ ...COMMON, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return new Html(svg);
}
