import { type FieldMapping } from '../query/settings';
import { MS_PER_UNIT } from './duration';

/** What a field of a log can be, in the columns of a LogTable. */
export const ROLES = ['time', 'level', 'service', 'message', 'responseTime', 'statusCode', 'traceId'] as const;

export type Role = (typeof ROLES)[number];

export interface Field {
  readonly role: Role;
  /** Index of the role in ROLES. */
  readonly index: number;
  /** Among several fields of one role that with the lowest rank is taken. */
  readonly rank: number;
  /** Milliseconds in the unit of a response time that is a bare number. */
  readonly unitMs: number;
  /** How a numeric level is meant: OpenTelemetry's numbers count the other way than syslog's. */
  readonly isOpenTelemetryLevel: boolean;
}

/** Services told by where a log comes from, not by its own saying, have at least this rank. */
export const WEAK_SERVICE_RANK = 10;

const names = (text: string): string[] => text.split(' ');

/** The usual names, the most telling first, lower-case and without `_`, `-`, `.` and the like. */
const USUAL: Readonly<Record<Role, readonly string[]>> = {
  time: names(
    'timestamp time ts datetime eventtime timestampns timestampms timestampus timeunixnano observedtimeunixnano ' +
      'timemillis epoch epochms asctime logtime logtimestamp realtimetimestamp created createdat date t'
  ),
  level: names(
    'level severity severitytext loglevel lvl levelname logseverity severitynumber syslogseverity priority detectedlevel'
  ),
  service: [
    ...names('servicename service svc app application appname applicationname serviceid component microservice'),
    ...names(
      'appkubernetesioname labelsappkubernetesioname labelsapp deployment deploymentname container containername'
    ),
    ...names('syslogidentifier systemdunit program programname unit job pod podname'),
  ],
  message: names(
    'message msg body log line event text content logmessage textpayload shortmessage fullmessage rawmessage m mt ' +
      'exception errormessage error err'
  ),
  responseTime: names(
    'responsetime duration latency elapsed elapsedtime timeelapsed took timetaken requesttime requestduration ' +
      'responseduration processingtime executiontime exectime totaltime durationhuman latencyhuman httpduration ' +
      'httpresponsetime httprequestduration httpserverduration httpserverrequestduration eventduration spanduration ' +
      'upstreamresponsetime rt'
  ),
  statusCode: names(
    'statuscode httpstatuscode httpresponsestatuscode httpstatus responsestatus responsestatuscode responsecode ' +
      'httpresponsecode httpcode resstatuscode resstatus downstreamstatus originstatus elbstatuscode scstatus status code'
  ),
  traceId: names(
    'traceid oteltraceid xb3traceid ddtraceid amzntraceid trace correlationid xcorrelationid requestid xrequestid'
  ),
};

/** Units that end a name, the longer before those that end them too. */
const UNIT_SUFFIXES: ReadonlyArray<readonly [suffix: string, unitMs: number]> = [
  ['milliseconds', 1],
  ['microseconds', 1e-3],
  ['nanoseconds', 1e-6],
  ['seconds', 1000],
  ['millis', 1],
  ['micros', 1e-3],
  ['nanos', 1e-6],
  ['nano', 1e-6],
  ['msec', 1],
  ['usec', 1e-3],
  ['secs', 1000],
  ['sec', 1000],
  ['ms', 1],
  ['us', 1e-3],
  ['ns', 1e-6],
  ['s', 1000],
];

/** Names whose bare numbers are by custom not milliseconds: nginx, OpenTelemetry, the Elastic Common Schema. */
const CUSTOMARY_UNITS: Readonly<Record<string, number>> = {
  requesttime: 1000,
  upstreamresponsetime: 1000,
  httpserverrequestduration: 1000,
  eventduration: 1e-6,
};

/** Objects that hold a log's own fields in many shippers' wrapping: their name adds nothing. */
const WRAPPERS = new Set(
  names('attributes attrs resource resources resourceattributes fields labels jsonpayload payload data context extra') //
    .concat(
      names('mdc record metadata source structuredmetadata tags properties kubernetes k8s docker http httprequest')
    )
);

const RANK_OF = new Map(
  ROLES.flatMap((role) => USUAL[role].map((name, rank) => [name.toLowerCase(), { role, rank }] as const))
);

/** Tells what a field is, by the mapping where it names one for that role, otherwise by the usual names. */
export function recogniseField(path: readonly string[], mapping: FieldMapping): Field | undefined {
  const full = path.join('.');
  const mapped = ROLES.find((role) => mapping[role] !== undefined && isSamePath(mapping[role] ?? '', full));
  if (mapped) {
    return fieldOf(mapped, -1, path, mapping);
  }
  // A wrapper's name is left out, but only where the whole path says nothing: `http.status_code` is known as it stands.
  for (let from = 0; from < path.length; from++) {
    const recognised = recogniseName(path.slice(from).join('.'));
    if (recognised && mapping[recognised.role] === undefined) {
      return fieldOf(recognised.role, recognised.rank + from * 0.1, path, mapping);
    }
    if (!WRAPPERS.has(simplified(path[from]))) {
      return undefined;
    }
  }
  return undefined;
}

function fieldOf(role: Role, rank: number, path: readonly string[], mapping: FieldMapping): Field {
  const name = simplified(path.join('.'));
  const unit = mapping.responseTimeUnit;
  return {
    role,
    index: ROLES.indexOf(role),
    rank,
    unitMs: unit ? MS_PER_UNIT[unit] : unitOfName(path.join('.')),
    isOpenTelemetryLevel: name.endsWith('severitynumber'),
  };
}

function recogniseName(name: string): { role: Role; rank: number } | undefined {
  const plain = simplified(name);
  const usual = RANK_OF.get(plain);
  if (usual) {
    return usual;
  }
  for (const [suffix] of UNIT_SUFFIXES) {
    if (hasUnitSuffix(name, plain, suffix)) {
      const stem = RANK_OF.get(plain.slice(0, -suffix.length));
      return stem?.role === 'responseTime' ? stem : undefined;
    }
  }
  return undefined;
}

/** Milliseconds in the unit that a field's name tells: 1 for `latency_ms`, 1000 for `duration_seconds`; 1 where it tells none. */
function unitOfName(name: string): number {
  const plain = simplified(name);
  const customary = Object.keys(CUSTOMARY_UNITS).find((usual) => plain.endsWith(usual));
  if (customary) {
    return CUSTOMARY_UNITS[customary];
  }
  return UNIT_SUFFIXES.find(([suffix]) => hasUnitSuffix(name, plain, suffix))?.[1] ?? 1;
}

/** A short unit must stand apart, as in `duration_s` or `durationNs`: a plural is no unit. */
function hasUnitSuffix(name: string, plain: string, suffix: string): boolean {
  if (!plain.endsWith(suffix) || plain.length === suffix.length) {
    return false;
  }
  if (suffix.length > 3) {
    return true;
  }
  const tail = name.replace(/(?<![^A-Za-z0-9])[^A-Za-z0-9]+$/, '');
  const before = tail.charAt(tail.length - suffix.length - 1);
  const first = tail.charAt(tail.length - suffix.length);
  return !/[A-Za-z0-9]/.test(before) || (/[a-z]/.test(before) && first !== first.toLowerCase());
}

/** A name as it is compared: `http.status_code`, `httpStatusCode` and `http_status_code` are the same. */
function simplified(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A mapped name is taken literally, except that stores write `_` for the dots of a label. */
export function isSamePath(mapped: string, path: string): boolean {
  return mapped === path || mapped.replace(/[^A-Za-z0-9]/g, '_') === path.replace(/[^A-Za-z0-9]/g, '_');
}
