/**
 * Compiles the kernels of assembly/ to WebAssembly and writes each, as base64, to src/kernels/code, so that neither a
 * test nor the compiled back end needs a file beside it. With --check it only says whether these files are up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const OPTIONS = ['-O3', '--noAssert', '--outFile', 'kernel.wasm'];

/** Each is assembly/<name>/index.ts. */
const KERNELS = [
  { name: 'pathLengths', options: ['--runtime', 'stub', '--enable', 'simd'] },
  // Each of its loops is hot for a few milliseconds only: small code is compiled sooner, and runs as fast.
  { name: 'features', options: ['--runtime', 'stub', '-Os'] },
  // These grow their tables: their memory is given back, which the stub does not.
  { name: 'texts', options: ['--runtime', 'minimal'] },
  { name: 'csv', options: ['--runtime', 'minimal'] },
];

async function compile(source, options) {
  let binary;
  const { error, stderr } = await asc.main([source, ...OPTIONS, ...options], {
    writeFile: (_name, contents) => {
      binary = Buffer.from(contents);
    },
  });
  if (error) {
    throw new Error(`${source} does not compile: ${stderr.toString()}`, { cause: error });
  }
  return `/** ${source}, compiled by scripts/build-kernel.mjs: WebAssembly in base64. */
export const CODE =
  '${binary.toString('base64')}';
`;
}

for (const { name, options } of KERNELS) {
  const source = `assembly/${name}/index.ts`;
  const target = `src/kernels/code/${name}.ts`;
  const text = await compile(source, options);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (readFileSync(target, 'utf8') !== text) {
    throw new Error(`${target} is not what ${source} compiles to. Run "npm run build:kernel".`);
  }
}
