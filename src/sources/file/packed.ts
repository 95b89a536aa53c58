import { InputError } from '../../errors';

/** Packed forms that are not unpacked here. */
interface PackedForm {
  readonly name: string;
  /** The bytes that it has at `offset`, as hexadecimal digits. */
  readonly mark: string;
  readonly offset?: number;
  /** Writes what is in the file named behind it to standard output. */
  readonly command: string;
}

const FORMS: readonly PackedForm[] = [
  { name: 'bzip2', mark: '425a68', command: 'bzip2 -dc' },
  { name: 'xz', mark: 'fd377a585a00', command: 'xz -dc' },
  { name: 'zstd', mark: '28b52ffd', command: 'zstd -dc' },
  { name: 'lz4', mark: '04224d18', command: 'lz4 -dc' },
  { name: 'compress', mark: '1f9d', command: 'gzip -dc' },
  { name: 'zip', mark: '504b0304', command: 'unzip -p' },
  { name: '7-Zip', mark: '377abcaf271c', command: '7z x -so' },
  { name: 'tar', mark: '7573746172', offset: 257, command: 'tar -xOf' },
];

/**
 * Refuses what is packed in a form that is not unpacked here.
 * @param path of the file, '-' being standard input
 * @throws InputError that says which command unpacks it
 */
export function refusePacked(bytes: Uint8Array, path: string, name: string): void {
  const form = FORMS.find(({ mark, offset = 0 }) => {
    const length = mark.length / 2;
    return Buffer.from(bytes.subarray(offset, offset + length)).toString('hex') === mark;
  });
  if (form) {
    const command = `${form.command} ${path === '-' ? 'FILE' : quoted(path)} | seismolog ... --file -`;
    throw new InputError(
      `${name} is packed by ${form.name}. Unpack it on the way in, the command as it was with --file - instead: ${command}`
    );
  }
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./:@%+,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
