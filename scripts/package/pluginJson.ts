import { z } from 'zod';

export const PLUGIN_ID = 'seismolog-loganalytics-datasource';

const https = z.url({ protocol: /^https$/ });
const picture = z.string().regex(/^img\//, 'has to lie in img/');

/** What has to stand in the plugin.json of a release: more than Grafana's own schema asks. */
export const pluginJson = z.object({
  type: z.literal('datasource'),
  id: z.literal(PLUGIN_ID),
  name: z.string().min(1),
  backend: z.literal(true),
  executable: z.literal('gpx_seismolog'),
  info: z.object({
    description: z.string().min(20),
    author: z.object({ name: z.string().min(1), url: https }),
    keywords: z.array(z.string()).min(1),
    logos: z.object({ small: picture, large: picture }),
    links: z.array(z.object({ name: z.string().min(1), url: https })).min(1),
    screenshots: z.array(z.object({ name: z.string().min(1), path: picture })).min(1),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'has to be a version'),
    updated: z.iso.date(),
  }),
  includes: z.array(z.object({ type: z.string(), name: z.string(), path: z.string() })),
  dependencies: z.object({ grafanaDependency: z.string().regex(/^>=\d+\.\d+\.\d+/) }),
});

export type PluginJson = z.infer<typeof pluginJson>;

/** The files that plugin.json names. */
export function filesNamedIn({ info, includes }: PluginJson): string[] {
  return [
    info.logos.small,
    info.logos.large,
    ...info.screenshots.map(({ path }) => path),
    ...includes.map(({ path }) => path),
  ];
}
