import { createLineParser, emptyRecord } from '../../../logs/lineParser';
import { type FieldMapping } from '../../../query/settings';
import { type WindowRequest } from '../../source';
import { type CountedPart, type WindowStore } from '../knownWindows';
import { type SampledLine } from './fieldLocations';

/**
 * Counts a range on the grid for as many services as there are. These show only in the counts: as a rule the guess is
 * right.
 *
 * @param guess how many services a sample of the lines has
 */
export async function countOnGrid(store: WindowStore, request: WindowRequest, guess: number): Promise<CountedPart> {
  for (let services = guess; ;) {
    const grid = request.gridOf(services);
    const counted = await store.count(grid, request);
    services = counted.columns.services.length;
    if (request.gridOf(services).windowMs === grid.windowMs) {
      return counted;
    }
  }
}

/** How many services a sample of lines has. */
export function servicesIn(lines: readonly SampledLine[], mapping: FieldMapping): number {
  const parser = createLineParser(mapping);
  const record = emptyRecord();
  const services = lines.map(({ known, line }) => {
    parser.parse(line, known, record);
    return record.service;
  });
  return new Set(services).size;
}
