import { ConfigSubSection } from '@grafana/plugin-ui';
import { Alert, Combobox, Field, Grid, Text } from '@grafana/ui';
import { type ReactElement, useId } from 'react';
import { type FieldRole } from '../../query/detectedField';
import { type FieldMapping, TIME_UNITS, type TimeUnit } from '../../query/settings';
import { TextField } from './fields';
import { MappedField } from './MappedField';
import { type SectionProps, withField, withJsonField } from './update';
import { type DetectedFields, useDetectedFields } from './useDetectedFields';

const FIELDS: ReadonlyArray<{ field: FieldRole; label: string; usual: string }> = [
  { field: 'level', label: 'Level', usual: 'level, severity, detected_level...' },
  { field: 'service', label: 'Service', usual: 'service_name, service, app...' },
  { field: 'message', label: 'Message', usual: 'msg, message, body...' },
  { field: 'responseTime', label: 'Response time', usual: 'duration, latency, response_time...' },
  { field: 'statusCode', label: 'Status code', usual: 'status, status_code, code...' },
  { field: 'traceId', label: 'Trace ID', usual: 'trace_id, traceId...' },
];

const UNITS = TIME_UNITS.map((unit) => ({ label: unit, value: unit }));

/** Which field of a log is what: chosen among those that the logs of a saved data source have, or named freely. */
export function FieldMappingSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const { fields } = options.jsonData;
  const unitId = useId();
  const isSaved = options.uid !== '';
  const detected = useDetectedFields(options);
  const set = <K extends keyof FieldMapping>(field: K, value: FieldMapping[K]) =>
    onOptionsChange(withJsonField(options, 'fields', withField<FieldMapping, K>(fields, field, value)));

  return (
    <ConfigSubSection
      title="Fields"
      description="Which field of a log is what. Leave empty what has one of the usual names. Offered are the fields of the last hour's logs, by the settings as they were last saved."
    >
      {isSaved ? (
        <Detection {...detected} />
      ) : (
        <Hint>Save the data source to choose among the fields of its logs.</Hint>
      )}
      <div onFocus={isSaved ? detected.load : undefined}>
        <Grid gap={2} minColumnWidth={34}>
          {FIELDS.map(({ field, label, usual }) => {
            const common = {
              label,
              placeholder: usual,
              value: fields?.[field],
              onChange: (value: string | undefined) => set(field, value),
            };
            return isSaved ? (
              <MappedField
                key={field}
                role={field}
                fields={detected.fields}
                isLoading={detected.status === 'loading'}
                {...common}
              />
            ) : (
              <TextField key={field} {...common} />
            );
          })}
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
      </div>
    </ConfigSubSection>
  );
}

/** What came of the detection, where that is not simply fields to choose from. */
function Detection({ status, fields, error }: DetectedFields): ReactElement | null {
  if (status === 'failed') {
    return (
      <Alert severity="warning" title="The fields of the logs could not be detected">
        {error} Names can be typed in all the same.
      </Alert>
    );
  }
  return status === 'loaded' && fields.length === 0 ? (
    <Hint>There were no logs with fields in the last hour to choose from. Names can be typed in all the same.</Hint>
  ) : null;
}

function Hint({ children }: { children: string }): ReactElement {
  return (
    <Text element="p" variant="bodySmall" color="secondary">
      {children}
    </Text>
  );
}
