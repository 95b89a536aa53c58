import { type Notice } from '../logs/notice';
import {
  type FieldConfig,
  type Frame,
  type FrameType,
  type NumberField,
  type StringField,
  type TimeField,
} from './frame';
import { type ViewRequest } from './view';

type Labels = Record<string, string>;

export function timeField(name: string, values: Float64Array | readonly number[], config?: FieldConfig): TimeField {
  return { name, type: 'time', values: Float64Array.from(values), ...(config && { config }) };
}

export function numberField(
  name: string,
  values: Float64Array | readonly number[],
  config?: FieldConfig,
  labels?: Labels
): NumberField {
  return {
    name,
    type: 'number',
    values: Float64Array.from(values),
    ...(config && { config }),
    ...(labels && { labels }),
  };
}

export function stringField(name: string, values: readonly string[], config?: FieldConfig): StringField {
  return { name, type: 'string', values, ...(config && { config }) };
}

/**
 * Leaves room beyond the longest of horizontal bars, so that the number there isn't cut off. Of a few, an axis to 4
 * counts in ones; of one alone it would count in tenths.
 */
export function roomBeyond(values: readonly number[]): FieldConfig['custom'] {
  return { axisSoftMax: values.reduce((most, value) => Math.max(most, value * 1.4), 4) };
}

/** A frame by a version of Grafana's data plane contract, 0.1 where nothing else is said. */
export function frame(name: string, type: FrameType, fields: Frame['fields'], notices: Notice[] = []): Frame {
  const contract = type === 'table' ? { type } : { type, typeVersion: VERSIONS[type] ?? [0, 1] };
  return { name, fields, meta: { ...contract, ...(notices.length > 0 && { notices }) } };
}

const VERSIONS: Partial<Record<FrameType, [number, number]>> = { 'log-lines': [0, 0], 'heatmap-cells': [0, 0] };

/**
 * That there is nothing to show, and why. For an alert rule it is what the data plane contract calls "no data", a typed
 * frame without fields: rules take it for their No Data state, where empty columns would be an error to them. For a
 * panel the fields stay: time series, state timelines and heatmaps fail without them.
 *
 * @param empty the frame as it is without a row
 */
export function noData(empty: Frame, reason: string, { forAlert }: Pick<ViewRequest, 'forAlert'>): Frame[] {
  const notices: Notice[] = [...(empty.meta.notices ?? []), { severity: 'info', text: reason }];
  return [{ ...empty, fields: forAlert ? [] : empty.fields, meta: { ...empty.meta, notices } }];
}

/** One frame a series, as alert rules read them; the label sets must differ. */
export function seriesFrame(time: Float64Array, values: Float64Array, config: FieldConfig, labels: Labels): Frame {
  const name = Object.values(labels).join(' ');
  const value = numberField('value', values, { displayNameFromDS: name, ...config }, labels);
  return frame(name, 'timeseries-multi', [timeField('time', time, { displayName: 'Time' }), value]);
}
