import { Auth, AuthMethod, convertLegacyAuthProps } from '@grafana/plugin-ui';
import { type ReactElement, useState } from 'react';
import { type SourceDefinition } from '../../query/sources';
import { SecretField, withoutSecret } from './SecretField';
import { type SectionProps } from './update';

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
        const cleared = method === TOKEN_METHOD ? options : withoutSecret(options, token);
        onOptionsChange({ ...cleared, basicAuth: method === AuthMethod.BasicAuth });
      }}
      customMethods={[
        {
          id: TOKEN_METHOD,
          label: token.label,
          description: token.description,
          component: <SecretField options={options} onOptionsChange={onOptionsChange} of={token} />,
        },
      ]}
    />
  );
}
