import { recogniseField, recogniseRequest, WEAK_SERVICE_RANK } from './fieldNames';
import { PRODUCERS, producerOf, SIGN_COUNT, signOf } from './fields/producers';

const roleOf = (name: string) => recogniseField(name.split('.'), {})?.role;
const unitOf = (name: string) => {
  const field = recogniseField(name.split('.'), {});
  return field && [field.role, field.hasUnit ? field.unitMs : undefined];
};

describe('recogniseField', () => {
  it('takes no pod that a log is about for its service', () => {
    expect(roleOf('pod.name')).toBeUndefined();
  });

  it.each([
    ['service.name', 'service'],
    ['resource.service.name', 'service'],
    ['Resource.service.name', 'service'],
    ['severity_text', 'level'],
    ['SeverityNumber', 'level'],
    ['trace_id', 'traceId'],
    ['otelTraceID', 'traceId'],
    ['Body', 'message'],
    ['attributes.http.response.status_code', 'statusCode'],
    ['log.level', 'level'],
    ['event.duration', 'responseTime'],
    ['http.response.status_code', 'statusCode'],
    ['trace.id', 'traceId'],
    ['kubernetes.container.name', 'service'],
    ['kubernetes.deployment.name', 'service'],
    ['kubernetes.labels.app', 'service'],
    ['kubernetes.pod.name', 'service'],
    ['kubernetes_container_name', 'service'],
    ['kubernetes.container_name', 'service'],
    ['kubernetes_labels_app_kubernetes_io/name', 'service'],
    ['resource_service_name', 'service'],
    ['k8s.deployment.name', 'service'],
    ['@l', 'level'],
    ['@mt', 'message'],
    ['@m', 'message'],
    ['RenderedMessage', 'message'],
    ['Properties.StatusCode', 'statusCode'],
    ['level.levelStr', 'level'],
    ['level_name', 'level'],
    ['record.level.name', 'level'],
    ['LevelDisplayName', 'level'],
    ['log.syslog.severity.code', 'level'],
    ['_app', 'service'],
    ['DownstreamStatus', 'statusCode'],
    ['sc-status', 'statusCode'],
    ['time-taken', 'responseTime'],
    ['latencies.request', 'responseTime'],
    ['httpRequest.latency', 'responseTime'],
    ['message.response_time', 'responseTime'],
    ['grpc.time_ms', 'responseTime'],
    ['attr.durationMillis', 'responseTime'],
    ['EdgeResponseStatus', 'statusCode'],
    ['SYSLOG_IDENTIFIER', 'service'],
  ])('knows %s', (name, role) => {
    expect(roleOf(name)).toBe(role);
  });

  it.each([
    'log.file.path',
    'user.name',
    'message.total',
    'event.code.x',
    'process.pid',
    'durations_total',
    'k8s_node_name',
  ])('does not know %s', (name) => {
    expect(roleOf(name)).toBeUndefined();
  });

  it.each([
    ['duration_ms', 1],
    ['durationMs', 1],
    ['latency_us', 1e-3],
    ['durationNs', 1e-6],
    ['duration_nano', 1e-6],
    ['elapsed_seconds', 1000],
    ['duration_s', 1000],
    ['ElapsedMilliseconds', 1],
    ['elapsedTimeInMs', 1],
    ['took_millis', 1],
    ['request_time', 1000],
    ['upstream_response_time', 1000],
    ['http.server.request.duration', 1000],
    ['event.duration', 1e-6],
    ['duration', undefined],
    ['Duration', undefined],
    ['took', undefined],
    ['response_time', undefined],
  ])('knows the unit of %s by its name', (name, unitMs) => {
    expect(unitOf(name)).toEqual(['responseTime', unitMs]);
  });

  it('takes a level by its word before one by its number', () => {
    const rank = (name: string) => recogniseField([name], {})?.rank ?? NaN;
    expect(rank('levelname')).toBeLessThan(rank('level'));
    expect(rank('level')).toBeLessThan(rank('levelno'));
    expect(rank('severity')).toBeLessThan(rank('type'));
  });

  it('knows the scale of a level by its name', () => {
    const scale = (name: string) => recogniseField(name.split('.'), {})?.scale;
    expect(['severity_number', 'levelno', 'level_value', 'PRIORITY', 'level'].map(scale)).toEqual([
      'openTelemetry',
      'python',
      'logback',
      'syslog',
      undefined,
    ]);
  });

  it('takes what only says where a log comes from for a weak service', () => {
    const isWeak = (name: string) => (recogniseField([name], {})?.rank ?? NaN) >= WEAK_SERVICE_RANK;
    expect(['service', 'app', 'container_name', 'job', 'pod'].map(isWeak)).toEqual([false, false, true, true, true]);
  });
});

describe('recogniseRequest', () => {
  it.each([
    ['method', 'method'],
    ['RequestMethod', 'method'],
    ['http.request.method', 'method'],
    ['httpRequest.requestMethod', 'method'],
    ['request.method', 'method'],
    ['cs-method', 'method'],
    ['request.uri', 'path'],
    ['url.path', 'path'],
    ['cs-uri-stem', 'path'],
    ['httpRequest.requestUrl', 'path'],
    ['request', 'request'],
  ])('knows %s', (name, part) => {
    expect(recogniseRequest(name.split('.'))?.part).toBe(part);
  });
});

describe('producerOf', () => {
  const producer = (...names: string[]) => producerOf(names.reduce((signs, name) => signs | signOf([name]), 0))?.name;

  it('knows who wrote a log by the names of its fields', () => {
    expect(producer('DownstreamStatus', 'Duration')).toBe('Traefik');
    expect(producer('bytes_read', 'duration')).toBe('Caddy');
    expect(producer('caller', 'ts', 'msg')).toBe('zap');
    expect(producer('ts', 'msg')).toBeUndefined();
    expect(producer('EventID', 'Channel', 'Level')).toBe('Windows events');
    expect(producer()).toBeUndefined();
  });

  it('has a bit for each sign', () => {
    expect(SIGN_COUNT).toBeLessThanOrEqual(31);
    expect(PRODUCERS.every(({ signs }) => signs.every((names) => producer(...names) !== undefined))).toBe(true);
  });
});
