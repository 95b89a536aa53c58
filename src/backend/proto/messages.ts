/* The messages of plugin.proto as they are read from the wire, every field filled in, and as they may be written. */

export interface InstanceMessage {
  name: string;
  uid: string;
  url: string;
  basicAuthEnabled: boolean;
  basicAuthUser: string;
  jsonData: Uint8Array;
  decryptedSecureJsonData: Record<string, string>;
  lastUpdatedMS: number;
}

export interface PluginContextMessage {
  orgId: number;
  dataSourceInstanceSettings: InstanceMessage | null;
}

export interface DataQueryMessage {
  refId: string;
  maxDataPoints: number;
  timeRange: { fromEpochMS: number; toEpochMS: number } | null;
  json: Uint8Array;
  queryType: string;
}

export interface QueryDataRequest {
  pluginContext: PluginContextMessage | null;
  headers: Record<string, string>;
  queries: DataQueryMessage[];
}

export interface DataResponse {
  frames?: Uint8Array[];
  error?: string;
  status: number;
  errorSource?: string;
}

export interface QueryDataResponse {
  responses: Record<string, DataResponse>;
}

export interface CallResourceRequest {
  pluginContext: PluginContextMessage | null;
  path: string;
  method: string;
  url: string;
}

export interface CallResourceResponse {
  code: number;
  headers: Record<string, { values: string[] }>;
  body: Uint8Array;
}

export interface CheckHealthRequest {
  pluginContext: PluginContextMessage | null;
}

export interface CheckHealthResponse {
  status: 'OK' | 'ERROR';
  message: string;
  jsonDetails: Uint8Array;
}

export interface StreamRequest {
  pluginContext: PluginContextMessage | null;
  path: string;
  data: Uint8Array;
}

export interface StreamPacket {
  data: Uint8Array;
}

export interface StreamAnswer {
  status: 'OK' | 'NOT_FOUND' | 'PERMISSION_DENIED';
  data: Uint8Array;
}
