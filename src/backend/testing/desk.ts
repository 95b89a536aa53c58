import { type Desk } from '../handlers/desk';
import { createLog } from '../log';
import { type Caller } from '../pool/pool';
import { type Recorded } from '../recorder';
import { type CallKind, type Calls } from '../worker/messages';

type Answering = (kind: CallKind, request: Calls[CallKind]['request']) => Calls[CallKind]['answer'];

/** A desk whose pool answers at once, with all that it was asked. */
export function createDesk(answer: Answering) {
  const asked: Array<{ kind: CallKind; request: Calls[CallKind]['request']; caller: Caller }> = [];
  const recorded: Recorded[] = [];
  const pool: Desk['pool'] = {
    async run(kind, request, caller) {
      asked.push({ kind, request, caller });
      // The test gives an answer of the kind.
      return answer(kind, request) as Calls[typeof kind]['answer'];
    },
    async stream(request, caller, onPacket) {
      asked.push({ kind: 'stream', request, caller });
      onPacket(answer('stream', request) as Calls['stream']['answer']);
    },
  };
  const state = { said: 'All is kept.' };
  const desk: Desk = { pool, state, record: (what) => recorded.push(what), log: createLog(() => undefined) };
  return { desk, asked, recorded };
}

/** A request of this data source. */
export function contextOf(stored: { uid?: string; orgId?: number; jsonData?: Uint8Array } = {}) {
  const { uid = 'logs', orgId = 1, jsonData = new Uint8Array() } = stored;
  return {
    orgId,
    dataSourceInstanceSettings: {
      uid,
      name: 'Logs',
      url: '',
      basicAuthEnabled: false,
      basicAuthUser: '',
      jsonData,
      decryptedSecureJsonData: {},
      lastUpdatedMS: 1,
    },
  };
}
