import { type Bom, bomOfRelease } from './sbom';

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  type: 'library',
  name,
  version,
});

const WHOLE: Bom = {
  metadata: { component: component('seismolog', '1.0.0') },
  components: [
    component('zod', '4.0.0'),
    component('zod', '3.0.0'),
    component('jest', '30.0.0'),
    component('@oven/bun-linux-x64', '1.4.5'),
    component('@oven/bun-darwin-x64', '1.4.5'),
  ],
  dependencies: [
    { ref: 'seismolog@1.0.0', dependsOn: ['zod@4.0.0', 'jest@30.0.0'] },
    { ref: 'jest@30.0.0', dependsOn: ['zod@3.0.0'] },
    { ref: 'zod@4.0.0', dependsOn: [] },
  ],
};

it('keeps what is shipped: the bundled packages, and the Bun of each platform with its parts', () => {
  const packages = [{ name: 'zod', version: '4.0.0', licence: 'MIT', texts: [] }];
  const { components, dependencies } = bomOfRelease(WHOLE, packages, ['linux_amd64']);
  expect(components.map((each) => each['bom-ref'])).toEqual(['zod@4.0.0', '@oven/bun-linux-x64@1.4.5']);
  expect(components[1].components?.map(({ name }) => name)).toContain('BoringSSL');
  expect(dependencies).toEqual([
    { ref: 'seismolog@1.0.0', dependsOn: ['zod@4.0.0'] },
    { ref: 'zod@4.0.0', dependsOn: [] },
  ]);
});
