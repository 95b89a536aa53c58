import { InputError } from '../errors';

const compiled = new Map<string, WebAssembly.Module>();

/**
 * A kernel of assembly/, with a memory of its own. Its code is compiled once.
 *
 * @param code WebAssembly in base64
 * @throws InputError, whenever the kernel's memory can't hold what it is given
 */
export function instantiate<Kernel>(code: string, imports: WebAssembly.Imports = {}): Kernel {
  let module = compiled.get(code);
  if (!module) {
    module = new WebAssembly.Module(Buffer.from(code, 'base64'));
    compiled.set(code, module);
  }
  return new WebAssembly.Instance(module, { env: { abort }, ...imports }).exports as unknown as Kernel;
}

function abort(): never {
  throw new InputError(
    'There is more text than can be held at once. Choose a shorter range, or split the file by time.'
  );
}
