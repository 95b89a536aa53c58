import binaryen from 'binaryen';

/** What wasm2js writes around the function that makes an instance. */
const IMPORTS = /^import .*$/gm;
const EXPORTS = /^var retasmFunc = [^]*/m;

/**
 * A kernel as JavaScript over typed arrays, by Binaryen's wasm2js: the same loops, line by line. It has no 64-bit
 * integers, so that it is no fair twin of a kernel that counts in these.
 *
 * @param code WebAssembly in base64
 * @returns the body of a function that gives one from imports to exports
 */
export function asJavaScript(code: string): string {
  const module = binaryen.readBinaryWithFeatures(Buffer.from(code, 'base64'), binaryen.Features.All);
  binaryen.setOptimizeLevel(2);
  return `${module.emitAsmjs().replaceAll(IMPORTS, '').replace(EXPORTS, '')}\nreturn asmFunc;`;
}

/** 64 MB at once: each time that it grows, all of it is copied. */
const PAGES = 1024;

/** From now on each kernel that is instantiated is this one, in JavaScript. */
export function runAsJavaScript(body: string): void {
  type Instantiate = (imports: WebAssembly.Imports) => WebAssembly.Exports & { memory: WebAssembly.Memory };
  const instantiate: Instantiate = new Function(body)();
  class Instance {
    readonly exports: WebAssembly.Exports;
    constructor(_: WebAssembly.Module, imports: WebAssembly.Imports = {}) {
      const { memory, ...functions } = instantiate(imports);
      memory.grow(PAGES);
      this.exports = { memory, ...functions };
    }
  }
  WebAssembly.Instance = Instance as typeof WebAssembly.Instance;
}
