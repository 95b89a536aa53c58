import { Alert, Stack, Text } from '@grafana/ui';
import { type ReactElement } from 'react';
import { tr } from '../texts';
import { type DetectedFields } from './useDetectedFields';

interface Props {
  /** undefined: the data source is not saved yet. */
  detected: DetectedFields | undefined;
  children: ReactElement;
}

/**
 * Wraps rows that name fields of logs: asks which fields there are when the first row gets the focus, and shows the
 * result.
 */
export function FieldDetection({ detected, children }: Props): ReactElement {
  return (
    <Stack direction="column" gap={2}>
      <Text element="p" variant="bodySmall" color="secondary">
        {tr("Offered are the fields of the last hour's logs, by the settings as they were last saved.")}
      </Text>
      <Outcome detected={detected} />
      <div onFocus={detected?.load}>{children}</div>
    </Stack>
  );
}

/** The result of the detection, where there is more to say than the fields to choose from. */
function Outcome({ detected }: Pick<Props, 'detected'>): ReactElement | null {
  if (!detected) {
    return <Hint>{tr('Save the data source to choose among the fields of its logs.')}</Hint>;
  }
  if (detected.status === 'failed') {
    return (
      <Alert severity="warning" title={tr('The fields of the logs could not be detected')}>
        {detected.error} {tr('Names can be typed in all the same.')}
      </Alert>
    );
  }
  return detected.status === 'loaded' && detected.fields.length === 0 ? (
    <Hint>
      {tr('There were no logs with fields in the last hour to choose from. Names can be typed in all the same.')}
    </Hint>
  ) : null;
}

function Hint({ children }: { children: string }): ReactElement {
  return (
    <Text element="p" variant="bodySmall" color="secondary">
      {children}
    </Text>
  );
}
