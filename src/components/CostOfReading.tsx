import { config } from '@grafana/runtime';
import { Text } from '@grafana/ui';
import { type ReactElement, useEffect, useState } from 'react';
import { costText, type ReadingCost } from '../query/readingCost';
import { errorText } from './config/errorText';
import { tr } from './texts';

interface Props {
  /** Asks anew where it is another one. Null: no store is asked. */
  ask: () => Promise<ReadingCost | null>;
}

/** How much is read for a query, before it is. */
export function CostOfReading({ ask }: Props): ReactElement | null {
  const [text, setText] = useState<string | undefined>(() => tr('Asking the store how much is read...'));
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const said = await ask().then(
        (cost) => (cost ? costText(cost, tr, config.language) : undefined),
        (error: unknown) => tr('How much is read could not be asked: {{error}}', { error: errorText(error) })
      );
      if (isCurrent) {
        setText(said);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [ask]);
  return text === undefined ? null : (
    <Text element="p" variant="bodySmall" color="secondary">
      {text}
    </Text>
  );
}
