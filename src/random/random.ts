/** A stream of random numbers that depends on its seed alone. */
export interface Random {
  /** Uniform in [0, 1), in steps of 2^-32. */
  next(): number;
  /** A uniform integer from 0 to n - 1; n from 1 to 2^32. */
  int(n: number): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
}

/**
 * Random numbers by sfc32, Chris Doty-Humphrey's Small Fast Counting generator
 * (https://pracrand.sourceforge.net/RNG_engines.txt): 128 bits of state, passes PractRand and BigCrush.
 *
 * The same seed and stream give the same numbers on every machine; different streams of one seed are independent, so
 * that a tree, a minute or a service can have a stream of its own, whatever was drawn before.
 *
 * @param seed any whole number up to 2^53, of either sign
 * @param stream whole numbers that name the stream
 */
export function createRandom(seed: number, ...stream: number[]): Random {
  return new Sfc32(...stateOf(seed, ...stream));
}

/** sfc32's state at the start of a stream, before the warm-up. */
function stateOf(seed: number, ...stream: number[]): [a: number, b: number, c: number] {
  let hash = absorb(0x9e3779b9, seed);
  for (const part of stream) {
    hash = absorb(hash, part);
  }
  return [hash, absorb(~hash, seed), absorb(hash ^ 0x85ebca6b, stream.length)];
}

class Sfc32 implements Random {
  private counter = 1;
  private spareNormal = NaN;

  constructor(
    private a: number,
    private b: number,
    private c: number
  ) {
    // The author's own warm-up, which spreads the seed over the state.
    for (let i = 0; i < 12; i++) {
      this.next();
    }
  }

  next(): number {
    const { b, c } = this;
    const out = (this.a + b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + out) | 0;
    return (out >>> 0) / 4294967296;
  }

  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Marsaglia's polar method, which makes two at a time. */
  normal(): number {
    const spare = this.spareNormal;
    if (spare === spare) {
      this.spareNormal = NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * Math.log(square)) / square);
        this.spareNormal = y * factor;
        return x * factor;
      }
    }
  }
}

/** Mixes a whole number, both its 32-bit halves, into a hash (MurmurHash3's finaliser). */
function absorb(hash: number, value: number): number {
  const low = mix((hash ^ value) + 0x9e3779b9);
  return mix(low ^ Math.floor(value / 4294967296)) | 0;
}

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
