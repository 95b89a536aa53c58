import { type UnitPrior } from '../durations/learnUnit';

/** A form in which a server writes its access lines. */
export interface AccessFormat {
  /** As `parse` and the documentation name it. */
  readonly name: string;
  /**
   * How a line is built, see template.ts. One that begins with `$clf` is known by what follows the Common Log Format,
   * with or without the virtual host before it. It holds for the whole line, unless it ends in `$rest` or `$pairs`,
   * which is looked through for `key=value`.
   */
  readonly template: string;
  /** A line of it, as its server writes it. */
  readonly example: string;
  /** One of these is in every line: for a message, where it begins. Left out where the template shows it by itself. */
  readonly marks?: readonly string[];
  /** The line is a message, which is kept as it is, and may stand behind other words: it begins where its mark does. */
  readonly isMessage?: true;
  /** What a `$number` can be. */
  readonly prior?: UnitPrior;
}

/** The Common Log Format of NCSA, which most servers go on from. */
export const CLF = '$address $word $user[$time] "$request" $status $count';

/** The same behind the virtual host, as Apache's vhost_combined has it. */
export const VHOST_CLF = `$host{?:$count} $ip $word $user[$time] "$request" $status $count`;

/** The same with the address twice, as ingress-nginx had it before 2019. */
export const REPEATED_CLF = '$address - [$address] - $word [$time] "$request" $status $count';
