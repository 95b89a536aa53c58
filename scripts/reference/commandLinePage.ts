import { execFileSync } from 'node:child_process';
import { localBun } from '../bun.mjs';

const COMMANDS = ['report', 'parse', 'generate'];

/** docs/reference/command-line.md, of what the program itself says. */
export function commandLinePage(): string {
  return `# Command line

The plugin's executable is the command line too. \`npm run report --\`, \`npm run parse --\` and
\`npm run generate --\` run it from the sources.

${help([])}
${COMMANDS.map((command) => `## ${command}\n\n${help([command])}`).join('\n')}
## Exit codes

| Code | Meaning                                                                |
| ---- | ---------------------------------------------------------------------- |
| 0    | Done                                                                   |
| 1    | It could not be done; standard error says why. With \`--fail-on\` also: nothing is found to stop for, but the health is unknown |
| 2    | The condition of \`--fail-on\` is met: \`critical\`, \`high\`, or \`health<N\` |

## Secrets

They are read from the environment, never from the command line, which others can see.

| Variable             | What                                                              |
| -------------------- | ----------------------------------------------------------------- |
| \`SEISMOLOG_PASSWORD\` | The password of \`--user\`                                          |
| \`SEISMOLOG_TOKEN\`    | A bearer token; for \`--source grafana\` the service account's token |
| \`SEISMOLOG_API_KEY\`  | An API key of Elasticsearch                                       |
`;
}

function help(command: readonly string[]): string {
  const said = execFileSync(localBun(), ['src/backend/main.ts', ...command, '--help'], { encoding: 'utf8' });
  return `\`\`\`text\n${said.trim()}\n\`\`\`\n`;
}
