import { ANALYSES } from './analysis';
import { QUESTIONS } from './questions';
import { READERS } from './readers';
import { STORE_ANSWERS } from './stores';
import { STRANGERS } from './strangers';
import { type Target } from './target';

export const TARGETS: readonly Target[] = [...READERS, ...QUESTIONS, ...ANALYSES, ...STORE_ANSWERS, ...STRANGERS];

export function targetOf(name: string): Target {
  const found = TARGETS.find((one) => one.name === name);
  if (!found) {
    throw new Error(`There is no target ${name}. There are: ${TARGETS.map((one) => one.name).join('; ')}.`);
  }
  return found;
}
