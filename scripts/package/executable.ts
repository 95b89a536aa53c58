import { type Platform } from './platforms';

/** How many bytes `platformOf` needs. */
export const HEADER_BYTES = 1024;

const ELF_MACHINES: Record<number, Platform> = { 0x3e: 'linux_amd64', 0xb7: 'linux_arm64' };
const MACH_O_CPUS: Record<number, Platform> = { 0x01000007: 'darwin_amd64', 0x0100000c: 'darwin_arm64' };
const PE_MACHINES: Record<number, Platform> = { 0x8664: 'windows_amd64' };

/**
 * The platform that an executable runs on, by its header: ELF, 64-bit Mach-O, or PE.
 * @param header the file's first HEADER_BYTES
 * @returns undefined where it is none of them
 */
export function platformOf(header: Buffer): Platform | undefined {
  if (header.length < 64) {
    return undefined;
  }
  if (header.readUInt32BE(0) === 0x7f454c46) {
    return ELF_MACHINES[header.readUInt16LE(18)];
  }
  if (header.readUInt32LE(0) === 0xfeedfacf) {
    return MACH_O_CPUS[header.readUInt32LE(4)];
  }
  if (header.toString('latin1', 0, 2) === 'MZ') {
    const pe = header.readUInt32LE(0x3c);
    const isPe = pe + 6 <= header.length && header.toString('latin1', pe, pe + 4) === 'PE\0\0';
    return isPe ? PE_MACHINES[header.readUInt16LE(pe + 4)] : undefined;
  }
  return undefined;
}
