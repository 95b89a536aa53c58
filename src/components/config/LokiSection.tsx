import { ConfigSection, ConnectionSettings } from '@grafana/plugin-ui';
import { Divider, Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { TextField } from './fields';
import { StoreAuth } from './StoreAuth';
import { type SectionProps, withJsonField } from './update';

const BEARER_TOKEN = {
  key: 'bearerToken',
  label: 'Bearer token',
  description: 'Sent in the Authorization header of each request',
} as const;

/** Address, login and query of a Loki. */
export function LokiSection({ options, onOptionsChange }: SectionProps): ReactElement {
  return (
    <>
      <ConnectionSettings config={options} onChange={onOptionsChange} urlPlaceholder="http://localhost:3100" />
      <Divider spacing={4} />
      <StoreAuth options={options} onOptionsChange={onOptionsChange} token={BEARER_TOKEN} />
      <Divider spacing={4} />
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
