/** The seven services; a service's code is its index. */
export const SERVICES = [
  'api-gateway',
  'auth-service',
  'database',
  'cache-redis',
  'payment-service',
  'notification-service',
  'analytics-engine',
] as const;

export type ServiceName = (typeof SERVICES)[number];

export const GATEWAY = 0;
export const AUTH = 1;
export const DATABASE = 2;
export const CACHE = 3;
export const PAYMENT = 4;
export const NOTIFICATION = 5;
export const ANALYTICS = 6;

/** How a service behaves on an ordinary day, by service code. */
export interface ServiceProfile {
  /** Median response time in ms, and the standard deviation of its logarithm. */
  readonly medianMs: number;
  readonly sigma: number;
  /** Shares of its logs, 0 to 1; the rest is INFO. */
  readonly debug: number;
  readonly warning: number;
  readonly error: number;
}

export const PROFILES: readonly ServiceProfile[] = [
  { medianMs: 78, sigma: 0.8, debug: 0.05, warning: 0.03, error: 0.0075 },
  { medianMs: 72, sigma: 0.75, debug: 0.06, warning: 0.03, error: 0.0075 },
  { medianMs: 108, sigma: 0.88, debug: 0.1, warning: 0.04, error: 0.0085 },
  { medianMs: 46, sigma: 0.8, debug: 0.12, warning: 0.035, error: 0.005 },
  { medianMs: 106, sigma: 0.8, debug: 0.05, warning: 0.03, error: 0.0095 },
  { medianMs: 64, sigma: 0.8, debug: 0.06, warning: 0.025, error: 0.006 },
  { medianMs: 88, sigma: 0.85, debug: 0.1, warning: 0.035, error: 0.0075 },
];

/** Who calls whom: [caller, called]. */
export const CALLS: ReadonlyArray<readonly [number, number]> = [
  [GATEWAY, AUTH],
  [GATEWAY, CACHE],
  [GATEWAY, DATABASE],
  [GATEWAY, PAYMENT],
  [AUTH, DATABASE],
  [AUTH, CACHE],
  [PAYMENT, DATABASE],
  [PAYMENT, NOTIFICATION],
  [ANALYTICS, DATABASE],
];

export function callersOf(service: number): number[] {
  return CALLS.filter(([, called]) => called === service).map(([caller]) => caller);
}

/** A request's way through the services, the one that was asked first in front. */
export interface Flow {
  readonly weight: number;
  readonly services: readonly number[];
}

/** By the number of services that log the request, less one. */
export const FLOWS: ReadonlyArray<readonly Flow[]> = [
  [
    { weight: 22, services: [GATEWAY] },
    { weight: 8, services: [AUTH] },
    { weight: 11, services: [DATABASE] },
    { weight: 12, services: [CACHE] },
    { weight: 9, services: [PAYMENT] },
    { weight: 13, services: [NOTIFICATION] },
    { weight: 14, services: [ANALYTICS] },
  ],
  [
    { weight: 14, services: [GATEWAY, AUTH] },
    { weight: 16, services: [GATEWAY, CACHE] },
    { weight: 10, services: [ANALYTICS, DATABASE] },
    { weight: 6, services: [PAYMENT, NOTIFICATION] },
  ],
  [
    { weight: 10, services: [GATEWAY, CACHE, DATABASE] },
    { weight: 7, services: [GATEWAY, AUTH, DATABASE] },
    { weight: 9, services: [GATEWAY, PAYMENT, DATABASE] },
  ],
  [
    { weight: 8, services: [GATEWAY, PAYMENT, DATABASE, NOTIFICATION] },
    { weight: 3, services: [GATEWAY, AUTH, CACHE, PAYMENT] },
  ],
];

/** How many requests are logged by one, two, three and four services. */
export const FLOW_SIZES = [0.62, 0.2, 0.12, 0.06] as const;
