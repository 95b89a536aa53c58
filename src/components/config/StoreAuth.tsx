import { Auth, AuthMethod, convertLegacyAuthProps } from '@grafana/plugin-ui';
import { Field, SecretInput } from '@grafana/ui';
import { type ChangeEvent, type ReactElement, useState } from 'react';
import { type SeismologSecureSettings } from '../../query/settings';
import { type Options, type SectionProps } from './update';

/** A secret that a store takes beside Grafana's usual methods. */
interface Token {
  key: keyof SeismologSecureSettings & ('bearerToken' | 'apiKey' | 'serviceAccountToken');
  label: string;
  description: string;
}

const TOKEN_METHOD = 'custom-token';

/** The login to a store: none, user and password, or its own kind of token. */
export function StoreAuth({ options, onOptionsChange, token }: SectionProps & { token: Token }): ReactElement {
  const auth = convertLegacyAuthProps({ config: options, onChange: onOptionsChange });
  const [byToken, setByToken] = useState(Boolean(options.secureJsonFields?.[token.key]));

  return (
    <Auth
      {...auth}
      visibleMethods={[AuthMethod.NoAuth, AuthMethod.BasicAuth, TOKEN_METHOD]}
      selectedMethod={byToken ? TOKEN_METHOD : auth.selectedMethod}
      onAuthMethodSelect={(method) => {
        setByToken(method === TOKEN_METHOD);
        const cleared = method === TOKEN_METHOD ? options : withoutToken(options, token);
        onOptionsChange({ ...cleared, basicAuth: method === AuthMethod.BasicAuth });
      }}
      customMethods={[
        {
          id: TOKEN_METHOD,
          label: token.label,
          description: token.description,
          component: <TokenField options={options} onOptionsChange={onOptionsChange} token={token} />,
        },
      ]}
    />
  );
}

function TokenField({ options, onOptionsChange, token }: SectionProps & { token: Token }): ReactElement {
  return (
    <Field label={token.label} htmlFor={token.key} noMargin>
      <SecretInput
        id={token.key}
        width={60}
        isConfigured={Boolean(options.secureJsonFields?.[token.key])}
        value={options.secureJsonData?.[token.key] ?? ''}
        onReset={() => onOptionsChange(withoutToken(options, token))}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onOptionsChange({
            ...options,
            secureJsonData: { ...options.secureJsonData, [token.key]: event.target.value },
          })
        }
      />
    </Field>
  );
}

/** An empty token, because Grafana keeps a secret that is merely left out. */
function withoutToken(options: Options, { key }: Token): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, [key]: false },
    secureJsonData: { ...options.secureJsonData, [key]: '' },
  };
}
