import { Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { rareWarning, SAMPLED_ROLES } from '../../query/sampledLogs';
import { type Path } from '../../query/table/paths';
import { FieldDetection } from './FieldDetection';
import { type Form } from './form';
import { type Options } from './update';
import { PresetInput } from './PresetInput';
import { SampleTable } from './SampleTable';
import { useSampledLogs } from './useSampledLogs';

interface Props {
  form: Form & { options: Options };
  /** The rows, given a form that knows which fields are hardly found. */
  children: (form: Form) => ReactElement;
}

/** Around the rows that say which field of a log is what: what the logs are like when they are read so. */
export function FieldMapping({ form, children }: Props): ReactElement {
  const isValid = !form.problems.some(({ path }) => path[0] === 'fields' || path[0] === 'url');
  const sampling = useSampledLogs(form.options, isValid);
  const { sample } = sampling;
  const warning = (path: Path): string | undefined => {
    const role = SAMPLED_ROLES.find((each) => each === path.at(-1));
    return role && sample && rareWarning(role, sample);
  };
  return (
    <Stack direction="column" gap={2}>
      <FieldDetection detected={form.detected}>
        <Stack direction="column" gap={2}>
          <PresetInput form={form} />
          {children({ ...form, warning })}
        </Stack>
      </FieldDetection>
      <SampleTable {...sampling} />
    </Stack>
  );
}
