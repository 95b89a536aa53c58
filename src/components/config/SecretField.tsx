import { Field, SecretInput } from '@grafana/ui';
import { type ChangeEvent, type ReactElement } from 'react';
import { type SeismologSecureSettings } from '../../query/settings';
import { type Options, type SectionProps } from './update';

/** One of the data source's secrets. */
interface Secret {
  readonly secret: Exclude<keyof SeismologSecureSettings, number>;
  readonly label: string;
}

interface Props extends SectionProps {
  of: Secret & { readonly description?: string };
  /** Whether it stands where nothing else says what it is for. */
  isDescribed?: boolean;
}

/** A secret, which is seen by nobody once it is saved. */
export function SecretField({ options, onOptionsChange, of, isDescribed = false }: Props): ReactElement {
  const { secret, label, description } = of;
  return (
    <Field label={label} description={isDescribed && description} htmlFor={secret} noMargin disabled={options.readOnly}>
      <SecretInput
        id={secret}
        width={60}
        isConfigured={Boolean(options.secureJsonFields?.[secret])}
        value={options.secureJsonData?.[secret] ?? ''}
        onReset={() => onOptionsChange(withoutSecret(options, of))}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onOptionsChange({
            ...options,
            secureJsonData: { ...options.secureJsonData, [secret]: event.target.value },
          })
        }
      />
    </Field>
  );
}

/** An empty secret, because Grafana keeps one that is left out. */
export function withoutSecret(options: Options, { secret }: Pick<Secret, 'secret'>): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, [secret]: false },
    secureJsonData: { ...options.secureJsonData, [secret]: '' },
  };
}
