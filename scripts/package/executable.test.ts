import { HEADER_BYTES, platformOf } from './executable';

function header(write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  write(bytes);
  return bytes;
}

it('knows Linux by ELF', () => {
  const elf = (machine: number) =>
    header((bytes) => {
      bytes.writeUInt32BE(0x7f454c46);
      bytes.writeUInt16LE(machine, 18);
    });
  expect(platformOf(elf(62))).toBe('linux_amd64');
  expect(platformOf(elf(183))).toBe('linux_arm64');
  expect(platformOf(elf(8))).toBeUndefined();
});

it('knows macOS by Mach-O', () => {
  const machO = (cpu: number) =>
    header((bytes) => {
      bytes.writeUInt32LE(0xfeedfacf);
      bytes.writeUInt32LE(cpu, 4);
    });
  expect(platformOf(machO(0x01000007))).toBe('darwin_amd64');
  expect(platformOf(machO(0x0100000c))).toBe('darwin_arm64');
});

it('knows Windows by PE', () => {
  const pe = (offset: number) =>
    header((bytes) => {
      bytes.write('MZ');
      bytes.writeUInt32LE(offset, 0x3c);
      bytes.write('PE\0\0', 128);
      bytes.writeUInt16LE(0x8664, 132);
    });
  expect(platformOf(pe(128))).toBe('windows_amd64');
  expect(platformOf(pe(0xfffffff0))).toBeUndefined();
});

it('knows nothing else', () => {
  expect(platformOf(Buffer.from('#!/bin/sh'))).toBeUndefined();
  expect(platformOf(Buffer.alloc(0))).toBeUndefined();
});
