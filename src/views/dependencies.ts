import { type Analysis, type Dependency, type ServiceSummary } from '../analysis/model/analysis';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { frame, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { scoresOf } from './health';
import { isWanted } from './services';
import { type ViewRequest } from './view';

const SHARE: FieldConfig = { unit: 'percentunit', decimals: 1, min: 0, max: 1 };

/** How thick an edge is drawn, in pixels, where the caller calls in every trace. */
const THICKEST = 6;

/**
 * Who depends on whom, in the two frames of Grafana's node graph: a node for each service with its health, its error
 * rate and a ring that shows it, and an edge for each dependency from the caller to the called one. Of the services
 * asked for and of those next to them.
 *
 * @throws QueryError where the health formula cannot be computed
 */
export function dependencies(analysis: Analysis, request: ViewRequest): Frame[] {
  const isShown = (service: string) => isWanted(request, service);
  const edges = analysis.dependencies.filter(({ from, to }) => isShown(from) || isShown(to));
  const shown = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = analysis.services.filter(({ service }) => shown.has(service) || isShown(service));
  const unknown: Notice = {
    severity: 'info',
    text: 'No dependency is known: it takes trace ids that services share, or failures that follow each other several times.',
  };
  return [nodesFrame(nodes, edges.length === 0 && nodes.length > 0 ? [unknown] : []), edgesFrame(edges)];
}

function nodesFrame(services: readonly ServiceSummary[], notices: Notice[]): Frame {
  const names = services.map(({ service }) => service);
  scoresOf(services.map(({ healthNow }) => healthNow));
  const errorShares = services.map(({ errorRate = 0, known }) => errorRate * known.levels);
  const unknown = services.map(({ known }) => 1 - known.levels);
  return frame(
    'nodes',
    'table',
    [
      stringField('id', names),
      stringField('title', names, { displayName: 'Service' }),
      // As texts: the node graph writes a number with its unit's raw name behind it.
      stringField(
        'mainstat',
        services.map(({ healthNow }) => healthNow.score?.toFixed(1) ?? 'unknown'),
        { displayName: 'Health' }
      ),
      stringField(
        'secondarystat',
        services.map(({ errorRate }) => (errorRate === undefined ? 'unknown' : percent(errorRate))),
        { displayName: 'Error rate' }
      ),
      numberField('arc__errors', errorShares, { displayName: 'Errors', ...SHARE, color: fixed('red') }),
      numberField(
        'arc__ok',
        errorShares.map((share, i) => 1 - share - unknown[i]),
        { displayName: 'No errors', ...SHARE, color: fixed('green') }
      ),
      ...(unknown.some((share) => share > 0)
        ? [numberField('arc__unknown', unknown, { displayName: 'Level unknown', ...SHARE, color: fixed('gray') })]
        : []),
      stringField(
        'detail__status',
        services.map(({ healthNow }) => healthNow.status),
        { displayName: 'Status' }
      ),
    ],
    notices
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function edgesFrame(edges: readonly Dependency[]): Frame {
  const texts = (value: (edge: Dependency) => string) => edges.map(value);
  const weights = edges.map(({ weight }) => weight);
  return frame('edges', 'table', [
    stringField(
      'id',
      texts(({ from, to }) => `${from} → ${to}`)
    ),
    stringField(
      'source',
      texts(({ from }) => from)
    ),
    stringField(
      'target',
      texts(({ to }) => to)
    ),
    stringField('mainstat', weights.map(percent), { displayName: 'Share' }),
    numberField(
      'thickness',
      weights.map((weight) => 1 + weight * (THICKEST - 1))
    ),
    stringField(
      'detail__evidence',
      texts(({ evidence }) => evidence),
      { displayName: 'Evidence' }
    ),
  ]);
}
