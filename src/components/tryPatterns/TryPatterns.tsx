import { Button, Stack, Text } from '@grafana/ui';
import { type ReactElement } from 'react';
import { type SeismologQuery } from '../../query/query';
import { type TriedPatterns } from '../../query/triedPatterns';
import { Answered } from '../Answered';
import { PlainTable } from '../PlainTable';
import { tr } from '../texts';
import { useAnswer } from '../useAnswer';

interface Props {
  query: SeismologQuery;
  tryPatterns: (query: SeismologQuery) => Promise<TriedPatterns>;
}

/** What the named patterns find in real lines, before they are saved. */
export function TryPatterns({ query, tryPatterns }: Props): ReactElement {
  const { expr, services, filters, analysis } = query;
  const question = JSON.stringify([expr, services, filters, analysis]);
  const { state, start } = useAnswer(question, () => tryPatterns(query));
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Text element="h6">{tr('Try the named patterns')}</Text>
      <Text element="p" variant="bodySmall" color="secondary">
        {tr(
          'What those of this query and of the data source find in the newest lines of the range, a thousand at most.'
        )}
      </Text>
      <Button variant="secondary" onClick={start} disabled={state.status === 'loading'}>
        {tr('Try on real lines')}
      </Button>
      <Answered
        state={state}
        loading={tr('Trying the named patterns')}
        failed={tr('The named patterns could not be tried')}
      >
        {(tried) => <Outcome tried={tried} />}
      </Answered>
    </Stack>
  );
}

function Outcome({ tried: { lines, patterns } }: { tried: TriedPatterns }): ReactElement {
  if (lines === 0 || patterns.length === 0) {
    return (
      <Text element="p" color="secondary">
        {lines === 0
          ? tr('There are no lines in this range. Choose a longer one.')
          : tr('There are no named patterns. Add one under Analysis, or to the settings of the data source.')}
      </Text>
    );
  }
  const columns = [
    { label: tr('Name'), cell: ({ name }: Row) => name },
    {
      label: tr('Lines'),
      note: tr('of {{lines}}', { lines }),
      cell: ({ matches }: Row) => String(matches),
    },
    { label: tr('The newest of them'), cell: ({ messages }: Row) => messages.join('\n') || undefined, isWide: true },
  ];
  return <PlainTable aria-label={tr('What each pattern finds')} columns={columns} rows={patterns} isMonospace />;
}

type Row = TriedPatterns['patterns'][number];
