export type { StoreConnection, StoreTls } from '../../query/connection';
