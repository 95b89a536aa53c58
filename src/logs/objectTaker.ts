import { parseCef } from './cef';
import { parseCmTrace } from './cmTrace';
import { type Field } from './fieldNames';
import { type FieldTaker } from './fieldTaker';
import { type FieldTree } from './fieldTree';
import { type JsonObject, objectOf } from './json';
import { parseObject } from './looseObject';
import { renderTemplate } from './messageTemplate';
import { completeEvent } from './windowsEvent';
import { parseElement } from './xmlElement';
import { isObject } from '../objects';

const MAX_DEPTH = 5;
const LESS = 60;
const OPEN_BRACE = 123;

/** Takes the fields of objects, in whatever form a text has them. */
export class ObjectTaker {
  constructor(
    private readonly taker: FieldTaker,
    private readonly tree: FieldTree
  ) {}

  /** An object of JSON and its like, an element of XML, an event of a security device. @returns whether it is one */
  takeText(text: string): boolean {
    const first = text.charCodeAt(0);
    return (
      (first === OPEN_BRACE && this.takeJson(text)) ||
      (first === LESS && this.takeElement(text)) ||
      this.takeEvent(text)
    );
  }

  /** @returns whether the text is an object of JSON or its like */
  takeJson(text: string): boolean {
    const value = parseObject(text);
    if (!value) {
      return false;
    }
    this.takeFields(value);
    if (this.taker.inexactTime > 0) {
      this.taker.restoreTime(text);
    }
    return true;
  }

  takeFields(object: JsonObject): void {
    const { taker } = this;
    this.visit(object, this.tree);
    if (taker.hasTemplate) {
      taker.replaceMessage((template) => renderTemplate(template, object));
    }
  }

  private takeElement(text: string): boolean {
    const element = parseElement(text);
    const value = element ? completeEvent(element) : parseCmTrace(text);
    if (value) {
      this.visit(value, this.tree);
    }
    return value !== undefined;
  }

  private takeEvent(text: string): boolean {
    const value = text.startsWith('CEF:') || text.startsWith('LEEF:') ? parseCef(text) : undefined;
    if (value) {
      this.visit(value, this.tree);
    }
    return value !== undefined;
  }

  private visit(object: Readonly<Record<string, unknown>>, node: FieldTree): void {
    for (const key in object) {
      const value = object[key];
      const child = node.child(key);
      if (typeof value === 'object') {
        this.taker.note(child);
        if (isObject(value) && child.depth < MAX_DEPTH) {
          this.takeInstant(value, child);
          this.visit(value, child);
        } else if (child.field && Array.isArray(value)) {
          this.takeList(child.field, value);
        } else if (child.isWrapper && Array.isArray(value)) {
          this.takePairs(value, child);
        }
      } else {
        this.taker.takeAt(child, value);
        if (child.isWrapper && typeof value === 'string' && value.charCodeAt(0) === OPEN_BRACE) {
          this.takeWithin(value, child);
        }
      }
    }
  }

  /** A list of names with their values: `[{"name":"level","value":"error"}]`. */
  private takePairs(pairs: readonly unknown[], node: FieldTree): void {
    for (const pair of pairs) {
      const { name, key, value } = objectOf(pair);
      const named = name ?? key;
      if (typeof named === 'string' && (typeof value === 'string' || typeof value === 'number')) {
        this.taker.takeAt(node.child(named), value);
      }
    }
  }

  /** An object that is text, as Azure has what a log's own fields are. */
  private takeWithin(text: string, node: FieldTree): void {
    const value = node.depth < MAX_DEPTH ? parseObject(text) : undefined;
    if (value) {
      this.visit(value, node);
    }
  }

  /** A time in two numbers, seconds and nanoseconds: log4j2's instant, a Timestamp of Protocol Buffers. */
  private takeInstant(value: Readonly<Record<string, unknown>>, node: FieldTree): void {
    const isJava = typeof value.nanoOfSecond === 'number';
    const seconds = isJava ? value.epochSecond : value.seconds;
    const nanos = isJava ? value.nanoOfSecond : value.nanos;
    const field = isJava ? node.child('epochSecond').field : node.field;
    if (field?.role === 'time' && typeof seconds === 'number' && typeof nanos === 'number') {
      this.taker.take(field, `${seconds}.${String(nanos).padStart(9, '0')}`);
    }
  }

  /**
   * A list of what is a field: of one thing, a message in parts, or in bytes, as journald has those that are not plain.
   */
  private takeList(field: Field, values: readonly unknown[]): void {
    const words = field.role === 'message' ? textOfBytes(values) : undefined;
    if (words !== undefined) {
      this.taker.take(field, words);
      return;
    }
    if (field.role === 'level') {
      values.forEach((value) => this.taker.take(field, value)); // the tags of Kibana's logs, one of them a level
      return;
    }
    const texts = values.filter((value) => typeof value === 'string' || typeof value === 'number');
    if (texts.length === values.length && (texts.length === 1 || field.role === 'message')) {
      this.taker.take(field, texts.length === 1 ? texts[0] : texts.join(' '));
    }
  }
}
const BYTES = new TextDecoder();

/** The text whose UTF-8 bytes a list holds; undefined where it holds anything else. */
function textOfBytes(values: readonly unknown[]): string | undefined {
  const isByte = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 256;
  return values.length > 1 && values.every(isByte) ? BYTES.decode(Uint8Array.from(values)) : undefined;
}
