import { type WriteStream } from 'node:tty';
import { type SingleBar, Presets } from 'cli-progress';
import { printable } from './printable';
import { whole } from '../format/format';

/** What a command shows while it works. */
export interface Progress {
  /** A new step has begun; `total` where it is known. */
  step(name: string, total?: number): void;
  /** So much of the step is done. */
  update(done: number): void;
  end(): void;
}

const SILENT: Progress = { step: () => undefined, update: () => undefined, end: () => undefined };

/** On a terminal a line per step, with a bar where the total is known; silent elsewhere, so that logs stay clean. */
export async function createProgress(stream: NodeJS.WriteStream): Promise<Progress> {
  return stream.isTTY ? onTerminal(stream) : SILENT;
}

async function onTerminal(stream: WriteStream): Promise<Progress> {
  const { SingleBar } = await import('cli-progress');
  let bar: SingleBar | undefined;
  let name = '';
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    step(next, total) {
      stop();
      name = printable(next);
      if (total === undefined) {
        stream.write(`${name}...\n`);
      } else {
        bar = new SingleBar(
          { stream, format: `${name} {bar} {percentage}%`, hideCursor: true },
          Presets.shades_classic
        );
        bar.start(total, 0);
      }
    },
    update(done) {
      if (bar) {
        bar.update(done);
      } else {
        stream.write(`\r\x1b[K${name}: ${whole(done)}\r`);
      }
    },
    end: stop,
  };
}
