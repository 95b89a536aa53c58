import { readFileSync } from 'node:fs';
import path from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';

const { version, homepage } = JSON.parse(readFileSync('package.json', 'utf8'));
const pluginId = 'seismolog-loganalytics-datasource';

/** What Grafana provides to every plugin at run time. */
const externals = [
  // Where this module was loaded from, for webpack's public path.
  { 'amd-module': 'module' },
  'lodash',
  'jquery',
  'moment',
  'slate',
  'emotion',
  '@emotion/react',
  '@emotion/css',
  'prismjs',
  'slate-plain-serializer',
  '@grafana/slate-react',
  'react',
  'react/jsx-runtime',
  'react-dom',
  // Languages of Grafana: @grafana/i18n is packed, and uses this one.
  'i18next',
  'react-redux',
  'redux',
  'rxjs',
  'react-router',
  'd3',
  'angular',
  /^@grafana\/ui/,
  /^@grafana\/runtime/,
  /^@grafana\/data/,
];

/**
 * Grafana shows the README on the plugin's page, where pictures are those that it serves (it takes no address without
 * ./ before it), and where the documents lie that links lead to, only the repository knows.
 */
const forPluginPage = (content) =>
  content
    .toString()
    .replaceAll('src/img/', `./public/plugins/${pluginId}/img/`)
    .replace(/\]\((?!\.\/|#|[a-z]+:)/g, `](${homepage}/blob/main/`);

/** plugin.json carries the version of package.json and the day of the build. */
const fillIn = (content) =>
  content.toString().replaceAll('%VERSION%', version).replaceAll('%TODAY%', new Date().toISOString().slice(0, 10));

/** The browser half of the plugin. The back end is built by scripts/build-backend.mjs into the same folder. */
export default (env) => ({
  mode: env.production ? 'production' : 'development',
  // Hidden: a release holds no maps, so that module.js must not name one.
  devtool: env.production ? 'hidden-source-map' : 'eval-source-map',
  context: path.resolve('src'),
  entry: { module: './module.ts' },
  externals,
  resolve: {
    extensions: ['.ts', '.tsx', '.js'],
    // Only the SQL editor of plugin-ui needs it, which we don't show; webpack would pack it all the same, with half of
    // lodash.
    alias: { 'sql-formatter-plus': false },
  },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        use: {
          loader: 'swc-loader',
          options: {
            jsc: {
              target: 'es2022',
              parser: { syntax: 'typescript', tsx: true },
              // Grafana gives react/jsx-runtime only. Its twin for development would be packed, of a React that the
              // Grafana may not have.
              transform: { react: { runtime: 'automatic', development: false } },
            },
          },
        },
      },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
      { test: /\.(png|jpe?g|gif|svg)$/, type: 'asset/resource' },
    ],
  },
  output: {
    path: path.resolve('dist'),
    filename: '[name].js',
    chunkFilename: '[name].js?_cache=[contenthash]',
    library: { type: 'amd' },
    publicPath: `public/plugins/${pluginId}/`,
    uniqueName: pluginId,
    clean: { keep: /gpx_seismolog/ },
  },
  plugins: [
    new CopyWebpackPlugin({
      patterns: [
        { from: 'plugin.json', transform: fillIn },
        { from: '../README.md', transform: forPluginPage },
        { from: '../CHANGELOG.md' },
        { from: '../LICENSE' },
        { from: 'img', to: 'img' },
        { from: 'locales', to: 'locales' },
        { from: 'dashboards', to: 'dashboards' },
      ],
    }),
  ],
});
