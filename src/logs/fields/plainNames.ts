/** A service's name without what meshes and container runtimes put before it: `outbound|80||orders.shop`, `/orders`. */
export function plainService(text: string): string {
  if (text.charCodeAt(0) === 47 /* / */ && text.indexOf('/', 1) < 0) {
    return text.slice(1);
  }
  return /^(?:in|out)bound\|/.test(text) ? text.slice(text.lastIndexOf('|') + 1) : text;
}

/** A trace's id without the path that Google Cloud puts before it: `projects/shop/traces/0af7...`. */
export function plainTrace(text: string): string {
  return text.startsWith('projects/') ? text.slice(text.lastIndexOf('/') + 1) : text;
}
