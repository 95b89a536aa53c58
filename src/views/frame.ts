import { type Notice } from '../logs/notice';
import { type Visualization } from '../query/views';

/**
 * A Grafana data frame, in the terms of Grafana's data plane contract (https://grafana.com/developers/dataplane/),
 * before it is encoded. Columns all have the same length.
 */
export interface Frame {
  name: string;
  fields: Field[];
  meta: FrameMeta;
}

export type Field = TimeField | NumberField | StringField | BooleanField | JsonField;

interface FieldBase {
  name: string;
  labels?: Record<string, string>;
  config?: FieldConfig;
}

/**
 * Milliseconds since the epoch, with the nanoseconds within the millisecond where the time is exact. Never null: alert
 * rules can't read a time that may be.
 */
export interface TimeField extends FieldBase {
  type: 'time';
  values: Float64Array;
  nanoseconds?: Uint32Array;
}

/** NaN stands for no value and is sent as null. */
export interface NumberField extends FieldBase {
  type: 'number';
  values: Float64Array;
}

export interface StringField extends FieldBase {
  type: 'string';
  values: readonly string[];
}

interface BooleanField extends FieldBase {
  type: 'boolean';
  values: readonly boolean[];
}

/** Values are JSON texts, for example the labels of log lines. */
interface JsonField extends FieldBase {
  type: 'json';
  values: readonly string[];
}

/** The part of Grafana's FieldConfig that we use. */
export interface FieldConfig {
  displayName?: string;
  displayNameFromDS?: string;
  description?: string;
  unit?: string;
  decimals?: number;
  min?: number;
  max?: number;
  color?: { mode: string; fixedColor?: string };
  thresholds?: { mode: 'absolute'; steps: Array<{ value: number | null; color: string }> };
  custom?: Record<string, unknown>;
  /** Grafana's value mappings: texts and colours for particular values. */
  mappings?: Array<Record<string, unknown>>;
  links?: Array<Record<string, unknown>>;
  /** Whether a table offers to filter for a cell's value, under the field's name as the key. */
  filterable?: boolean;
}

export type FrameType =
  | 'timeseries-multi'
  | 'timeseries-wide'
  | 'numeric-multi'
  | 'numeric-wide'
  | 'numeric-long'
  | 'log-lines'
  | 'heatmap-cells'
  | 'table';

/** A number beside the data, as the inspector of a panel shows it. */
export interface Stat {
  readonly displayName: string;
  readonly value: number;
  readonly unit?: string;
}

interface FrameMeta {
  type?: FrameType;
  typeVersion?: [number, number];
  notices?: Notice[];
  stats?: Stat[];
  /**
   * Where Explore draws it, and which panel is suggested first; Explore takes a panel that it does not know for none.
   */
  preferredVisualisationType?: Visualization;
  /** The panel that Explore draws it with, where it has no place of its own for it. */
  preferredVisualisationPluginId?: Visualization;
  executedQueryString?: string;
  custom?: Record<string, unknown>;
}
