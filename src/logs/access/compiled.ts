import { ACCESS_FORMATS } from './accessFormats';
import { type AccessFormat, CLF, REPEATED_CLF, VHOST_CLF } from './format';
import { compileTemplate, isToken, type Template } from './template';
import { type Token, TOKENS } from './tokens';

/** A compiled format, with what quickly rules out lines of other formats. */
export interface Compiled extends Template {
  readonly format: AccessFormat;
  /** It may go on in any way: a more special one goes before it. */
  readonly isOpen: boolean;
  /** How its lines begin: code of the character; 48 stands for any digit, 65 for any capital; 0: in any way. */
  readonly first: number;
  /** A character that its lines always have, and where; -1: none. */
  readonly mustHaveAt: number;
  readonly mustHave: number;
  /** It begins in any way, but has its time in brackets, which is then as web servers write it. */
  readonly hasWebDate: boolean;
}

const PREFIX = '$clf';

const DIGIT = 48;
const CAPITAL = 65;

function compile(format: AccessFormat, template = format.template): Compiled {
  const isOpen = /\$(?:rest|pairs)$/.test(template);
  const first = firstOf(template);
  const [mustHaveAt, char] = leadingToken(template)?.has ?? [-1, ' '];
  return {
    ...compileTemplate(template, !isOpen && !format.isMessage),
    format,
    isOpen,
    first,
    mustHaveAt,
    mustHave: char.charCodeAt(0),
    hasWebDate: first === 0 && template.includes('[$time]'),
  };
}

function leadingToken(template: string): Token | undefined {
  const name = /^\$([a-z]+)/i.exec(template)?.[1];
  return name !== undefined && isToken(name) ? TOKENS[name] : undefined;
}

function firstOf(template: string): number {
  const token = leadingToken(template);
  if (token) {
    return /^\(?(?:\?:)?\\d/.test(token.pattern) ? DIGIT : /^\(\?:\[A-Z\]/.test(token.pattern) ? CAPITAL : 0;
  }
  return template.startsWith('{?') ? 0 : template.charCodeAt(0);
}

/** Formats by the code of the character with which a line begins; those of any that is not ASCII are the last. */
export class FormsByStart {
  /** Found as a line begins so: few characters do that. */
  private readonly byCode = Array.from({ length: 128 }, (): readonly Compiled[] | undefined => undefined);

  constructor(readonly forms: readonly Compiled[]) {}

  /** The formats of which what begins at `from` can be. */
  at(text: string, from: number): readonly Compiled[] {
    const given = text.charCodeAt(from);
    const code = given < 127 ? given : 127;
    return (this.byCode[code] ??= this.forms.filter(({ first }) => canStart(first, code)));
  }
}

function canStart(first: number, code: number): boolean {
  if (first === 0 || first === code) {
    return true;
  }
  return first === DIGIT ? code >= 48 && code <= 57 : first === CAPITAL && code >= 65 && code <= 90;
}

/** Whether what begins at `from` has the character that its format always has. */
export function hasMark({ mustHaveAt, mustHave }: Compiled, text: string, from: number): boolean {
  return mustHaveAt < 0 || text.charCodeAt(from + mustHaveAt) === mustHave;
}

const isOfClf = ({ template }: AccessFormat): boolean => template.startsWith(PREFIX);
const hasQuotes = ({ template }: AccessFormat): boolean => template.replace(/\{\?[^}]*\}/g, '').includes('"');
const hasTime = ({ parts }: Template): boolean => parts.includes('time');

const OTHERS = ACCESS_FORMATS.filter((format) => !isOfClf(format)).map((format) => compile(format));
const LINES = OTHERS.filter(({ format }) => !format.isMessage);

/** How lines of the Common Log Format begin, and all ways in which they go on. */
export const BASES: readonly Template[] = [VHOST_CLF, CLF, REPEATED_CLF].map((template) => compileTemplate(template));
export const TAILS = ACCESS_FORMATS.filter(isOfClf).map((format) =>
  compile(format, format.template.slice(PREFIX.length))
);

/** Whole lines with their time, those with quotes and those without. */
export const TIMED_QUOTED = new FormsByStart(LINES.filter((form) => hasTime(form) && hasQuotes(form.format)));
export const TIMED_PLAIN = new FormsByStart(LINES.filter((form) => hasTime(form) && !hasQuotes(form.format)));

/** Lines whose time stands before them. */
export const UNTIMED_QUOTED = new FormsByStart(LINES.filter((form) => !hasTime(form) && hasQuotes(form.format)));
export const UNTIMED_PLAIN = new FormsByStart(LINES.filter((form) => !hasTime(form) && !hasQuotes(form.format)));

/** Messages that say something of a request, those with quotes and those without. */
export const MESSAGES_QUOTED = OTHERS.filter(({ format }) => format.isMessage && hasQuotes(format));
export const MESSAGES_PLAIN = OTHERS.filter(({ format }) => format.isMessage && !hasQuotes(format));
