/** The hidden command of the executable that makes it a worker. */
export const WORKER_COMMAND = 'worker';
