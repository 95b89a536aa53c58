/** Loghub's sets that rules of templates and of unusual lines were written with at hand; the others came later. */
const TUNED_ON = 'Android,BGL,HPC,HealthApp,Mac,OpenStack,Spark,Windows';

/** The option of benches that say of each mean what it is of sets that were not used. */
export const LEAVE_OUT = { type: 'string', default: TUNED_ON } as const;

/** Whether a set was not used for tuning, by the names given, with commas between them. */
export function isUnused(leaveOut: string): (set: string) => boolean {
  const used = new Set(leaveOut.split(','));
  return (set) => !used.has(set);
}
