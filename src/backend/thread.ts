/* The entry of the thread of a worker. Named to `bun build`, so that the executable holds it under this very name. */
import './worker/thread';
