import { type FieldMapping } from '../../query/settings';
import { createLineParser, type LineParser, type LineParserOptions } from '../lineParser';
import { type LearnedValues } from './learnedValues';
import { ValueSample } from './valueSample';

/**
 * Learns from a sample of logs in which unit and on which scale their bare numbers are.
 *
 * @param read gives the logs of the sample to the parser
 * @throws SettingsError as createLineParser
 */
export function learnValues(
  mapping: FieldMapping,
  options: LineParserOptions,
  read: (parser: LineParser) => void
): LearnedValues {
  const sample = new ValueSample();
  read(createLineParser(mapping, { ...options, sample }));
  return sample.learn();
}
