/** What CHANGELOG.md says of a version, without its heading; undefined where it says nothing. */
export function changesOf(version: string, changelog: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => /^\S+/.exec(text)?.[0] === version);
  return section?.slice(section.indexOf('\n')).trim() || undefined;
}
