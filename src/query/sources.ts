import { ALL_OF_LOKI } from './storeText';

/** All that editors and the back end know of a source; what reads it is in src/sources. */
export interface SourceDefinition {
  readonly label: string;
  readonly description: string;
  /** Of sources that are reached over HTTP. */
  readonly store?: {
    readonly urlPlaceholder: string;
    /** Its login beside user and password. */
    readonly token: { readonly secret: TokenSecret; readonly label: string; readonly description: string };
  };
  /** Of sources that have a query language. */
  readonly query?: {
    readonly label: string;
    readonly description: string;
    readonly placeholder: string;
    /** What people often want of it, in that language. */
    readonly examples: ReadonlyArray<{ readonly label: string; readonly expr: string }>;
  };
}

/** Where a token stands among the data source's secrets. */
type TokenSecret = 'bearerToken' | 'apiKey' | 'serviceAccountToken';

/** Every source. What is new here is read by a folder of that name in src/sources. */
export const SOURCES = {
  generated: { label: 'Generated logs', description: 'Needs nothing else: to try Seismolog out' },
  loki: {
    label: 'Loki',
    description: 'Grafana Loki, by LogQL',
    store: {
      urlPlaceholder: 'http://localhost:3100',
      token: {
        secret: 'bearerToken',
        label: 'Bearer token',
        description: 'Sent in the Authorization header of each request',
      },
    },
    query: {
      label: 'Logs',
      description: 'A LogQL selector of log lines.',
      placeholder: ALL_OF_LOKI,
      examples: [
        { label: 'All of one namespace', expr: '{namespace="shop"}' },
        { label: 'Two services, without their health checks', expr: '{app=~"cart|checkout"} != "/healthz"' },
        { label: 'By a field of the line', expr: '{app="checkout"} | json | tenant="acme"' },
      ],
    },
  },
  elasticsearch: {
    label: 'Elasticsearch',
    description: 'Elasticsearch or OpenSearch, by Lucene queries',
    store: {
      urlPlaceholder: 'http://localhost:9200',
      token: {
        secret: 'apiKey',
        label: 'API key',
        description: 'The encoded key, as Elasticsearch gives it when it makes one',
      },
    },
    query: {
      label: 'Lucene query',
      description: 'Which documents to read.',
      placeholder: 'log.level:(error OR warn)',
      examples: [
        { label: 'All of one namespace', expr: 'kubernetes.namespace:shop' },
        {
          label: 'Two services, without their health checks',
          expr: 'service.name:(cart OR checkout) AND NOT "/healthz"',
        },
        { label: 'By a field of the line', expr: 'service.name:checkout AND tenant:acme' },
      ],
    },
  },
  victorialogs: {
    label: 'VictoriaLogs',
    description: 'VictoriaLogs, by LogsQL',
    store: {
      urlPlaceholder: 'http://localhost:9428',
      token: {
        secret: 'bearerToken',
        label: 'Bearer token',
        description: 'Sent in the Authorization header of each request',
      },
    },
    query: {
      label: 'LogsQL query',
      description: 'Filters, and pipes that look at each log by itself.',
      placeholder: 'service:="checkout" (error or warn)',
      examples: [
        { label: 'All of one namespace', expr: 'kubernetes.namespace:="shop"' },
        { label: 'Two services, without their health checks', expr: 'service:in("cart", "checkout") !"/healthz"' },
        { label: 'By a field of the line', expr: 'service:="checkout" tenant:="acme"' },
      ],
    },
  },
  grafana: {
    label: 'Grafana',
    description: 'Any data source of a Grafana that gives log lines',
    store: {
      urlPlaceholder: 'http://localhost:3000',
      token: {
        secret: 'serviceAccountToken',
        label: 'Service account token',
        description: 'Of an account that may query the data source',
      },
    },
    query: {
      label: 'Query (JSON)',
      description: "In the asked data source's own model. Laid over the query of the settings.",
      placeholder: '{"expr": "{app=\\"x\\"}"}',
      examples: [{ label: 'All of one namespace', expr: '{"expr": "{namespace=\\"shop\\"}"}' }],
    },
  },
} as const satisfies Readonly<Record<string, SourceDefinition>>;

export type SourceType = keyof typeof SOURCES;

export const SOURCE_TYPES = Object.keys(SOURCES) as [SourceType, ...SourceType[]];

/** What is known of a source. */
export function sourceOf(type: SourceType): SourceDefinition {
  return SOURCES[type];
}
