/** Of what kind an end is: an answer, or an error by its status. */
export class Outcomes {
  private readonly counts = new Map<string, number>();
  private slowestMs = 0;

  /** Notes how a request ends, which it never fails for. */
  async note(request: Promise<readonly string[]>): Promise<void> {
    const began = performance.now();
    for (const kind of await request.catch((error: unknown) => [errorOf(error)])) {
      this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    }
    this.slowestMs = Math.max(this.slowestMs, performance.now() - began);
  }

  /** What was noted since the last time. */
  take(): { counts: Record<string, number>; slowestMs: number } {
    const taken = { counts: Object.fromEntries([...this.counts].sort()), slowestMs: Math.round(this.slowestMs) };
    this.counts.clear();
    this.slowestMs = 0;
    return taken;
  }
}

/** Of gRPC the code; 1 is that the caller left. */
function errorOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return code === '1' ? 'left' : `gRPC ${code}`;
}
