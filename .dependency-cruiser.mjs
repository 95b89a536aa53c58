/** Who may import whom. docs/architecture.md says why; `npm run graph` draws what is. */

/** Small things that every room may use, and that use each other only. */
const FOUNDATION = ['boundedJson', 'errors', 'format', 'kernels', 'objects', 'random', 'time'];

/** The rooms of src/, each with those that it may import from beside the foundation. */
const ROOMS = {
  query: [],
  logs: ['query'],
  sources: ['logs', 'query'],
  analysis: ['logs', 'query'],
  views: ['analysis', 'logs', 'query'],
  pipeline: ['analysis', 'sources', 'logs', 'query'],
  report: ['pipeline', 'analysis', 'sources', 'logs', 'query'],
  backend: ['report', 'pipeline', 'views', 'analysis', 'sources', 'logs', 'query'],
  // The browser half.
  variableSupport: ['query'],
  datasource: ['query'],
  components: ['datasource', 'query'],
  module: ['components', 'datasource', 'variableSupport', 'query'],
};

/** The folders of src/analysis, in the order of dependence: none imports from its neighbours or from what is below. */
const ANALYSIS = [
  ['model', 'statistics'],
  ['windows', 'services'],
  ['series'],
  ['messages'],
  ['evidence'],
  ['features', 'forest'],
  ['anomalies', 'patterns', 'expected', 'dependencies'],
  ['incidents'],
  ['baselines', 'forecast', 'health', 'quality', 'trend'],
  ['lookAt'],
];

const BROWSER = '^src/(components/|module|datasource|variableSupport|testDataSource)';
const TESTS = String.raw`\.test\.tsx?$|/testing/|^src/testDataSource`;

const room = (name) => `^src/${name}(/|\\.ts$)`;
const oneOf = (names) => `(${names.join('|')})`;

const rule = (from, allowed) => ({
  name: `${from}-imports-only-from-${allowed.join('-')}`,
  severity: 'error',
  from: { path: room(from), pathNot: TESTS },
  to: { path: '^src/', pathNot: room(oneOf([from, ...allowed])) },
});

const betweenRooms = [
  ...FOUNDATION.map((name) => rule(name, FOUNDATION)),
  ...Object.entries(ROOMS).map(([name, others]) => rule(name, [...others, ...FOUNDATION])),
];

const withinAnalysis = ANALYSIS.flatMap((folders, level) => {
  const before = ANALYSIS.slice(0, level).flat();
  return folders.map((folder) => ({
    name: `analysis-${folder}-imports-only-from-before`,
    severity: 'error',
    from: { path: `^src/analysis/${folder}/`, pathNot: TESTS },
    to: { path: '^src/analysis/', pathNot: `^src/analysis/${oneOf([folder, ...before])}/` },
  }));
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...betweenRooms,
    ...withinAnalysis,
    {
      name: 'every-room-is-listed',
      comment: 'A new folder of src/ gets a line in ROOMS; one of src/analysis in ANALYSIS.',
      severity: 'error',
      from: {},
      to: {
        path: '^src/',
        pathNot: [room(oneOf([...FOUNDATION, ...Object.keys(ROOMS)])), TESTS, String.raw`\.(json|proto)$`],
      },
    },
    {
      name: 'every-folder-of-analysis-is-listed',
      severity: 'error',
      from: {},
      to: { path: '^src/analysis/[^/]+/', pathNot: `^src/analysis/${oneOf(ANALYSIS.flat())}/` },
    },
    {
      name: 'no-circles',
      comment: 'Of types too: two files that know each other are one thing, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-are-imported-by-tests-only',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: '^(bench|scripts|tests)/' },
    },
    {
      name: 'analysis-and-views-do-no-input-or-output',
      severity: 'error',
      // Of http only the words of the status codes are taken: a table, no input or output.
      from: {
        path: '^src/(analysis|views|query|logs|random|format|kernels)/',
        pathNot: [TESTS, '^src/logs/access/request[.]ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-browser-half-knows-the-browser',
      severity: 'error',
      from: { path: '^src/', pathNot: [BROWSER, TESTS] },
      to: { path: '^node_modules/(@grafana|react|react-dom|rxjs)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-back-end-speaks-grpc-and-arrow',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/backend/', TESTS] },
      to: { path: '^node_modules/(@grpc|protobufjs|apache-arrow|prom-client)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
