/** How to reach a log store over HTTP: the data source's settings, resolved. Holds secrets: never log or show it. */
export interface StoreConnection {
  /** Without a trailing slash; '' where the source has no address. */
  url: string;
  basicAuth?: { user: string; password: string };
  bearerToken?: string;
  /** Elasticsearch: sent as `Authorization: ApiKey`. */
  apiKey?: string;
  /** Loki: the value of X-Scope-OrgID. VictoriaLogs: AccountID:ProjectID. */
  tenantId?: string;
  headers: Record<string, string>;
  tls: StoreTls;
  /** Until a request is given up. */
  timeoutMs: number;
}

/** PEM texts. */
export interface StoreTls {
  skipVerify: boolean;
  ca?: string;
  cert?: string;
  key?: string;
  serverName?: string;
}
