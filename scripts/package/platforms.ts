import platforms from '../platforms.json';

/** A platform by Go's names, which Grafana looks for: linux_amd64, windows_amd64... */
export type Platform = keyof typeof platforms;

export const ALL_PLATFORMS = Object.keys(platforms) as Platform[];

/** The platform that this runs on, or undefined where the plugin is not built for it. */
export function thisPlatform(): Platform | undefined {
  return ALL_PLATFORMS.find((name) => platforms[name].os === process.platform && platforms[name].cpu === process.arch);
}

/** The npm package with the Bun that the executable of the platform is made of. */
export function bunPackage(platform: Platform): string {
  return platforms[platform].bun;
}

/** The name of the back end's executable, as Grafana derives it from plugin.json. */
export function executableName(platform: Platform): string {
  return `gpx_seismolog_${platform}${platform.startsWith('windows') ? '.exe' : ''}`;
}
