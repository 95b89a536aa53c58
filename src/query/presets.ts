import { type DetectedField } from './detectedField';
import { isSamePath } from './fieldPath';
import { type FieldMapping, type FieldRole } from './settings';

/** A convention of how fields of logs are called. */
export interface Preset {
  readonly label: string;
  readonly description: string;
  /** What each field is called, the usual name first: shippers and stores write it in their own ways. */
  readonly fields: Readonly<Partial<Record<FieldRole, readonly string[]>>>;
  /** Names that only such logs have: it is known by two of them. */
  readonly signs: readonly string[];
}

/** Every preset. A new one is an entry here. */
export const PRESETS = {
  openTelemetry: {
    label: 'OpenTelemetry',
    description: 'service.name, severity_text, body, trace_id',
    fields: {
      level: ['severity_text', 'severityText', 'SeverityText', 'severity_number', 'severityNumber'],
      service: ['service.name', 'resource.attributes.service.name', 'resource.service.name', 'ServiceName'],
      message: ['body', 'Body'],
      statusCode: ['http.response.status_code', 'http.status_code', 'attributes.http.response.status_code'],
      traceId: ['trace_id', 'traceId', 'TraceId'],
    },
    signs: [
      'severity_text',
      'severityText',
      'severity_number',
      'severityNumber',
      'span_id',
      'spanId',
      'scope_name',
      'service.namespace',
      'service.instance.id',
      'telemetry.sdk.language',
      'deployment.environment',
      'resource.attributes.service.name',
    ],
  },
  ecs: {
    label: 'Elastic Common Schema',
    description: 'service.name, log.level, message, event.duration, trace.id',
    fields: {
      level: ['log.level'],
      service: ['service.name'],
      message: ['message'],
      responseTime: ['event.duration'],
      statusCode: ['http.response.status_code'],
      traceId: ['trace.id'],
    },
    signs: [
      'log.level',
      'ecs.version',
      'event.dataset',
      'event.duration',
      'trace.id',
      'log.logger',
      'process.thread.name',
    ],
  },
  kubernetes: {
    label: 'Kubernetes',
    description: 'The service is the container, whatever its logs call themselves',
    fields: {
      service: ['k8s.container.name', 'kubernetes.container.name', 'container'],
    },
    signs: [
      'k8s.container.name',
      'k8s.pod.name',
      'k8s.node.name',
      'k8s.namespace.name',
      'kubernetes.container.name',
      'kubernetes.pod.name',
      'kubernetes.node.name',
      'kubernetes.host',
      'container',
      'pod',
      'node_name',
    ],
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof PRESETS;

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

/** A preset is known by so many of its signs. */
const MIN_SIGNS = 2;

/**
 * The field mapping of a preset.
 * @param detected the fields that the logs have: of a preset's names the first that is among them is taken, and where
 *   none is, the usual names go on being recognised. Empty: not known, so that the usual name is taken.
 */
export function presetMapping(name: PresetName, detected: readonly DetectedField[]): FieldMapping {
  const { fields }: Preset = PRESETS[name];
  const has = (path: string): boolean => detected.some((field) => isSamePath(path, field.name));
  const chosen = Object.entries(fields).map(([role, names]) => [
    role,
    detected.length === 0 ? names[0] : names.find(has),
  ]);
  return Object.fromEntries(chosen.filter(([, path]) => path !== undefined)) as FieldMapping;
}

/** The preset of whose signs the logs have the most; undefined where they have too few of each. */
export function recognisePreset(detected: readonly DetectedField[]): PresetName | undefined {
  const counted = PRESET_NAMES.map((name) => {
    const { signs }: Preset = PRESETS[name];
    const count = detected.filter((field) => signs.some((sign) => isSamePath(sign, field.name))).length;
    return { name, count };
  });
  const [best] = counted.sort((a, b) => b.count - a.count);
  return best.count >= MIN_SIGNS ? best.name : undefined;
}

/** The preset that a mapping is, as it would be filled in; undefined for any other. */
export function presetOf(mapping: FieldMapping, detected: readonly DetectedField[]): PresetName | undefined {
  return PRESET_NAMES.find((name) =>
    [presetMapping(name, detected), presetMapping(name, [])].some((filled) => {
      const roles = Object.keys(filled) as FieldRole[];
      return roles.length > 0 && roles.every((role) => mapping[role] === filled[role]);
    })
  );
}
