import { dateTimeFormat } from '@grafana/data';
import { Alert, Stack, Text } from '@grafana/ui';
import { type ReactElement } from 'react';
import { briefDuration } from '../../format/durations';
import { tenths, threeDigits, whole } from '../../format/format';
import { type Backtest, type Firing, type TriedIncident } from '../../query/backtest';
import { PlainTable } from '../PlainTable';
import { tr } from '../texts';

/** Rows of a table; of more only the newest are of use to somebody who writes a rule. */
const MOST_ROWS = 20;

/** What came of trying a rule. */
export function TriedRule({ tried }: { tried: Backtest }): ReactElement {
  const { firings, incidents, evaluations, withoutData } = tried;
  if (withoutData === evaluations) {
    return (
      <Alert
        severity="info"
        title={tr('The rule had no data at any time, so nothing can be said of it. Choose another view, or services.')}
      />
    );
  }
  const missed = incidents.filter(({ isMet }) => !isMet);
  return (
    <Stack direction="column" gap={2}>
      <Facts tried={tried} />
      {firings.length > 0 && <Firings firings={firings} incidents={incidents} />}
      {missed.length > 0 && <Missed incidents={missed} />}
    </Stack>
  );
}

function Facts({ tried }: { tried: Backtest }): ReactElement {
  const {
    fromMs,
    toMs,
    everyMs,
    evaluations,
    withoutData,
    firings,
    firingsPerWeek,
    falseAlarmsPerWeek,
    truth,
    incidents,
  } = tried;
  const met = incidents.filter(({ isMet }) => isMet).length;
  const facts = [
    { label: tr('Would have fired'), value: whole(firings.length) },
    { label: tr('A week'), value: tenths(firingsPerWeek) },
    { label: tr('False alarms a week'), value: tenths(falseAlarmsPerWeek) },
    {
      label: tr('Incidents met'),
      value:
        incidents.length === 0
          ? tr('There was none')
          : tr('{{found}} of {{sampled}}', { found: met, sampled: incidents.length }),
    },
  ];
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={4} wrap="wrap">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <Text element="p" variant="bodySmall" color="secondary">
              {label}
            </Text>
            <Text element="p" variant="h4">
              {value}
            </Text>
          </div>
        ))}
      </Stack>
      <Text element="p" variant="bodySmall" color="secondary">
        {tr('From {{from}} to {{to}}, evaluated every {{every}}: what was shorter may have been missed.', {
          from: dateTimeFormat(fromMs),
          to: dateTimeFormat(toMs),
          every: briefDuration(everyMs),
        })}
        {withoutData > 0 &&
          ` ${tr('Evaluations without data: {{without}} of {{all}}.', {
            without: whole(withoutData),
            all: whole(evaluations),
          })}`}{' '}
        {truth === 'marked'
          ? tr('The incidents are those that were marked in Grafana.')
          : tr('The incidents are those that Seismolog found: none was marked in Grafana.')}
      </Text>
    </Stack>
  );
}

function Firings({ firings, incidents }: Pick<Backtest, 'firings' | 'incidents'>): ReactElement {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const met = ({ incidents: ids }: Firing) =>
    ids.length === 0 ? (
      <Text color="warning">{tr('False alarm')}</Text>
    ) : (
      ids
        .flatMap((id) => byId.get(id) ?? [])
        .map(incidentText)
        .join(', ')
    );
  return (
    <>
      <PlainTable
        aria-label={tr('When it would have fired')}
        columns={[
          { label: tr('From'), cell: ({ fromMs }) => dateTimeFormat(fromMs) },
          { label: tr('Lasted'), cell: ({ fromMs, toMs }) => briefDuration(toMs - fromMs) },
          { label: tr('Of'), cell: ({ labels }) => Object.values(labels).join(', ') || tr('all services') },
          { label: tr('Furthest value'), cell: ({ worst }) => threeDigits(worst) },
          { label: tr('Incidents met'), cell: met, isWide: true },
        ]}
        rows={newest(firings)}
      />
      <Others all={firings} />
    </>
  );
}

function Missed({ incidents }: Pick<Backtest, 'incidents'>): ReactElement {
  return (
    <>
      <PlainTable
        aria-label={tr('Incidents that it would have missed')}
        columns={[
          { label: tr('Missed from'), cell: ({ startMs }) => dateTimeFormat(startMs) },
          { label: tr('Lasted'), cell: ({ startMs, endMs }) => briefDuration(endMs - startMs) },
          { label: tr('Incident'), cell: nameOf },
          { label: tr('Services'), cell: servicesOf, isWide: true },
        ]}
        rows={newest(incidents)}
      />
      <Others all={incidents} />
    </>
  );
}

function Others({ all: { length } }: { all: readonly unknown[] }): ReactElement | null {
  return length > MOST_ROWS ? (
    <Text element="p" variant="bodySmall" color="secondary">
      {tr('The newest {{shown}} of {{all}}.', { shown: MOST_ROWS, all: whole(length) })}
    </Text>
  ) : null;
}

function newest<Row extends Firing | TriedIncident>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => startOf(b) - startOf(a)).slice(0, MOST_ROWS);
}

function startOf(row: Firing | TriedIncident): number {
  return 'fromMs' in row ? row.fromMs : row.startMs;
}

function incidentText(incident: TriedIncident): string {
  return `${nameOf(incident)} (${servicesOf(incident)})`;
}

function nameOf({ severity, type }: TriedIncident): string {
  return severity ? `${severity} ${type}` : type;
}

function servicesOf({ services }: TriedIncident): string {
  return services.join(', ') || tr('all services');
}
