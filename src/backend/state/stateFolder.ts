/**
 * The folder that is set for the state, in Grafana's configuration or in the environment of Grafana; undefined where
 * none is.
 */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = [environment.GF_PLUGIN_STATE_DIR, environment.SEISMOLOG_STATE_DIR].map((text) => text?.trim());
  return named.find(Boolean);
}
