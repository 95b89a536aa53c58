import { ConfigSubSection } from '@grafana/plugin-ui';
import { Combobox, Field, Grid } from '@grafana/ui';
import { type ReactElement, useId } from 'react';
import { type FieldMapping, TIME_UNITS, type TimeUnit } from '../../query/settings';
import { TextField } from './fields';
import { type SectionProps, withField, withJsonField } from './update';

const FIELDS: ReadonlyArray<{
  field: Exclude<keyof FieldMapping, 'responseTimeUnit' | 'pattern'>;
  label: string;
  usual: string;
}> = [
  { field: 'level', label: 'Level', usual: 'level, severity, detected_level...' },
  { field: 'service', label: 'Service', usual: 'service_name, service, app...' },
  { field: 'message', label: 'Message', usual: 'msg, message, body...' },
  { field: 'responseTime', label: 'Response time', usual: 'duration, latency, response_time...' },
  { field: 'statusCode', label: 'Status code', usual: 'status, status_code, code...' },
  { field: 'traceId', label: 'Trace ID', usual: 'trace_id, traceId...' },
];

const UNITS = TIME_UNITS.map((unit) => ({ label: unit, value: unit }));

/** Which field of a log is what. */
export function FieldMappingSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const { fields } = options.jsonData;
  const unitId = useId();
  const set = <K extends keyof FieldMapping>(field: K, value: FieldMapping[K]) =>
    onOptionsChange(withJsonField(options, 'fields', withField<FieldMapping, K>(fields, field, value)));

  return (
    <ConfigSubSection
      title="Fields"
      description="Which field of a log is what. Leave empty what has one of the usual names."
    >
      <Grid gap={2} minColumnWidth={34}>
        {FIELDS.map(({ field, label, usual }) => (
          <TextField
            key={field}
            label={label}
            placeholder={usual}
            value={fields?.[field]}
            onChange={(value) => set(field, value)}
          />
        ))}
        <Field
          label="Response time unit"
          description="Of a bare number. Empty: told from the field's name."
          htmlFor={unitId}
          noMargin
        >
          <Combobox<TimeUnit>
            id={unitId}
            width={20}
            isClearable
            placeholder="automatic"
            options={UNITS}
            value={fields?.responseTimeUnit ?? null}
            onChange={(option) => set('responseTimeUnit', option?.value)}
          />
        </Field>
        <TextField
          label="Pattern for plain text"
          description="A regular expression (RE2) with groups named level, service, message, responseTime, statusCode, traceId."
          placeholder="^(?P<level>\w+) (?P<message>.*)$"
          value={fields?.pattern}
          onChange={(value) => set('pattern', value)}
        />
      </Grid>
    </ConfigSubSection>
  );
}
