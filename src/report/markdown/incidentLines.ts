import { type Incident } from '../../analysis/model/analysis';
import { capital, percent, plural, some } from '../../format/format';
import { firstLines } from '../../analysis/incidents/firstLines';
import { when } from '../when';
import { code, inline } from './inline';

/** Services, pieces of evidence and links of a chain that are named where there are other incidents to tell of. */
const NAMED = 5;
const EVIDENCE = 3;
const LINE = 160;

/** How much of an incident is told. */
interface Most {
  readonly services: number;
  readonly evidence: number;
  readonly links: number;
}

const BRIEF: Most = { services: NAMED, evidence: EVIDENCE, links: 0 };
const WHOLE: Most = { services: Infinity, evidence: Infinity, links: Infinity };

/** Who, since when, why, the first lines, what to do: a heading and a list. */
export function incidentLines(incident: Incident, { isAlone }: { isAlone: boolean }): string[] {
  const { id, type, severity, services, description, evidence, recommendation } = incident;
  const most = isAlone ? WHOLE : BRIEF;
  const more = evidence.length - most.evidence;
  return [
    `${isAlone ? '##' : '###'} ${severity}: ${type}, ${inline(some(services, 1))}`,
    '',
    `- When: ${when(incident)}; incident ${code(id)}`,
    ...(services.length > 1 ? [`- Who: ${inline(some(services, most.services))}`] : []),
    ...began(incident),
    ...firstLines(incident).map(
      ({ service, message, what }) => `- ${capital(what)}: ${inline(service)}: ${line(message)}`
    ),
    `- Do: ${inline(recommendation, 2 * LINE)}`,
    `- Why: ${inline(description)}`,
    ...evidence.slice(0, most.evidence).map((text) => `  - ${inline(text)}`),
    ...(more > 0 ? [`  - ${plural(more, 'piece')} more of evidence`] : []),
    ...spread(incident, most.links),
  ];
}

/** The same on one line. */
export function incidentLine(incident: Incident): string {
  const { id, type, severity, services, cause } = incident;
  const at = cause && cause.service !== services[0] ? `, began at ${cause.service}` : '';
  return `- ${severity}: ${type}, ${inline(`${some(services, 2)}${at}`)}; ${when(incident)}; ${code(id)}`;
}

function began({ suspects = [] }: Incident): string[] {
  const [first] = suspects;
  return first ? [`- Began (${percent(first.confidence, 0)} likely): ${inline(first.text)}`] : [];
}

function spread({ chain = [], suspects = [] }: Incident, most: number): string[] {
  const links = (chain.length > 0 ? chain : suspects).slice(1, most);
  return links.length > 0
    ? [
        chain.length > 0 ? '- How it spread:' : '- It may also have begun at:',
        ...links.map(({ text }) => `  - ${inline(text)}`),
      ]
    : [];
}

function line(message: string): string {
  return code(message.split('\n', 1)[0], LINE);
}
