import { MINUTE } from '../../time/units';
import { parentPort, workerData } from 'node:worker_threads';
import { type Tools } from '../answers/tools';
import { answerQuery } from '../answers/query';
import { callResource } from '../answers/resource';
import { checkHealth } from '../answers/check';
import { runStream } from '../answers/stream';
import { Analyst } from '../analyst';
import { type ProcessLimits } from '../limits';
import { type Log } from '../log';
import { collectGarbage } from '../../pipeline/memory';
import { toPlainError } from '../plainError';
import { type Recorder } from '../recorder';
import { keptLogs, runJudgement } from '../runJudgement';
import { createRun } from './createRun';
import { type Forgettable } from './memoryBudget';
import { type Calls, type FromThread, type ToWorker } from './messages';
import { takeApart } from './pieces';
import { RemoteMemory } from './remoteMemory';
import { type StopWord } from './stopWord';
import { type Ping, type Pong } from './supervisor';

/* The thread of a worker: it answers calls, apart from what must respond at once. */

const MB = 1e6;
const CACHE_MS = MINUTE;
const REST_MS = 2000;

const { stop, limits } = workerData as { stop: StopWord; limits: ProcessLimits };
const calls = new Map<number, AbortController>();
const idOf = new WeakMap<AbortSignal, number>();

const post = (message: FromThread | Pong) => parentPort?.postMessage(message);
const memory = new RemoteMemory(post);
const kept: Forgettable = {
  isEmpty: () => keptLogs.isEmpty() && tools.analyst.isEmpty(),
  forget() {
    keptLogs.forget();
    tools.analyst.forget();
  },
};
const { run, work, share } = createRun({ stop, limits, post, idOf, kept });
const tools = createTools();
let resting: NodeJS.Timeout | undefined;

parentPort?.on('message', (message: ToWorker | Ping) => {
  switch (message.type) {
    case 'ping':
      post({ type: 'pong' });
      return;
    case 'call':
      clearTimeout(resting);
      void serve(message);
      return;
    case 'cancel':
      calls.get(message.id)?.abort();
      return;
    case 'others':
      share(message.bytes);
      return;
    case 'recalled':
      memory.recalled(message.key, message.known);
  }
});

async function serve(call: Extract<ToWorker, { type: 'call' }>): Promise<void> {
  const { id } = call;
  const gone = new AbortController();
  calls.set(id, gone);
  idOf.set(gone.signal, id);
  try {
    await work([id], () => answer(call, gone.signal));
    post({ type: 'end', id });
  } catch (error) {
    post({ type: 'failed', id, error: toPlainError(error) });
  } finally {
    calls.delete(id);
    rest();
  }
}

/** Gives memory back once nothing has been asked for a while. */
function rest(): void {
  clearTimeout(resting);
  if (calls.size === 0) {
    resting = setTimeout(collectGarbage, REST_MS);
  }
}

async function answer(call: Extract<ToWorker, { type: 'call' }>, signal: AbortSignal): Promise<void> {
  const { id } = call;
  const say = (said: Calls[keyof Calls]['answer']) => {
    const { pieces, rest } = takeApart(said);
    pieces.forEach((bytes) => post({ type: 'piece', id, bytes }));
    post({ type: 'answer', id, rest });
  };
  switch (call.kind) {
    case 'query':
      return say(await answerQuery(call.request, tools, signal));
    case 'resource':
      return say(await callResource(call.request, tools, signal));
    case 'check':
      return say(await checkHealth(call.request, tools, signal));
    case 'stream':
      for await (const packet of runStream(call.request, tools, signal)) {
        say(packet);
      }
  }
}

function createTools(): Tools {
  const at =
    (level: keyof Log): Log[typeof level] =>
    (message, fields) =>
      post({ type: 'log', level, message, fields });
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  const record: Recorder = (recorded) => post({ type: 'record', recorded });
  const cacheBytes = (limits.memoryMb * MB) / 4;
  const analyst = new Analyst({
    judge: (request, signal, callers) => run(request, runJudgement, signal, callers),
    cacheBytes,
    cacheMs: CACHE_MS,
    memory,
    record,
    log,
  });
  return { analyst, record, log, limits };
}
