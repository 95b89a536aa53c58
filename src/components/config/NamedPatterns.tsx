import { Button, IconButton, Input, Stack } from '@grafana/ui';
import { type ChangeEvent, type ReactElement } from 'react';
import { type NamedPattern } from '../../query/options';

interface Props {
  patterns: NamedPattern[];
  onChange: (patterns: NamedPattern[] | undefined) => void;
}

/** A list of names with their regular expressions. */
export function NamedPatterns({ patterns, onChange }: Props): ReactElement {
  const change = (index: number, part: Partial<NamedPattern>) =>
    onChange(patterns.map((pattern, i) => (i === index ? { ...pattern, ...part } : pattern)));
  const remove = (index: number) => {
    const rest = patterns.filter((_, i) => i !== index);
    onChange(rest.length > 0 ? rest : undefined);
  };

  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {patterns.map(({ name, pattern }, index) => (
        <Stack key={index} gap={1} alignItems="center">
          <Input
            aria-label={`Name of pattern ${index + 1}`}
            width={30}
            placeholder="Disk Full"
            value={name}
            onChange={(event: ChangeEvent<HTMLInputElement>) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label={`Pattern ${index + 1}`}
            width={60}
            placeholder="No space left on device"
            value={pattern}
            onChange={(event: ChangeEvent<HTMLInputElement>) => change(index, { pattern: event.target.value })}
          />
          <IconButton name="trash-alt" tooltip={`Remove pattern ${index + 1}`} onClick={() => remove(index)} />
        </Stack>
      ))}
      <Button icon="plus" variant="secondary" onClick={() => onChange([...patterns, { name: '', pattern: '' }])}>
        Add pattern
      </Button>
    </Stack>
  );
}
