import { ConfigSection, DataSourceDescription } from '@grafana/plugin-ui';
import { Box, Divider, Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { MARKS_SECRET } from '../query/marks';
import { SETTING_ENTRIES, SETTINGS } from '../query/settings';
import { SOURCES, type SourceType } from '../query/sources';
import { type Table } from '../query/table/entry';
import { useForm } from './config/form';
import { ProblemList } from './ProblemList';
import { SecretField } from './config/SecretField';
import { SettingRow, SettingRows } from './config/SettingRows';
import { StoreSection } from './config/StoreSection';
import { type ConfigEditorProps } from './config/update';
import { tr, translated } from './texts';

/** The pages themselves: links to other pages are dead on the plugin's page in Grafana. */
const DOCUMENTATION = 'https://github.com/seismolog/seismolog/blob/main/docs/README.md';

/** The settings page of a data source: a row for each setting of the table (query/settings.ts). */
export function ConfigEditor({ options, onOptionsChange }: ConfigEditorProps): ReactElement {
  const form = useForm({ options, onOptionsChange });
  const source = sourceIn(form.value(['source']));
  // An address that is missing is marked where it is asked for.
  const problems = form.problems.filter(({ path }) => path[0] !== 'url' || options.url.trim() !== '');

  return (
    <Stack direction="column" gap={0}>
      <DataSourceDescription dataSourceName="Seismolog" docsLink={DOCUMENTATION} hasRequiredFields={false} />
      <Divider spacing={4} />
      <ProblemList title={tr('These settings are not accepted as they are')} problems={problems} />
      <SettingRow form={form} path={['source']} setting={translated(SETTINGS).source} />
      <Divider spacing={4} />
      <StoreSection
        key={source}
        source={source}
        form={form}
        settings={settingsOf('store', source)}
        options={options}
        onOptionsChange={onOptionsChange}
      />
      <Divider spacing={4} />
      <ConfigSection
        title={tr('Additional settings')}
        description={tr('All of these have defaults that fit most systems.')}
        isCollapsible
        isInitiallyOpen={false}
      >
        <SettingRows form={form} settings={settingsOf(undefined, source)} />
        {form.value(['marks', 'enabled']) === true && (
          <Box marginTop={2}>
            <SecretField
              options={options}
              onOptionsChange={onOptionsChange}
              of={translated(MARKS_SECRET)}
              isDescribed
            />
          </Box>
        )}
      </ConfigSection>
    </Stack>
  );
}

function sourceIn(value: unknown): SourceType {
  return typeof value === 'string' && Object.hasOwn(SOURCES, value) ? (value as SourceType) : SETTINGS.source.default;
}

/** The settings of a section that a source has. */
function settingsOf(wanted: string | undefined, source: SourceType): Table {
  return Object.fromEntries(
    SETTING_ENTRIES.filter(
      ([, { section, sources }]) => section === wanted && (!sources || sources.includes(source))
    ).map(([key, entry]) => [key, translated(entry)])
  );
}
