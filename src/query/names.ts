import { type ViewType } from './views';

/** What stands in a view's frames, as far as names are taken from them. */
export interface NamingFrame {
  readonly fields: ReadonlyArray<{
    readonly name: string;
    readonly type: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly values: readonly unknown[];
  }>;
}

export interface Name {
  readonly value: string;
  /** What people choose by. */
  readonly text: string;
}

/** Where a view has the names: in a column, or as the label of each series. */
type Naming =
  | { readonly column: string; readonly text?: { readonly column: string; readonly time: string } }
  | { readonly label: string };

/** The views that a variable can be made of. */
const NAMINGS = {
  serviceHealth: { column: 'service' },
  levelsOverTime: { label: 'level' },
  templates: { column: 'template' },
  topErrors: { column: 'error' },
  incidents: { column: 'id', text: { column: 'title', time: 'time' } },
  namedPatterns: { column: 'pattern' },
} as const satisfies Partial<Record<ViewType, Naming>>;

export const NAMING_VIEWS = Object.keys(NAMINGS) as ReadonlyArray<keyof typeof NAMINGS>;

/** That a variable has at first: the services, the least healthy first. */
export const DEFAULT_NAMES = 'serviceHealth' satisfies ViewType;

/**
 * The names in the frames of a view, each once, in their order: of services, levels that were logged, templates,
 * incidents (by their ids) or named patterns; of another view those in its first column of texts.
 *
 * @param timeText a time as people read it, from ms since the epoch
 */
export function namesIn(view: ViewType, frames: readonly NamingFrame[], timeText: (ms: number) => string): Name[] {
  const naming: Naming | undefined = isNaming(view) ? NAMINGS[view] : undefined;
  const names = frames.flatMap((frame) =>
    naming && 'label' in naming ? labelsOf(frame, naming.label) : namesOf(frame, naming, timeText)
  );
  return [...new Map(names.map((name) => [name.value, name])).values()];
}

function isNaming(view: ViewType): view is keyof typeof NAMINGS {
  return Object.hasOwn(NAMINGS, view);
}

function labelsOf({ fields }: NamingFrame, label: string): Name[] {
  return fields.flatMap(({ labels, values }) => {
    const value = labels?.[label];
    return value !== undefined && values.some((count) => Number(count) > 0) ? [{ value, text: value }] : [];
  });
}

function namesOf(
  { fields }: NamingFrame,
  naming: Extract<Naming, { column: string }> | undefined,
  timeText: (ms: number) => string
): Name[] {
  const column = (name: string | undefined) => fields.find((field) => field.name === name)?.values ?? [];
  const values = naming ? column(naming.column) : (fields.find(({ type }) => type === 'string')?.values ?? []);
  const [titles, times] = [column(naming?.text?.column), column(naming?.text?.time)];
  return values.flatMap((value, row) => {
    const text = naming?.text ? `${timeText(Number(times[row]))} ${String(titles[row])}` : String(value);
    return value ? [{ value: String(value), text }] : [];
  });
}
