import { Auth, AuthMethod, convertLegacyAuthProps } from '@grafana/plugin-ui';
import { Field, SecretInput } from '@grafana/ui';
import { type ChangeEvent, type ReactElement, useState } from 'react';
import { type SourceDefinition } from '../../query/sources';
import { type Options, type SectionProps } from './update';

/** A secret that a store takes beside Grafana's usual methods. */
type Token = NonNullable<SourceDefinition['store']>['token'];

const TOKEN_METHOD = 'custom-token';

/** The login to a store: none, user and password, or its own kind of token. */
export function StoreAuth({ options, onOptionsChange, token }: SectionProps & { token: Token }): ReactElement {
  const auth = convertLegacyAuthProps({ config: options, onChange: onOptionsChange });
  const [byToken, setByToken] = useState(Boolean(options.secureJsonFields?.[token.secret]));

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
    <Field label={token.label} htmlFor={token.secret} noMargin disabled={options.readOnly}>
      <SecretInput
        id={token.secret}
        width={60}
        isConfigured={Boolean(options.secureJsonFields?.[token.secret])}
        value={options.secureJsonData?.[token.secret] ?? ''}
        onReset={() => onOptionsChange(withoutToken(options, token))}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onOptionsChange({
            ...options,
            secureJsonData: { ...options.secureJsonData, [token.secret]: event.target.value },
          })
        }
      />
    </Field>
  );
}

/** An empty token, because Grafana keeps a secret that is left out. */
function withoutToken(options: Options, { secret }: Token): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, [secret]: false },
    secureJsonData: { ...options.secureJsonData, [secret]: '' },
  };
}
