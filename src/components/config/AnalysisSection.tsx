import { ConfigSubSection } from '@grafana/plugin-ui';
import { Grid, Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import {
  DEFAULT_ANALYSIS_OPTIONS,
  HEALTH_VARIABLES,
  type HealthOptions,
  type IncidentOptions,
} from '../../query/options';
import { type PartialAnalysisOptions } from '../../query/settings';
import { NumberField, TextField } from './fields';
import { NamedPatterns } from './NamedPatterns';
import { type SectionProps, withField, withJsonField } from './update';

const INCIDENTS: ReadonlyArray<{
  field: keyof IncidentOptions;
  label: string;
  min: number;
  max?: number;
  suffix?: string;
}> = [
  { field: 'errorRateThreshold', label: 'High error rate: share of errors over', min: 0, max: 1 },
  { field: 'errorRateWindowMinutes', label: 'High error rate: window', min: 1, max: 1440, suffix: 'min' },
  { field: 'responseTimeMultiplier', label: 'Degradation: times the P95 baseline', min: 1, max: 100, suffix: '×' },
  { field: 'cascadeServices', label: 'Cascade: services failing', min: 2, max: 1000 },
  { field: 'cascadeWindowMinutes', label: 'Cascade: window', min: 1, max: 1440, suffix: 'min' },
  { field: 'minLogs', label: 'Fewest logs that are judged', min: 1, max: 1_000_000 },
  { field: 'rootCauseMinutes', label: 'Look for the cause back to', min: 1, max: 1440, suffix: 'min' },
];

const HEALTH: ReadonlyArray<{ field: Exclude<keyof HealthOptions, 'formula'>; label: string }> = [
  { field: 'errorRate', label: 'Error rate, at most' },
  { field: 'slowResponses', label: 'Slow responses, at most' },
  { field: 'lowSuccess', label: 'Low success rate, at most' },
  { field: 'anomalies', label: 'Anomalies, at most' },
  { field: 'criticalIncident', label: 'Each critical incident' },
  { field: 'highIncident', label: 'Each high incident' },
  { field: 'criticalCap', label: 'Highest score during a critical incident' },
  { field: 'highCap', label: 'Highest score during a high incident' },
];

/** What the analysis can be told. */
export function AnalysisSection({ options, onOptionsChange }: SectionProps): ReactElement {
  const analysis = options.jsonData.analysis ?? {};
  const setPart = <K extends keyof PartialAnalysisOptions>(part: K, value: PartialAnalysisOptions[K]) =>
    onOptionsChange(withJsonField(options, 'analysis', withField<PartialAnalysisOptions, K>(analysis, part, value)));
  const { forest, incidents, health } = DEFAULT_ANALYSIS_OPTIONS;

  return (
    <>
      <ConfigSubSection title="Anomalies" description="The Isolation Forest, in scikit-learn's terms.">
        <Grid gap={2} minColumnWidth={34}>
          <NumberField
            label="Contamination"
            description="The share of logs expected to be anomalous. auto: as many as chance does not account for."
            min={0.0001}
            max={0.5}
            value={typeof analysis.forest?.contamination === 'number' ? analysis.forest.contamination : undefined}
            defaultValue={forest.contamination}
            onChange={(value) => setPart('forest', withField(analysis.forest, 'contamination', value))}
          />
          <NumberField
            label="Trees"
            description="More trees, steadier scores."
            min={1}
            max={1000}
            step={1}
            value={analysis.forest?.nEstimators}
            defaultValue={forest.nEstimators}
            onChange={(value) => setPart('forest', withField(analysis.forest, 'nEstimators', value))}
          />
        </Grid>
      </ConfigSubSection>
      <ConfigSubSection title="Incidents" description="When something becomes an incident.">
        <Grid gap={2} minColumnWidth={34}>
          {INCIDENTS.map(({ field, ...input }) => (
            <NumberField
              key={field}
              {...input}
              value={analysis.incidents?.[field]}
              defaultValue={incidents[field]}
              onChange={(value) => setPart('incidents', withField(analysis.incidents, field, value))}
            />
          ))}
        </Grid>
      </ConfigSubSection>
      <ConfigSubSection title="Health" description="The points that each cause takes from 100.">
        <Stack direction="column" gap={2}>
          <Grid gap={2} minColumnWidth={34}>
            {HEALTH.map(({ field, label }) => (
              <NumberField
                key={field}
                label={label}
                min={0}
                max={100}
                value={analysis.health?.[field]}
                defaultValue={health[field]}
                onChange={(value) => setPart('health', withField(analysis.health, field, value))}
              />
            ))}
          </Grid>
          <TextField
            label="Formula in place of the points"
            description={`Arithmetic over ${HEALTH_VARIABLES.join(', ')}; rates are percent.`}
            placeholder="100 - 15 * error_rate - 5 * anomaly_rate"
            width={80}
            value={analysis.health?.formula}
            onChange={(value) => setPart('health', withField(analysis.health, 'formula', value))}
          />
        </Stack>
      </ConfigSubSection>
      <ConfigSubSection title="Named patterns" description="Errors of your own that are counted by name.">
        <NamedPatterns patterns={analysis.patterns ?? []} onChange={(patterns) => setPart('patterns', patterns)} />
      </ConfigSubSection>
    </>
  );
}
