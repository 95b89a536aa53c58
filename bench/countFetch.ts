/** What a store was asked and sent since the last `reset`: bytes are those of bodies as they came, mostly packed. */
export interface Traffic {
  requests: number;
  bytes: number;
  /** The path and query of each request. */
  urls: string[];
}

/** Counts all requests of this process from now on. */
export function countFetch(): { readonly traffic: Readonly<Traffic>; reset: () => void } {
  const traffic: Traffic = { requests: 0, bytes: 0, urls: [] };
  const { fetch } = globalThis;
  const counting = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const { url } = new Request(input);
    traffic.requests++;
    traffic.urls.push(decodeURIComponent(url.replace(/\+/g, ' ').replace(/^https?:\/\/[^/]*/, '')));
    const response = await fetch(input, init);
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        traffic.bytes += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body?.pipeThrough(counter), { status, statusText, headers });
  };
  globalThis.fetch = Object.assign(counting, fetch);
  return {
    traffic,
    reset: () => Object.assign(traffic, { requests: 0, bytes: 0, urls: [] }),
  };
}
