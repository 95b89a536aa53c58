import { type AccessFormat } from './format';
import { APPLICATIONS } from './formats/applications';
import { CLOUD } from './formats/cloud';
import { PROXIES } from './formats/proxies';
import { WEB_SERVERS } from './formats/webServers';

/** Every form of access lines that is known. */
export const ACCESS_FORMATS: readonly AccessFormat[] = [...WEB_SERVERS, ...PROXIES, ...CLOUD, ...APPLICATIONS];
