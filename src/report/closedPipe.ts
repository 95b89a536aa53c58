/** Whether writing failed because nobody reads any more, as after `| head`: no fault of ours. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Lets a command go on to its end, and to its own exit code, when nobody reads what it writes. */
export function outliveReaders(output: NodeJS.WritableStream): void {
  output.on('error', (error: Error) => {
    if (!isClosedPipe(error)) {
      throw error;
    }
  });
}
