import { type DataSourcePluginOptionsEditorProps, type DataSourceSettings } from '@grafana/data';
import { type SeismologSecureSettings, type SeismologSettings } from '../../query/settings';

export type ConfigEditorProps = DataSourcePluginOptionsEditorProps<SeismologSettings, SeismologSecureSettings>;
export type Options = DataSourceSettings<SeismologSettings, SeismologSecureSettings>;

/** What each section of the editor needs: the settings, and where changed ones go. */
export interface SectionProps {
  options: Options;
  onOptionsChange: (options: Options) => void;
}
