// What a connector of one's own imports, as types only: at run time it needs nothing of Tributary's code.
export type { PluginSpec } from '@/lib/connectors/plugins/plugin-shape'
export type { ConnectHeader, ConnectRecord } from '@/lib/connectors/data/record'
export type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
export type {
  BadRecord,
  CheckTarget,
  CreateSinkTask,
  CreateSourceTask,
  SinkBatch,
  SinkTask,
  SinkTaskContext,
  SourceTask,
  SourceTaskContext,
} from './runtime'
