import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** An alert rule as provisioning/ has it. */
interface ProvisionedRule extends Record<string, unknown> {
  readonly uid: string;
  readonly data: ReadonlyArray<{ readonly refId: string; readonly datasourceUid: string }>;
}

/** What Grafana finds in provisioning/, whether or not it was started with it: a rule, for a data source. */
export function provisionedRule(uid: string, dataSource: string): ProvisionedRule {
  const { groups } = parse(readFileSync('provisioning/alerting/rules.yaml', 'utf8'));
  const rules: ProvisionedRule[] = groups.flatMap((group: { rules: unknown[] }) => group.rules);
  const rule = rules.find((one) => one.uid === uid);
  if (!rule) {
    throw new Error(`There is no rule ${uid}.`);
  }
  const data = rule.data.map((query) =>
    query.datasourceUid === '__expr__' ? query : { ...query, datasourceUid: dataSource }
  );
  return { ...rule, data };
}
