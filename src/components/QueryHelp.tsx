import { type QueryEditorHelpProps } from '@grafana/data';
import { Button, Grid, Stack, Text } from '@grafana/ui';
import { type ReactElement } from 'react';
import { type SeismologDataSource } from '../datasource';
import { type SeismologQuery } from '../query/query';
import { sourceOf } from '../query/sources';
import { VIEW_TYPES, viewOf, type ViewType } from '../query/views';
import { tr, translated } from './texts';

interface Props extends Omit<QueryEditorHelpProps<SeismologQuery>, 'datasource'> {
  datasource: Pick<SeismologDataSource, 'source'>;
}

/** What on call and on any other day is asked first; the other views come after it. */
const FIRST: readonly ViewType[] = ['situation', 'incidents', 'anomalies', 'serviceHealth', 'templates', 'forecasts'];

/** The help of a query: questions with the views that answer them, and queries of the store to begin with. */
export function QueryHelp({ datasource, query, onClickExample }: Props): ReactElement {
  const examples = translated(sourceOf(datasource.source).query)?.examples ?? [];
  const views = [...FIRST, ...VIEW_TYPES.filter((type) => !FIRST.includes(type))];
  const show = (change: Partial<SeismologQuery>) => onClickExample({ ...query, ...change });
  return (
    <Stack direction="column" gap={2}>
      <Text element="h2" variant="h5">
        {tr('What do you want to know?')}
      </Text>
      <Grid gap={2} minColumnWidth={44}>
        {views.map((type) => {
          const { label, description, question } = translated(viewOf(type));
          return (
            <Stack key={type} direction="column" gap={0.5} alignItems="flex-start">
              <Button
                variant="secondary"
                size="sm"
                onClick={() => show({ queryType: type, metric: undefined, limit: undefined })}
              >
                {question}
              </Button>
              <Text element="p" variant="bodySmall" color="secondary">
                {label}: {description}.
              </Text>
            </Stack>
          );
        })}
      </Grid>
      {examples.length > 0 && (
        <>
          <Text element="h2" variant="h5">
            {tr('Which logs?')}
          </Text>
          <Text element="p" variant="bodySmall" color="secondary">
            {tr("In the store's own language. A variable such as $service is filled in as a value of that language.")}
          </Text>
          {examples.map(({ label, expr }) => (
            <Stack key={expr} gap={1} alignItems="center" wrap="wrap">
              <Button variant="secondary" size="sm" onClick={() => show({ expr })}>
                {label}
              </Button>
              <code>{expr}</code>
            </Stack>
          ))}
        </>
      )}
    </Stack>
  );
}
