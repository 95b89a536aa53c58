import { InputError } from '../errors';

const compiled = new Map<string, WebAssembly.Module>();

/**
 * A kernel of assembly/, with a memory of its own. Its code is compiled once.
 *
 * @param code WebAssembly in base64
 * @throws InputError, whenever the kernel's memory can't hold what it is given
 */
export function instantiate<Kernel>(code: string, imports: WebAssembly.Imports = {}): Kernel {
  return new WebAssembly.Instance(compile(code), { env: { abort }, ...imports }).exports as unknown as Kernel;
}

/** Compiles a kernel, unless that is done. @param code WebAssembly in base64 */
export function compile(code: string): WebAssembly.Module {
  let module = compiled.get(code);
  if (!module) {
    module = new WebAssembly.Module(Buffer.from(code, 'base64'));
    compiled.set(code, module);
  }
  return module;
}

function abort(): never {
  throw new InputError(
    'There is more text than can be held at once. Choose a shorter range, or split the file by time.'
  );
}
