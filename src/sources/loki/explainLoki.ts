/** What Loki's own words mean and what to do; undefined where the status says it as well. */
export function explainLoki(status: number, body: string): string | undefined {
  if (/no org id/i.test(body)) {
    return 'It needs a tenant: set the tenant ID (X-Scope-OrgID) in the data source settings.';
  }
  if (/invalid tenant|tenant.{0,200}(not found|unknown)|unknown tenant/i.test(body)) {
    return 'It does not know the tenant: check the tenant ID (X-Scope-OrgID) in the data source settings.';
  }
  if (/parse error|queries require/.test(body)) {
    return 'The query is not valid LogQL.';
  }
  if (/too many bytes|time range exceeds the limit/.test(body)) {
    return "The query is beyond the tenant's limits: narrow the selector or the time range, or raise the limit that it names.";
  }
  if (status === 404) {
    return 'Is this the address of a Loki? Give it without /loki/api/v1, and with the path prefix of its proxy if there is one.';
  }
  return undefined;
}
