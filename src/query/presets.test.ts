import { type DetectedField } from './detectedField';
import { PRESET_NAMES, presetMapping, presetOf, recognisePreset } from './presets';

const fieldsNamed = (...names: string[]): DetectedField[] => names.map((name) => ({ name, values: [] }));
const OTEL_IN_LOKI = fieldsNamed(
  'service_name',
  'severity_text',
  'severity_number',
  'trace_id',
  'span_id',
  'scope_name'
);

describe('presetMapping', () => {
  it('takes the usual names where it is not known which fields there are', () => {
    expect(presetMapping('ecs', [])).toEqual({
      level: 'log.level',
      service: 'service.name',
      message: 'message',
      responseTime: 'event.duration',
      statusCode: 'http.response.status_code',
      traceId: 'trace.id',
    });
  });

  it('takes the names that the logs have, and leaves the others to be recognised', () => {
    expect(presetMapping('openTelemetry', OTEL_IN_LOKI)).toEqual({
      level: 'severity_text',
      service: 'service.name',
      traceId: 'trace_id',
    });
    expect(presetMapping('kubernetes', fieldsNamed('kubernetes.container_name', 'log'))).toEqual({
      service: 'kubernetes.container.name',
    });
  });
});

describe('recognisePreset', () => {
  it.each([
    ['openTelemetry', OTEL_IN_LOKI],
    ['ecs', fieldsNamed('@timestamp', 'log.level', 'ecs.version', 'service.name', 'message')],
    ['kubernetes', fieldsNamed('pod', 'container', 'namespace', 'level', 'msg')],
    [undefined, fieldsNamed('level', 'msg', 'container')],
    [undefined, []],
  ])('knows %s by its signs', (name, detected) => {
    expect(recognisePreset(detected)).toBe(name);
  });
});

describe('presetOf', () => {
  it.each(PRESET_NAMES)('knows %s again, whatever else is set', (name) => {
    expect(presetOf({ ...presetMapping(name, []), timeZone: 'UTC' }, [])).toBe(name);
    expect(presetOf({ level: 'lvl' }, [])).toBeUndefined();
  });
});
