import { createLog } from './log';

it('writes a line as hclog does, with six digits of a second', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 67))
  );
  log.warn('a thread\nstopped', { threads: 2, stack: undefined });
  expect(lines).toEqual([
    '{"@level":"warn","@message":"a thread\\nstopped","@timestamp":"2026-01-02T03:04:05.067000Z","threads":2}\n',
  ]);
});
