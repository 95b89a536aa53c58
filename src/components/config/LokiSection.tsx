import { Auth, AuthMethod, ConfigSection, ConnectionSettings, convertLegacyAuthProps } from '@grafana/plugin-ui';
import { Field, SecretInput, Stack } from '@grafana/ui';
import { type ChangeEvent, type ReactElement, useState } from 'react';
import { TextField } from './fields';
import { type Options, type SectionProps, withJsonField } from './update';

const BEARER_TOKEN = 'custom-bearer-token';

/** Address, login and query of a Loki. */
export function LokiSection({ options, onOptionsChange }: SectionProps): ReactElement {
  return (
    <>
      <ConnectionSettings config={options} onChange={onOptionsChange} urlPlaceholder="http://localhost:3100" />
      <LokiAuth options={options} onOptionsChange={onOptionsChange} />
      <ConfigSection title="Logs">
        <Stack direction="column" gap={2}>
          <TextField
            label="Tenant"
            description="Sent as X-Scope-OrgID. Leave empty for a Loki without tenants."
            value={options.jsonData.tenantId}
            onChange={(value) => onOptionsChange(withJsonField(options, 'tenantId', value))}
          />
          <TextField
            label="Default LogQL selector"
            description="For queries that have none of their own."
            placeholder='{service_name=~".+"}'
            width={60}
            value={options.jsonData.defaultExpr}
            onChange={(value) => onOptionsChange(withJsonField(options, 'defaultExpr', value))}
          />
        </Stack>
      </ConfigSection>
    </>
  );
}

/** Grafana's usual methods and a bearer token. */
function LokiAuth({ options, onOptionsChange }: SectionProps): ReactElement {
  const auth = convertLegacyAuthProps({ config: options, onChange: onOptionsChange });
  const [bearer, setBearer] = useState(Boolean(options.secureJsonFields?.bearerToken));

  return (
    <Auth
      {...auth}
      visibleMethods={[AuthMethod.NoAuth, AuthMethod.BasicAuth, BEARER_TOKEN]}
      selectedMethod={bearer ? BEARER_TOKEN : auth.selectedMethod}
      onAuthMethodSelect={(method) => {
        setBearer(method === BEARER_TOKEN);
        const cleared = method === BEARER_TOKEN ? options : withoutBearerToken(options);
        onOptionsChange({ ...cleared, basicAuth: method === AuthMethod.BasicAuth });
      }}
      customMethods={[
        {
          id: BEARER_TOKEN,
          label: 'Bearer token',
          description: 'Sent in the Authorization header of each request',
          component: <BearerToken options={options} onOptionsChange={onOptionsChange} />,
        },
      ]}
    />
  );
}

function BearerToken({ options, onOptionsChange }: SectionProps): ReactElement {
  return (
    <Field label="Token" htmlFor="bearer-token" noMargin>
      <SecretInput
        id="bearer-token"
        width={60}
        isConfigured={Boolean(options.secureJsonFields?.bearerToken)}
        value={options.secureJsonData?.bearerToken ?? ''}
        onReset={() => onOptionsChange(withoutBearerToken(options))}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onOptionsChange({
            ...options,
            secureJsonData: { ...options.secureJsonData, bearerToken: event.target.value },
          })
        }
      />
    </Field>
  );
}

/** An empty token, because Grafana keeps a secret that is merely left out. */
function withoutBearerToken(options: Options): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, bearerToken: false },
    secureJsonData: { ...options.secureJsonData, bearerToken: '' },
  };
}
