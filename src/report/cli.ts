import { Command, CommanderError, Option, InvalidArgumentError } from 'commander';
import { SeismologError } from '../errors';
import { isClosedPipe } from './closedPipe';
import { ANALYSIS } from '../query/options';
import { FAULT_MIXES, MODES } from '../query/settings';
import { LINE_FORMATS } from '../sources/generated/formats';
import { type GenerateArguments } from './generateCommand';
import { PUSH_STORES } from './pushStores';
import { type ParseArguments } from './parseCommand';
import { positive, readingOptions, wholeNumber } from './readingOptions';
import { type ReportArguments } from './reportCommand';
import { tell } from './tell';

/** What a pipeline can act on. */
export const EXIT = {
  /** Done; with --fail-on: and nothing to stop for. */
  ok: 0,
  /** It could not be done: wrong options, no logs, a store that doesn't answer. Standard error says why. */
  error: 1,
  /** The condition of --fail-on is met. */
  failOn: 2,
} as const;

/**
 * The command line: `report`, `parse` and `generate`.
 * @param argv without the program and its name
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], version = 'development'): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command('seismolog')
    .description('Listens to logs for tremors: anomalies, incidents, root causes and health.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help shows all options)');
  program.addCommand(
    reportCommand(async (args) => {
      // Each command loads what it runs with: a report on a file needs no generator.
      const { runReport } = await import('./reportCommand');
      const reason = await runReport(args);
      if (reason !== undefined) {
        tell(`--fail-on ${args.failOn}: ${reason}`);
        code = EXIT.failOn;
      }
    })
  );
  program.addCommand(
    parseCommand(async (args) => {
      const { runParse } = await import('./parseCommand');
      await runParse(args);
    })
  );
  program.addCommand(
    generateCommand(async (args) => {
      const { runGenerate } = await import('./generateCommand');
      await runGenerate(args);
    })
  );
  program.commands.forEach((command) => command.exitOverride());

  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.ok : EXIT.error;
    }
    if (isClosedPipe(error)) {
      return code;
    }
    tell(...(error instanceof SeismologError ? [error.message] : unexpected(error)));
    return EXIT.error;
  }
}

function reportCommand(run: (args: ReportArguments) => Promise<void>): Command {
  return withReading(new Command('report').description('analyse logs and write a report'))
    .addOption(
      new Option(
        '--mode <name>',
        'entries reads each line; windows has the store count and reads a sample; auto: windows where there are more lines than the limit'
      ).choices(Object.keys(MODES))
    )
    .addOption(
      new Option(
        '--calendar <paths...>',
        'iCalendar files or addresses, of maintenance and holidays: nothing is learned from these times'
      )
    )
    .addOption(
      new Option('--calendar-zone <name>', 'of calendars, and of hours that are learned: Europe/Berlin (default: UTC)')
    )
    .addOption(
      new Option('--contamination <share>', 'the share of logs expected to be anomalous, or auto').argParser(
        contamination
      )
    )
    .addOption(
      new Option('--format <name>', 'of the report').choices(['text', 'markdown', 'json', 'html']).default('text')
    )
    .option('--output <file>', 'where to write the report (default: standard output)')
    .option('--fail-on <condition>', 'end with 2 where there is a critical or high incident, or health<N')
    .action(run);
}

function parseCommand(run: (args: ParseArguments) => Promise<void>): Command {
  return withReading(
    new Command('parse').description('write each log as it is read, as JSON, and what was not understood')
  ).action(run);
}

function withReading(command: Command): Command {
  readingOptions().forEach((option) => command.addOption(option));
  return command;
}

function generateCommand(run: (args: GenerateArguments) => Promise<void>): Command {
  return new Command('generate')
    .description('make logs whose truth is known, for a file, a Loki, an Elasticsearch or a VictoriaLogs')
    .addOption(new Option('--days <n>', 'how many days').argParser(positive).default(7))
    .addOption(new Option('--logs <n>', 'how many logs in these days').argParser(positive))
    .addOption(new Option('--seed <n>', 'the same seed and range give the same logs').argParser(wholeNumber))
    .addOption(
      new Option('--faults <mix>', 'a bit of everything, or mostly what grows and can be foreseen')
        .choices(Object.keys(FAULT_MIXES))
        .default('mixed')
    )
    .option('--to <time>', 'where the days end: now, 2026-01-31T12:00:00Z, or milliseconds since the epoch', 'now')
    .addOption(
      new Option(
        '--format <name>',
        'of the lines (default: ndjson); fields, for --push: values beside the message, in a loki as structured metadata (default in a victorialogs)'
      ).choices([...LINE_FORMATS, 'fields'])
    )
    .option('--output <file>', 'where to write them (default: standard output)')
    .option('--truth <file>', 'write what was injected, as JSON')
    .option('--push <url>', 'push them into the store at this address instead')
    .addOption(new Option('--store <name>', 'for --push: what is there (default: loki)').choices(PUSH_STORES))
    .option('--index <name>', 'for --store elasticsearch: where to (default: logs-seismolog-default)')
    .option('--tenant <id>', 'for --push: X-Scope-OrgID of a loki, AccountID:ProjectID of a victorialogs')
    .option(
      '--user <name>',
      'for --push: basic authentication; the password is read from SEISMOLOG_PASSWORD (a token from SEISMOLOG_TOKEN, an API key from SEISMOLOG_API_KEY)'
    )
    .option('--follow', 'for --push: go on, with the logs of each minute as it passes')
    .action(run);
}

function contamination(text: string): number | 'auto' {
  const { max } = ANALYSIS.forest.settings.contamination;
  const share = Number(text);
  if (text !== 'auto' && !(share > 0 && share <= max)) {
    throw new InvalidArgumentError(`It has to be a share over 0 and at most ${max}, or auto.`);
  }
  return text === 'auto' ? 'auto' : share;
}

/** A line for each call that led to it. */
function unexpected(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in Seismolog: ${stack}`.split('\n');
}
