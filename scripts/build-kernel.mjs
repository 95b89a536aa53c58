/**
 * Compiles assembly/pathLengths.ts to WebAssembly and writes it, as base64, to src/analysis/forest/kernel.ts, so that neither
 * a test nor the compiled back end needs a file beside it. With --check it only says whether that file is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const SOURCE = 'assembly/pathLengths.ts';
const TARGET = 'src/analysis/forest/kernel.ts';
const OPTIONS = ['--enable', 'simd', '-O3', '--runtime', 'stub', '--noAssert', '--outFile', 'kernel.wasm'];

let binary;
const { error, stderr } = await asc.main([SOURCE, ...OPTIONS], {
  writeFile: (_name, contents) => {
    binary = Buffer.from(contents);
  },
});
if (error) {
  throw new Error(`${SOURCE} does not compile: ${stderr.toString()}`, { cause: error });
}
const text = `/** ${SOURCE}, compiled by scripts/build-kernel.mjs: WebAssembly in base64. */
export const KERNEL =
  '${binary.toString('base64')}';
`;
if (!process.argv.includes('--check')) {
  writeFileSync(TARGET, text);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  throw new Error(`${TARGET} is not what ${SOURCE} compiles to. Run "npm run build:kernel".`);
}
