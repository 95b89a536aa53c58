import { ALERT_RULES } from './alertRules';
import { attributes, block, expression, hcl, type Item, jsonencode, type Value } from './hcl';
import { DEFAULT_ROUTE, MESSAGES, ROUTE, SLACK } from './messages';
import { RECORDING_RULES } from './recordingRules';
import {
  type AlertRule,
  annotationsOf,
  DATA_SOURCE,
  type Group,
  LABELS,
  labelsOf,
  type RecordingRule,
  recordedSteps,
  type Step,
  stepsOf,
} from './rule';

const UID = expression('var.data_source_uid');
const TARGET = 'var.metrics_data_source_uid';

/** What the rules take, and where they are. */
export function mainFile(): string {
  return hcl([
    block(
      'terraform',
      [],
      [
        block(
          'required_providers',
          [],
          [{ name: 'grafana', value: { source: 'grafana/grafana', version: '>= 4.0.0' } }]
        ),
      ]
    ),
    variable('data_source_uid', 'UID of the Seismolog data source that the rules watch.'),
    variable('slack_webhook_url', 'Where the Slack contact point sends its messages.', { sensitive: true }),
    variable('default_contact_point', 'Who gets all other alerts.', { default: DEFAULT_ROUTE.receiver }),
    variable('metrics_data_source_uid', 'UID of the Prometheus that rules record to; empty: none are recorded.', {
      default: '',
    }),
    block('resource', ['grafana_folder', 'seismolog'], attributes({ title: 'Seismolog' })),
  ]);
}

export function rulesFile(): string {
  return hcl(ALERT_RULES.map((group) => ruleGroup(group, group.rules.map(alertRule))));
}

export function recordingRulesFile(): string {
  return hcl([
    ruleGroup(
      RECORDING_RULES,
      RECORDING_RULES.rules.map(recordingRule),
      attributes({ count: expression(`${TARGET} == "" ? 0 : 1`) })
    ),
  ]);
}

export function messagesFile(): string {
  const templates = MESSAGES.map(({ name, remark, text }) =>
    block('resource', ['grafana_message_template', idOf(name)], attributes({ name, template: text }), remark)
  );
  const { name, title, text } = SLACK;
  const slack = block('slack', [], attributes({ url: expression('var.slack_webhook_url'), title, text }));
  return hcl([
    ...templates,
    block('resource', ['grafana_contact_point', 'seismolog_slack'], [...attributes({ name }), slack]),
  ]);
}

export function policiesFile(): string {
  const matcher = block('matcher', [], attributes({ label: 'seismolog', match: '=', value: LABELS.seismolog }));
  const policy = block(
    'policy',
    [],
    [
      ...attributes({
        contact_point: expression('grafana_contact_point.seismolog_slack.name'),
        group_by: ROUTE.groupBy,
        group_wait: ROUTE.groupWait,
        group_interval: ROUTE.groupInterval,
        repeat_interval: ROUTE.repeatInterval,
      }),
      matcher,
    ]
  );
  return hcl([
    block(
      'resource',
      ['grafana_notification_policy', 'all'],
      [
        ...attributes({ contact_point: expression('var.default_contact_point'), group_by: DEFAULT_ROUTE.groupBy }),
        policy,
      ],
      'Grafana has one tree of policies: this resource replaces it. If you have a tree of your own, leave this file out and add\nthe policy to yours.'
    ),
  ]);
}

function variable(name: string, description: string, more: Readonly<Record<string, Value>> = {}): Item {
  return block('variable', [name], attributes({ description, type: expression('string'), ...more }));
}

function ruleGroup<Rule>({ name, seconds, remark }: Group<Rule>, rules: readonly Item[], first: readonly Item[] = []) {
  const place = attributes({
    name,
    folder_uid: expression('grafana_folder.seismolog.uid'),
    interval_seconds: seconds,
  });
  return block('resource', ['grafana_rule_group', idOf(name)], [...first, ...place, ...rules], remark);
}

function alertRule(rule: AlertRule): Item {
  const head = {
    uid: rule.uid,
    name: rule.title,
    condition: 'C',
    for: rule.for,
    no_data_state: rule.withoutData,
    exec_err_state: 'Error',
    labels: withUid(labelsOf(rule)),
    annotations: annotationsOf(rule),
  };
  return block('rule', [], [...attributes(head), ...stepsOf(rule).map(step)], rule.remark);
}

function recordingRule(rule: RecordingRule): Item {
  const { uid, title, metric, remark } = rule;
  const record = block('record', [], attributes({ metric, from: 'B', target_datasource_uid: expression(TARGET) }));
  const head = attributes({ uid, name: title, labels: withUid(LABELS) });
  return block('rule', [], [...head, record, ...recordedSteps(rule).map(step)], remark);
}

function step({ refId, queryType, datasourceUid, seconds, model }: Step): Item {
  return block(
    'data',
    [],
    [
      ...attributes({
        ref_id: refId,
        query_type: queryType,
        datasource_uid: datasourceUid === DATA_SOURCE ? UID : datasourceUid,
        model: jsonencode(model as Record<string, Value>),
      }),
      block('relative_time_range', [], attributes({ from: seconds, to: 0 })),
    ]
  );
}

function withUid(labels: Readonly<Record<string, string>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value === DATA_SOURCE ? UID : value]));
}

const idOf = (name: string): string => name.replace(/\W/g, '_');
