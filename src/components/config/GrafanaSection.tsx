import { ConfigSection, ConnectionSettings } from '@grafana/plugin-ui';
import { Divider, Field, Stack, TextArea } from '@grafana/ui';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { type GrafanaOptions } from '../../query/settings';
import { TextField } from './fields';
import { StoreAuth } from './StoreAuth';
import { type SectionProps, withField, withJsonField } from './update';

const SERVICE_ACCOUNT_TOKEN = {
  key: 'serviceAccountToken',
  label: 'Service account token',
  description: 'Of an account that may query the data source',
} as const;

type Query = GrafanaOptions['query'];

/** Address and login of a Grafana, which of its data sources to ask, and what. */
export function GrafanaSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const { grafana } = options.jsonData;
  const set = <K extends keyof GrafanaOptions>(field: K, value: GrafanaOptions[K] | undefined) =>
    onOptionsChange(withJsonField(options, 'grafana', withField<Partial<GrafanaOptions>, K>(grafana, field, value)));

  return (
    <>
      <ConnectionSettings config={options} onChange={onOptionsChange} urlPlaceholder="http://localhost:3000" />
      <Divider spacing={4} />
      <StoreAuth options={options} onOptionsChange={onOptionsChange} token={SERVICE_ACCOUNT_TOKEN} />
      <Divider spacing={4} />
      <ConfigSection title="Logs" description="Of any data source of that Grafana that gives log lines.">
        <Stack direction="column" gap={2}>
          <TextField
            label="Data source UID"
            description="The last part of the address of the data source's settings page."
            value={grafana?.datasourceUid}
            onChange={(value) => set('datasourceUid', value)}
          />
          <QueryField query={grafana?.query} onChange={(value) => set('query', value)} />
        </Stack>
      </ConfigSection>
    </>
  );
}

/** A JSON object as text, taken over once the field is left, if it is one by then. */
function QueryField({
  query,
  onChange,
}: {
  query: Query | undefined;
  onChange: (query: Query | undefined) => void;
}): ReactElement {
  const id = useId();
  const [text, setText] = useState(query ? JSON.stringify(query, undefined, 2) : '');
  const [invalid, setInvalid] = useState(false);
  const takeOver = () => {
    const parsed = text.trim() === '' ? undefined : parseObject(text);
    setInvalid(parsed === null);
    if (parsed !== null) {
      onChange(parsed);
    }
  };

  return (
    <Field
      label="Query"
      description="JSON, in that data source's own model: a panel's query, as its inspector shows it."
      htmlFor={id}
      noMargin
      invalid={invalid}
      error="This must be a JSON object, in braces."
    >
      <TextArea
        id={id}
        rows={4}
        cols={60}
        placeholder={'{"scenarioId": "logs", "lines": 500}'}
        value={text}
        onChange={(event: FormEvent<HTMLTextAreaElement>) => setText(event.currentTarget.value)}
        onBlur={takeOver}
      />
    </Field>
  );
}

function parseObject(text: string): Query | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
