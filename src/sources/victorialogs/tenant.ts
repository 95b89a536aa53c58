import { SettingsError } from '../../errors';

const MOST = 2 ** 32 - 1;

/**
 * The headers that name a tenant.
 *
 * @param tenantId AccountID:ProjectID, or the first alone; '' or left out: the tenant 0:0
 * @throws SettingsError for anything else
 */
export function tenantHeaders(tenantId = ''): Record<string, string> {
  if (tenantId.trim() === '') {
    return {};
  }
  const parts = /^\s*(\d+)(?::(\d+))?\s*$/.exec(tenantId);
  const [account, project] = [parts?.[1] ?? '', parts?.[2] ?? '0'];
  if (!parts || Number(account) > MOST || Number(project) > MOST) {
    throw new SettingsError(
      `The tenant of a VictoriaLogs is AccountID:ProjectID, two whole numbers up to ${MOST}, such as 12:34; it is ${JSON.stringify(tenantId.slice(0, 40))}.`
    );
  }
  return { AccountID: account, ProjectID: project };
}
