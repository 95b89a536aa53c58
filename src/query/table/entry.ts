/* What settings and options of a query are described with: plain data that drives types, validation, editors and docs. */

/** A table of settings: its keys are those of the JSON. */
export type Table = Readonly<Record<string, Entry>>;

export type Entry = Setting | Group | List;

export type Setting =
  NumberSetting | TextSetting | FlagSetting | ChoiceSetting | PatternSetting | FormulaSetting | ObjectSetting;

interface Described {
  /** How editors and messages call it. */
  readonly label: string;
  /** A sentence or two for people. */
  readonly description?: string;
  /** An example, shown where nothing is entered and there is no default. */
  readonly placeholder?: string;
  /** Where it stands in a list's item it must be given. */
  readonly required?: true;
}

export interface NumberSetting extends Described {
  readonly kind: 'number' | 'integer';
  readonly min?: number;
  /** In place of `min`: it must be greater than this. */
  readonly moreThan?: number;
  readonly max: number;
  /** From this on it must be a whole number. */
  readonly wholeFrom?: number;
  /** The word "auto" is a value, too. */
  readonly auto?: true;
  /** Shown behind the number. */
  readonly unit?: string;
  readonly default?: number | 'auto';
}

export interface TextSetting extends Described {
  /**
   * `field`: the name of a log's field, `timeFormat`: in tokens of Luxon, `timeZone`: an IANA name, `moment`: a date,
   * with a time of day or without.
   */
  readonly kind: 'text' | 'field' | 'timeFormat' | 'timeZone' | 'moment';
  /** In characters. Default MAX_LENGTH of its kind. */
  readonly maxLength?: number;
  /** It has several lines: how many are shown. */
  readonly lines?: number;
  readonly default?: string;
}

interface FlagSetting extends Described {
  readonly kind: 'flag';
  readonly default?: boolean;
}

export interface ChoiceSetting extends Described {
  readonly kind: 'choice';
  readonly options: Readonly<Record<string, { readonly label: string; readonly description?: string }>>;
  readonly default?: string;
}

/** A regular expression in RE2 syntax. */
export interface PatternSetting extends Described {
  readonly kind: 'pattern';
  readonly default?: string;
}

/** Arithmetic over the variables (formula.ts). */
export interface FormulaSetting extends Described {
  readonly kind: 'formula';
  readonly variables: readonly string[];
  readonly default?: string;
}

/** Any JSON object. */
interface ObjectSetting extends Described {
  readonly kind: 'object';
  readonly default?: Readonly<Record<string, unknown>>;
}

export interface Group extends Described {
  readonly kind: 'group';
  readonly settings: Table;
}

export interface List extends Described {
  readonly kind: 'list';
  readonly of: Entry;
  readonly maxItems: number;
  readonly default?: readonly [];
}

/** A table's values as they are stored: everything may be left out but what an item of a list requires. */
export type Values<T> = Flat<
  { -readonly [K in keyof T as T[K] extends { required: true } ? K : never]: ValueOf<T[K]> } & {
    -readonly [K in keyof T as T[K] extends { required: true } ? never : K]?: ValueOf<T[K]>;
  }
>;

/** A table's values with its defaults filled in: what has none may still be missing. */
export type Resolved<T> = Flat<
  { -readonly [K in keyof T as T[K] extends Given ? K : never]: ResolvedOf<T[K]> } & {
    -readonly [K in keyof T as T[K] extends Given ? never : K]?: ResolvedOf<T[K]>;
  }
>;

type Given = { kind: 'group' } | { default: unknown } | { required: true };

type Flat<T> = { [K in keyof T]: T[K] };

type ResolvedOf<E> = E extends { kind: 'group'; settings: infer T } ? Resolved<T> : ValueOf<E>;

type ValueOf<E> = E extends { kind: 'group'; settings: infer T }
  ? Values<T>
  : E extends { kind: 'list'; of: infer Item }
    ? Array<ValueOf<Item>>
    : E extends { kind: 'number' | 'integer' }
      ? number | (E extends { auto: true } ? 'auto' : never)
      : E extends { kind: 'flag' }
        ? boolean
        : E extends { kind: 'choice'; options: infer Options }
          ? Extract<keyof Options, string>
          : E extends { kind: 'object' }
            ? Record<string, unknown>
            : string;
