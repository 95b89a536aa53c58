import { EditorField, EditorRow } from '@grafana/plugin-ui';
import { Box, Button, Input, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import { type ReactElement, useId, useState } from 'react';
import { type Backtest, type Trial } from '../../query/backtest';
import { type SeismologQuery } from '../../query/query';
import { isLowBad, type ViewType } from '../../query/views';
import { Answered } from '../Answered';
import { tr } from '../texts';
import { useAnswer } from '../useAnswer';
import { TriedRule } from './TriedRule';

interface Props {
  view: ViewType;
  query: SeismologQuery;
  tryRule: (query: SeismologQuery, trial: Trial) => Promise<Backtest>;
}

const DAYS = [7, 14, 28];

/** Grafana's own for a new rule. */
const LOOK_BACK_MINUTES = '10';

/** When the query would have fired in the last weeks as an alert rule, before it is saved as one. */
export function TryRule({ view, query, tryRule }: Props): ReactElement {
  const ids = { threshold: useId(), minutes: useId() };
  const [threshold, setThreshold] = useState('');
  const [chosen, setFires] = useState<Trial['fires']>();
  const [minutes, setMinutes] = useState(LOOK_BACK_MINUTES);
  const [days, setDays] = useState(14);

  const fires = chosen ?? (isLowBad(view, query.metric) ? 'below' : 'above');
  const trial = { threshold: numberIn(threshold), fires, days, minutes: numberIn(minutes) };
  const whole = { ...query, queryType: view };
  const { state, start } = useAnswer(JSON.stringify([whole, trial]), () => tryRule(whole, trial));
  const isComplete = Number.isFinite(trial.threshold) && trial.minutes > 0;

  return (
    <EditorRow>
      <Stack direction="column" gap={1}>
        <Text element="h6">{tr('Try this rule')}</Text>
        <Text element="p" variant="bodySmall" color="secondary">
          {tr(
            'When it would have fired in the last weeks, and how many false alarms to expect. Enter what the rule has below.'
          )}
        </Text>
        <Stack gap={2} wrap="wrap" alignItems="flex-end">
          <EditorField label={tr('Fires')}>
            <RadioButtonGroup<Trial['fires']>
              aria-label={tr('Fires')}
              options={[
                { value: 'above', label: tr('above') },
                { value: 'below', label: tr('below') },
              ]}
              value={fires}
              onChange={setFires}
            />
          </EditorField>
          <EditorField label={tr('Threshold')} htmlFor={ids.threshold}>
            <Input
              id={ids.threshold}
              width={12}
              inputMode="decimal"
              placeholder="60"
              value={threshold}
              onChange={(event) => setThreshold(event.currentTarget.value)}
            />
          </EditorField>
          <EditorField label={tr('Looks back')} htmlFor={ids.minutes} tooltip={tr('The time range of its query.')}>
            <Input
              id={ids.minutes}
              width={14}
              inputMode="numeric"
              suffix="min"
              value={minutes}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
          </EditorField>
          <EditorField label={tr('On the last days')}>
            <RadioButtonGroup
              aria-label={tr('On the last days')}
              options={DAYS.map((value) => ({ value, label: String(value) }))}
              value={days}
              onChange={setDays}
            />
          </EditorField>
          <Button variant="secondary" onClick={start} disabled={!isComplete || state.status === 'loading'}>
            {tr('Try')}
          </Button>
        </Stack>
        <Answered state={state} loading={tr('Trying the rule')} failed={tr('The rule could not be tried')}>
          {(tried) => (
            <Box marginTop={2}>
              <TriedRule tried={tried} />
            </Box>
          )}
        </Answered>
      </Stack>
    </EditorRow>
  );
}

/** NaN: none. */
function numberIn(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
