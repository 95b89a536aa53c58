import { type LearnedUnit } from '../durations/learnUnit';
import { type ScaleName } from '../levels/scales';

/** What the values of a sample show of bare numbers whose unit or scale no name gives. */
export interface LearnedValues {
  /** Of response times, by the name of their field. */
  readonly units: ReadonlyMap<string, LearnedUnit>;
  /** Of response times, by the name of the format of access lines. */
  readonly accessUnits: ReadonlyMap<string, LearnedUnit>;
  /** Of levels, by the name of their field. */
  readonly scales: ReadonlyMap<string, ScaleName>;
  /** The forms of access lines that were seen, those of most lines first. */
  readonly accessFormats: readonly string[];
  /** Several namespaces have a service of one name: it is told by both. */
  readonly isNamespaced: boolean;
}

export const NOTHING_LEARNED: LearnedValues = {
  units: new Map(),
  accessUnits: new Map(),
  scales: new Map(),
  accessFormats: [],
  isNamespaced: false,
};
