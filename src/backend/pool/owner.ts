import { type PluginContextMessage } from '../proto/messages';
import { type Owner } from './fairQueue';

/** Whose request it is; one that names no data source belongs to nobody. */
export function ownerOf(context: PluginContextMessage | null): Owner {
  const org = context?.orgId ?? 0;
  return { org, source: `${org}/${context?.dataSourceInstanceSettings?.uid ?? ''}` };
}
