import { type LogTable } from '../../logs/logTable';

const SPACE = 32;
const ZERO = 48;
const NINE = 57;

/**
 * How rare each log's kind of message is in its service: -ln of its share. Messages are of one kind where they differ only
 * in words that hold a digit.
 */
export function messageRarity({ message, service, length }: LogTable): Float32Array {
  const kinds = kindOfMessages(message.values);
  const services = service.values.length;
  const perService = new Uint32Array(services);
  const counts: number[] = [];
  const slots = new Map<number, number>();
  const slotOf = new Uint32Array(length);
  // Nearly every message belongs to one service: its slot is looked up once.
  const lastService = new Int32Array(message.values.length).fill(-1);
  const lastSlot = new Uint32Array(message.values.length);
  for (let row = 0; row < length; row++) {
    const code = message.codes[row];
    const owner = service.codes[row];
    if (lastService[code] !== owner) {
      lastService[code] = owner;
      lastSlot[code] = slotFor(slots, kinds[code] * services + owner);
      counts[lastSlot[code]] ??= 0;
    }
    slotOf[row] = lastSlot[code];
    counts[lastSlot[code]]++;
    perService[owner]++;
  }
  const rarity = new Float32Array(length);
  for (let row = 0; row < length; row++) {
    rarity[row] = Math.log(perService[service.codes[row]] / counts[slotOf[row]]);
  }
  return rarity;
}

/** The number of the kind that each message is of. */
function kindOfMessages(messages: readonly string[]): Uint32Array {
  const byHash = new Map<number, number>();
  return Uint32Array.from(messages, (message) => slotFor(byHash, hashOfWords(message)));
}

/** The number of a key, counted from 0 in the order in which keys are first seen. */
function slotFor(slots: Map<number, number>, key: number): number {
  const known = slots.get(key);
  if (known !== undefined) {
    return known;
  }
  slots.set(key, slots.size);
  return slots.size - 1;
}

/** FNV-1a over the words of a message, any word with a digit in it counting as the same. */
function hashOfWords(message: string): number {
  let hash = 0x811c9dc5;
  let word = hash;
  let digits = false;
  for (let i = 0; i <= message.length; i++) {
    const char = i < message.length ? message.charCodeAt(i) : SPACE;
    if (char <= SPACE) {
      hash = Math.imul(digits ? hash : word, 0x01000193);
      word = hash;
      digits = false;
    } else {
      digits ||= char >= ZERO && char <= NINE;
      word = Math.imul(word ^ char, 0x01000193);
    }
  }
  return hash;
}
