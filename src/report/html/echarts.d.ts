declare module 'echarts/dist/echarts.common.min.js' {
  /** The program's text: pages have it within. */
  const text: string;
  export default text;
}
