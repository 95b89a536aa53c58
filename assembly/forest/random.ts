/** The numbers of src/random, sfc32, from the same state. */
let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;
let counter: u32 = 0;

const WARM_UP = 12;

/** Begins a stream. */
export function startStream(a0: u32, b0: u32, c0: u32): void {
  resumeStream(a0, b0, c0, 1);
  for (let i = 0; i < WARM_UP; i++) {
    nextBits();
  }
}

function resumeStream(a0: u32, b0: u32, c0: u32, counter0: u32): void {
  a = a0;
  b = b0;
  c = c0;
  counter = counter0;
}

/** Keeps where the stream is, in 16 bytes. */
export function saveStream(at: usize): void {
  store<u32>(at, a);
  store<u32>(at, b, 4);
  store<u32>(at, c, 8);
  store<u32>(at, counter, 12);
}

export function loadStream(at: usize): void {
  resumeStream(load<u32>(at), load<u32>(at, 4), load<u32>(at, 8), load<u32>(at, 12));
}

/** Uniform in [0, 1), in steps of 2^-32. */
export function next(): f64 {
  return f64(nextBits()) / 4294967296;
}

/** A uniform integer from 0 to n - 1. */
export function int(n: i32): i32 {
  return i32(next() * f64(n));
}

function nextBits(): u32 {
  const out = a + b + counter++;
  a = b ^ (b >>> 9);
  b = c + (c << 3);
  c = ((c << 21) | (c >>> 11)) + out;
  return out;
}
