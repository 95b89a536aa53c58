import { type SourceType } from './sources';
import { type Problem, problemOn } from './table/problems';
import { type Group, type Values } from './table/entry';

/** What people mark in Grafana, by an annotation with one of these tags. The first that it has counts. */
export const MARKS = {
  incident: { tag: 'seismolog:incident', label: 'Marked as an incident', isMuted: false },
  noise: { tag: 'seismolog:noise', label: 'Marked as noise', isMuted: true },
  expected: { tag: 'seismolog:expected', label: 'Marked as expected', isMuted: false },
} as const;

export type Mark = keyof typeof MARKS;

/** Beside one of these: nobody is to be alerted of it. */
export const MUTED_TAG = 'seismolog:muted';

/** Before the name of a service that a mark is of. A mark without one is of all. */
export const SERVICE_TAG = 'service:';

/** Where marks are read from. */
export const MARKS_SETTING = {
  kind: 'group',
  label: 'Marks in Grafana',
  description: `Annotations with the tags ${Object.values(MARKS)
    .map(({ tag }) => tag)
    .join(
      ', '
    )}: nothing is learned from these times, they are shown as bands, and what was found is compared with them.`,
  settings: {
    enabled: { kind: 'flag', default: false, label: 'Read marks' },
    url: {
      kind: 'text',
      maxLength: 2000,
      default: '',
      placeholder: 'http://localhost:3000',
      label: 'Address of Grafana',
      description: 'As the plugin reaches it. Empty: that of the source Grafana.',
    },
  },
} as const satisfies Group;

/** The secret that marks are read with, among those of the data source. */
export const MARKS_SECRET = {
  secret: 'marksToken',
  label: 'Service account token for marks',
  description: 'Of an account that may read annotations, as a viewer may. Empty: that of the source Grafana',
} as const;

/** What is wrong with where marks are read from. @param addressProblem what is wrong with an address */
export function marksProblems(
  { enabled = false, url = '' }: Values<typeof MARKS_SETTING.settings> = {},
  source: SourceType | undefined,
  addressProblem: (url: string) => string | undefined
): Problem[] {
  if (!enabled) {
    return [];
  }
  const isGiven = url.trim() !== '';
  const message = isGiven
    ? addressProblem(url)
    : source === 'grafana'
      ? undefined
      : 'must be given for marks to be read, for example http://localhost:3000';
  return message === undefined ? [] : [problemOn({ marks: MARKS_SETTING }, ['marks', 'url'], message)];
}
