import { execFileSync } from 'node:child_process';
import bun from './bun.json';
import { type BundledPackage } from './bundledPackages';
import { bunPackage, type Platform } from './platforms';

/** The parts that we read or write of CycloneDX 1.5: https://cyclonedx.org/docs/1.5/json/ */
export interface Bom {
  metadata: { component: Component };
  components: Component[];
  dependencies: Array<{ ref: string; dependsOn: string[] }>;
}

interface Component {
  'bom-ref': string;
  type: string;
  name: string;
  version?: string;
  scope?: string;
  components?: Component[];
  [other: string]: unknown;
}

/** Every package of package-lock.json, as npm describes it. */
export function bomOfLockFile(): Bom {
  const arguments_ = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const shell = process.platform === 'win32';
  return JSON.parse(execFileSync('npm', arguments_, { encoding: 'utf8', maxBuffer: 1 << 28, shell }));
}

/**
 * What a release consists of: the bundled packages, and the Bun of each platform with what it is linked with. The rest
 * of the lock file only builds and tests it, or is Grafana's own.
 */
export function bomOfRelease(whole: Bom, packages: readonly BundledPackage[], platforms: readonly Platform[]): Bom {
  const bunPackages = new Set(platforms.map(bunPackage));
  const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const parts = bun.parts.map(({ name, licence, url }) => ({
    'bom-ref': `bun/${name}`,
    type: 'library',
    name,
    licenses: [{ expression: licence }],
    externalReferences: [{ type: 'vcs', url }],
  }));
  const components = whole.components
    .map((component) => ({ ...component, scope: 'required', properties: undefined }))
    .filter(({ name, version }) => shipped.has(`${name}@${version}`) || bunPackages.has(name))
    .map((component) => (bunPackages.has(component.name) ? { ...component, components: parts } : component));
  const refs = new Set([whole.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
  return {
    ...whole,
    metadata: {
      ...whole.metadata,
      component: { ...whole.metadata.component, type: 'application', name: 'seismolog' },
    },
    components,
    dependencies: whole.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
  };
}
