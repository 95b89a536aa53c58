import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml';
import { ALERT_RULES } from './alertRules';
import { DEFAULT_ROUTE, MESSAGES, ROUTE, SLACK } from './messages';
import { RECORDING_RULES } from './recordingRules';
import {
  type AlertRule,
  annotationsOf,
  DATA_SOURCE,
  type Group,
  LABELS,
  labelsOf,
  panelId,
  type RecordingRule,
  recordedSteps,
  type Step,
  stepsOf,
} from './rule';

const ORG = 1;
const FOLDER = 'Seismolog';
/** The data source of provisioning/datasources that has generated logs. */
const GENERATED = 'seismolog-generated';

/** How values under these keys are written: on one line, as paragraphs, line by line. */
const FLOW = new Set(['labels', 'relativeTimeRange', 'model', 'evaluator', 'group_by', 'object_matchers', 'record']);
const FOLDED = new Set(['description']);
const LITERAL = new Set(['template']);

/** What Grafana provisions alert rules from. */
export function rulesYaml(): string {
  return rulesDocument(
    ` Each rule asks Seismolog for one view (A), takes one value of it for each set of labels (B), and compares it (C).
 What each one means, and what to do when it fires: docs/alerts.md.

 They watch the generated logs. For your own, write your data source's uid here in place of ${GENERATED}.`,
    ALERT_RULES.map((group) => groupOf(group, alertRule))
  );
}

export function recordingRulesYaml(): string {
  return rulesDocument(
    ` Each rule asks Seismolog for one view (A) and writes its last value for each set of labels (B) to the data source that
 Grafana's setting recording_rules.default_datasource_uid names: a Prometheus, or what takes its remote write.

 They watch the generated logs. For your own, write your data source's uid here in place of ${GENERATED}.`,
    [groupOf(RECORDING_RULES, recordingRule)]
  );
}

export function templatesYaml(): string {
  const document = new Document({
    apiVersion: 1,
    templates: MESSAGES.map(({ name, text }) => ({ orgId: ORG, name, template: text })),
  });
  remark(document, 'templates', MESSAGES);
  return text(
    document,
    ' Messages for any contact point: write {{ template "seismolog.slack" . }} into its text, and likewise the others.'
  );
}

export function contactPointsYaml(): string {
  const { name, title, text: message } = SLACK;
  return text(
    new Document({
      apiVersion: 1,
      contactPoints: [
        {
          orgId: ORG,
          name,
          receivers: [
            {
              uid: 'seismolog-slack',
              type: 'slack',
              settings: { url: '$SLACK_WEBHOOK_URL', title, text: message },
            },
          ],
        },
      ],
    }),
    ` SLACK_WEBHOOK_URL comes from the environment of Grafana, which doesn't start if it is empty.
 The message is one of templates.yaml, which has such for mail and for plain text, too.`
  );
}

export function policiesYaml(): string {
  return text(
    new Document({
      apiVersion: 1,
      policies: [
        {
          orgId: ORG,
          receiver: DEFAULT_ROUTE.receiver,
          group_by: DEFAULT_ROUTE.groupBy,
          routes: [
            {
              receiver: SLACK.name,
              object_matchers: [['seismolog', '=', LABELS.seismolog]],
              group_by: ROUTE.groupBy,
              group_wait: ROUTE.groupWait,
              group_interval: ROUTE.groupInterval,
              repeat_interval: ROUTE.repeatInterval,
            },
          ],
        },
      ],
    }),
    ` Sends alerts labelled \`seismolog\` to Slack, all others where Grafana sends them by default. Each incident has an id, and
 with it a message of its own.

 Grafana has one tree of policies: this file replaces it. If you have a tree of your own, leave the file out and add the
 route to yours.`
  );
}

function groupOf<Rule extends { readonly remark?: string }>(group: Group<Rule>, ruleOf: (rule: Rule) => object) {
  const { name, seconds, rules, remark: comment } = group;
  const json = { orgId: ORG, name, folder: FOLDER, interval: `${seconds}s`, rules: rules.map(ruleOf) };
  return { json, comment, remarks: rules };
}

function alertRule(rule: AlertRule): object {
  const { uid, title, withoutData, panel } = rule;
  return {
    uid,
    title,
    condition: 'C',
    for: rule.for,
    noDataState: withoutData,
    execErrState: 'Error',
    dashboardUid: panel[0],
    panelId: panelId(...panel),
    labels: labelsOf(rule),
    annotations: annotationsOf(rule),
    data: stepsOf(rule).map(stepJson),
  };
}

function recordingRule(rule: RecordingRule): object {
  const { uid, title, metric } = rule;
  return { uid, title, labels: LABELS, record: { metric, from: 'B' }, data: recordedSteps(rule).map(stepJson) };
}

function stepJson({ refId, queryType, datasourceUid, seconds, model }: Step): object {
  const range = { relativeTimeRange: { from: seconds, to: 0 } };
  return { refId, ...(queryType && { queryType }), datasourceUid, ...(seconds > 0 && range), model };
}

function rulesDocument(head: string, groups: ReadonlyArray<ReturnType<typeof groupOf>>): string {
  const document = new Document(
    { apiVersion: 1, dataSource: GENERATED, groups: groups.map(({ json }) => json) },
    { aliasDuplicateObjects: false }
  );
  const uid = document.get('dataSource', true) as Scalar;
  visit(document, {
    Scalar: (_, { value }) => (value === DATA_SOURCE ? document.createAlias(uid, 'dataSource') : undefined),
  });
  groups.forEach(({ comment, remarks }, i) => {
    const group = document.getIn(['groups', i], true);
    if (isMap(group)) {
      group.spaceBefore = i > 0;
      group.commentBefore = comment && ` ${comment}`;
    }
    remark(document, ['groups', i, 'rules'], remarks);
  });
  return text(document, head);
}

/** Sets some items apart, and writes their remarks above them. */
function remark(
  document: Document,
  path: string | unknown[],
  items: ReadonlyArray<{ readonly remark?: string }>
): void {
  const list = document.getIn([path].flat(), true);
  items.forEach(({ remark: comment }, i) => {
    const item = isSeq(list) ? list.items[i] : undefined;
    if (isMap(item)) {
      item.spaceBefore = i > 0;
      item.commentBefore = comment && ` ${comment}`;
    }
  });
}

/** @param head stands above the second key: the first one is the version of the form */
function text(document: Document, head: string): string {
  visit(document, {
    Pair: (_, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (isScalar(value)) {
        value.type = FOLDED.has(name) ? Scalar.BLOCK_FOLDED : LITERAL.has(name) ? Scalar.BLOCK_LITERAL : value.type;
      } else if (FLOW.has(name) && (isMap(value) || isSeq(value))) {
        value.flow = true;
      }
    },
  });
  const second = isMap(document.contents) ? document.contents.items[1].key : undefined;
  if (isScalar(second)) {
    second.commentBefore = head;
    second.spaceBefore = true;
  }
  return document.toString({ lineWidth: 120, singleQuote: true });
}
