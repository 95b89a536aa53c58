import { type DataSourcePluginOptionsEditorProps, type DataSourceSettings } from '@grafana/data';
import { type SeismologSecureSettings, type SeismologSettings } from '../../query/settings';

export type ConfigEditorProps = DataSourcePluginOptionsEditorProps<SeismologSettings, SeismologSecureSettings>;
export type Options = DataSourceSettings<SeismologSettings, SeismologSecureSettings>;

/** What each section of the editor needs: the settings, and where changed ones go. */
export interface SectionProps {
  options: Options;
  onOptionsChange: (options: Options) => void;
}

/** `record` with one field set; an undefined value takes the field out, so that the default applies. */
export function withField<T extends object, K extends keyof T>(
  record: T | undefined,
  field: K,
  value: T[K] | undefined
): T {
  const { [field]: _, ...rest } = { ...record } as T;
  return (value === undefined ? rest : { ...rest, [field]: value }) as T;
}

/** The settings with one field of jsonData set. */
export function withJsonField<K extends keyof SeismologSettings>(
  options: Options,
  field: K,
  value: SeismologSettings[K] | undefined
): Options {
  return { ...options, jsonData: withField(options.jsonData, field, value) };
}
