import { parseObject } from '../json';

/**
 * A line of Docker's own log files (json-file): `{"log":"added\n","stream":"stdout","time":"2024-11-03T14:30:00.1Z"}`.
 */
const DOCKER = /^\{\s*"(?:log|stream)"\s*:/;

/**
 * The line as a Kubernetes node would have written it, so that both are read alike; undefined where it is none of
 * Docker's.
 */
export function criOfDocker(line: string): string | undefined {
  const { log, stream, time } = (DOCKER.test(line) ? parseObject(line) : undefined) ?? {};
  if (typeof log !== 'string' || typeof time !== 'string' || (stream !== 'stdout' && stream !== 'stderr')) {
    return undefined;
  }
  // Docker cuts long lines: only the last part ends with a newline, and a space where it cuts is the text's own.
  return log.endsWith('\n') ? `${time} ${stream} F ${log.trimEnd()}` : `${time} ${stream} P ${log}`;
}
