import { AdvancedHttpSettings, ConfigSection, DataSourceDescription } from '@grafana/plugin-ui';
import { config } from '@grafana/runtime';
import { Divider, Field, RadioButtonGroup, Stack } from '@grafana/ui';
import { Fragment, type ComponentType, type ReactElement } from 'react';
import { DEFAULT_LINE_LIMIT, type Mode, PLUGIN_ID, type SourceType } from '../query/settings';
import { AnalysisSection } from './config/AnalysisSection';
import { ElasticsearchSection } from './config/ElasticsearchSection';
import { FieldMappingSection } from './config/FieldMappingSection';
import { NumberField } from './config/fields';
import { GeneratedSection } from './config/GeneratedSection';
import { GrafanaSection } from './config/GrafanaSection';
import { LokiSection } from './config/LokiSection';
import { type ConfigEditorProps, type SectionProps, withJsonField } from './config/update';

/** A source's name and the section that sets it up. */
const SOURCES: Record<SourceType, { label: string; description: string; Section: ComponentType<SectionProps> }> = {
  generated: {
    label: 'Generated logs',
    description: 'Needs nothing else: to try Seismolog out',
    Section: GeneratedSection,
  },
  loki: { label: 'Loki', description: 'Grafana Loki, by LogQL', Section: LokiSection },
  elasticsearch: {
    label: 'Elasticsearch',
    description: 'Elasticsearch or OpenSearch, by Lucene queries',
    Section: ElasticsearchSection,
  },
  grafana: {
    label: 'Grafana',
    description: 'Any data source of a Grafana that gives log lines',
    Section: GrafanaSection,
  },
};

const SOURCE_OPTIONS = Object.entries(SOURCES).map(([value, { label, description }]) => ({
  value: value as SourceType,
  label,
  description,
}));

/** Sources whose store can count by itself. */
const COUNTING: ReadonlySet<SourceType> = new Set<SourceType>(['loki', 'elasticsearch']);

const MODE_OPTIONS: Array<{ value: Mode; label: string; description: string }> = [
  { value: 'auto', label: 'Auto', description: 'Lines up to the limit, windows beyond it' },
  { value: 'entries', label: 'Entries', description: 'Each line is read; beyond the limit the newest' },
  { value: 'windows', label: 'Windows', description: 'The store counts, and a sample of the lines is read' },
];

export function ConfigEditor({ options, onOptionsChange }: ConfigEditorProps): ReactElement {
  const source = options.jsonData.source ?? 'generated';
  const { Section } = SOURCES[source];
  const props: SectionProps = { options, onOptionsChange };

  return (
    <Stack direction="column" gap={0}>
      <DataSourceDescription
        dataSourceName="Seismolog"
        docsLink={`${config.appSubUrl}/plugins/${PLUGIN_ID}`}
        hasRequiredFields={false}
      />
      <Divider spacing={4} />
      <ConfigSection title="Logs come from">
        <RadioButtonGroup<SourceType>
          aria-label="Logs come from"
          options={SOURCE_OPTIONS}
          value={source}
          onChange={(value) => onOptionsChange(withJsonField(options, 'source', value))}
        />
      </ConfigSection>
      <Divider spacing={4} />
      <Fragment key={source}>
        <Section {...props} />
      </Fragment>
      <Divider spacing={4} />
      <ConfigSection
        title="Additional settings"
        description="All of these have defaults that fit most systems."
        isCollapsible
        isInitiallyOpen={false}
      >
        <Stack direction="column" gap={5}>
          <NumberField
            label="Most lines to read"
            description="One analysis reads at most this many lines; what it left out is said on the panel."
            min={100}
            max={5_000_000}
            step={1}
            value={options.jsonData.lineLimit}
            defaultValue={DEFAULT_LINE_LIMIT}
            onChange={(value) => onOptionsChange(withJsonField(options, 'lineLimit', value))}
          />
          {COUNTING.has(source) && (
            <Field
              label="Mode"
              description="Beyond the limit the store counts, and a sample of the lines is read."
              noMargin
            >
              <RadioButtonGroup<Mode>
                aria-label="Mode"
                options={MODE_OPTIONS}
                value={options.jsonData.mode ?? 'auto'}
                onChange={(value) => onOptionsChange(withJsonField(options, 'mode', value))}
              />
            </Field>
          )}
          <FieldMappingSection {...props} />
          <AnalysisSection {...props} />
          {source !== 'generated' && <AdvancedHttpSettings config={options} onChange={onOptionsChange} />}
        </Stack>
      </ConfigSection>
    </Stack>
  );
}
