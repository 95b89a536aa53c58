/** The path of the bun binary that runs on this machine. */
export function localBun(): string;
