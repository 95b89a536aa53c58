/**
 * A service's name without what meshes, container runtimes and systems put before it: `outbound|80||orders.shop`,
 * `/orders`, `/usr/libexec/orders`.
 */
export function plainService(text: string): string {
  if (text.charCodeAt(0) === 47 /* / */) {
    return text.slice(text.lastIndexOf('/') + 1) || text;
  }
  return /^(?:in|out)bound\|/.test(text) ? text.slice(text.lastIndexOf('|') + 1) : text;
}

/** A trace's id without the path that Google Cloud puts before it: `projects/shop/traces/0af7...`. */
export function plainTrace(text: string): string {
  return text.startsWith('projects/') ? text.slice(text.lastIndexOf('/') + 1) : text;
}
