/** A view among those to choose from. */
interface Offered {
  readonly label?: string;
  readonly data?: { readonly description?: string };
}

/** Whether what is typed is found in a view: each word in its name, in what it shows, or in the question that it answers. */
export function isMatching({ label = '', data }: Offered, typed: string): boolean {
  const text = `${label} ${data?.description}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
