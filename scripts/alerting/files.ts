import * as terraform from './terraform';
import * as yaml from './yaml';

/** The alert rules, with all that belongs to them, in each form in which people take them. */
export function alertingFiles(): Array<{ path: string; text: string }> {
  const [files, modules] = ['provisioning/alerting', 'provisioning/terraform'];
  return Object.entries({
    [`${files}/rules.yaml`]: yaml.rulesYaml(),
    [`${files}/templates.yaml`]: yaml.templatesYaml(),
    [`${files}/contact-points.yaml`]: yaml.contactPointsYaml(),
    [`${files}/policies.yaml`]: yaml.policiesYaml(),
    'provisioning/recording/recording-rules.yaml': yaml.recordingRulesYaml(),
    [`${modules}/main.tf`]: terraform.mainFile(),
    [`${modules}/rules.tf`]: terraform.rulesFile(),
    [`${modules}/recording-rules.tf`]: terraform.recordingRulesFile(),
    [`${modules}/messages.tf`]: terraform.messagesFile(),
    [`${modules}/policies.tf`]: terraform.policiesFile(),
  }).map(([path, text]) => ({ path, text }));
}
