import { ConfigSection, ConnectionSettings } from '@grafana/plugin-ui';
import { Divider, Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { DEFAULT_ELASTICSEARCH_OPTIONS, type ElasticsearchOptions } from '../../query/settings';
import { TextField } from './fields';
import { StoreAuth } from './StoreAuth';
import { type SectionProps, withField, withJsonField } from './update';

const API_KEY = {
  key: 'apiKey',
  label: 'API key',
  description: 'The encoded key, as Elasticsearch gives it when it makes one',
} as const;

/** Address, login, indices and query of an Elasticsearch or OpenSearch. */
export function ElasticsearchSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const { elasticsearch, defaultExpr } = options.jsonData;
  const set = (field: keyof ElasticsearchOptions) => (value: string | undefined) =>
    onOptionsChange(withJsonField(options, 'elasticsearch', withField(elasticsearch, field, value)));

  return (
    <>
      <ConnectionSettings config={options} onChange={onOptionsChange} urlPlaceholder="http://localhost:9200" />
      <Divider spacing={4} />
      <StoreAuth options={options} onOptionsChange={onOptionsChange} token={API_KEY} />
      <Divider spacing={4} />
      <ConfigSection title="Logs">
        <Stack direction="column" gap={2}>
          <TextField
            label="Index pattern"
            description="Indices, data streams or aliases; several separated by commas."
            placeholder={DEFAULT_ELASTICSEARCH_OPTIONS.index}
            value={elasticsearch?.index}
            onChange={set('index')}
          />
          <TextField
            label="Time field"
            description="A date field. Empty: @timestamp, or timestamp where there is none."
            placeholder="@timestamp"
            value={elasticsearch?.timeField}
            onChange={set('timeField')}
          />
          <TextField
            label="Default Lucene query"
            description="For queries that have none of their own."
            placeholder="*"
            width={60}
            value={defaultExpr}
            onChange={(value) => onOptionsChange(withJsonField(options, 'defaultExpr', value))}
          />
        </Stack>
      </ConfigSection>
    </>
  );
}
