/**
 * Compiles the kernels of assembly/ to WebAssembly and writes each, as base64, beside the code that runs it, so that
 * neither a test nor the compiled back end needs a file beside it. With --check it only says whether these files are up
 * to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const OPTIONS = ['-O3', '--noAssert', '--outFile', 'kernel.wasm'];

const KERNELS = [
  { source: 'assembly/forest/index.ts', target: 'src/analysis/forest/kernel.ts', options: ['--runtime', 'stub'] },
  {
    source: 'assembly/pathLengths/index.ts',
    target: 'src/analysis/forest/simdKernel.ts',
    options: ['--runtime', 'stub', '--enable', 'simd'],
  },
  // Each of its loops is hot for a few milliseconds only: small code is compiled sooner, and runs as fast.
  {
    source: 'assembly/features/index.ts',
    target: 'src/analysis/features/kernel.ts',
    options: ['--runtime', 'stub', '-Os'],
  },
  // These grow their tables: their memory is given back, which the stub does not.
  {
    source: 'assembly/texts/index.ts',
    target: 'src/analysis/messages/numberingKernel.ts',
    options: ['--runtime', 'minimal'],
  },
  { source: 'assembly/csv/index.ts', target: 'src/sources/file/kernel.ts', options: ['--runtime', 'minimal'] },
];

async function compile({ source, options }) {
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
export const KERNEL =
  '${binary.toString('base64')}';
`;
}

for (const kernel of KERNELS) {
  const text = await compile(kernel);
  if (!process.argv.includes('--check')) {
    writeFileSync(kernel.target, text);
  } else if (readFileSync(kernel.target, 'utf8') !== text) {
    throw new Error(`${kernel.target} is not what ${kernel.source} compiles to. Run "npm run build:kernel".`);
  }
}
