/** What a field of a log can be, in the columns of a LogTable. */
export const ROLES = ['time', 'level', 'service', 'message', 'responseTime', 'statusCode', 'traceId'] as const;

export type Role = (typeof ROLES)[number];
