import { ConfigSection } from '@grafana/plugin-ui';
import { Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { DEFAULT_GENERATED_OPTIONS, type GeneratedOptions } from '../../query/settings';
import { NumberField } from './fields';
import { type SectionProps, withField, withJsonField } from './update';

/** Settings of the generated source. */
export function GeneratedSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const { generated } = options.jsonData;
  const set = (field: keyof GeneratedOptions) => (value: number | undefined) =>
    onOptionsChange(withJsonField(options, 'generated', withField(generated, field, value)));

  return (
    <ConfigSection
      title="Generated logs"
      description="Seven services with business hours, weekends and incidents. The same seed gives the same logs at any time."
    >
      <Stack direction="column" gap={2}>
        <NumberField
          label="Seed"
          min={0}
          step={1}
          value={generated?.seed}
          defaultValue={DEFAULT_GENERATED_OPTIONS.seed}
          onChange={set('seed')}
        />
        <NumberField
          label="Logs per day"
          min={1}
          step={1}
          value={generated?.logsPerDay}
          defaultValue={DEFAULT_GENERATED_OPTIONS.logsPerDay}
          onChange={set('logsPerDay')}
        />
      </Stack>
    </ConfigSection>
  );
}
