// What the console's own connector routes take and answer. Isomorphic.
import { z } from 'zod'
import {
  configDto,
  configInput,
  connectorParams,
  connectorState,
  connectorType,
  sourceOffsets,
  taskStatusDto,
} from '@/lib/connectors/schema'
import { metricRange, metricSeries } from '@/lib/metrics/schema'

export const consoleConnectorParams = connectorParams.omit({ envId: true })

/** A row of the console's list. Rates are those of the last seconds; null while nothing is measured. */
export const connectorRowDto = z.object({
  id: z.string(),
  name: z.string(),
  type: connectorType,
  connector_class: z.string(),
  state: connectorState,
  trace: z.string(),
  state_since: z.string(),
  created_at: z.string(),
  desired: z.enum(['RUNNING', 'PAUSED', 'STOPPED']),
  topics: z.array(z.string()),
  tasks_max: z.number(),
  tasks_running: z.number(),
  tasks_failed: z.number(),
  records_per_second: z.number().nullable(),
  bytes_per_second: z.number().nullable(),
  /** Messages of its topics that are not in the target yet; null for sources, and while nothing is measured. */
  messages_behind: z.number().nullable(),
  /** Sent to the dead letter queue or left out within the last hour. */
  bad_records: z.number(),
})
export type ConnectorRowDto = z.infer<typeof connectorRowDto>
export const connectorRowListDto = z.object({ data: z.array(connectorRowDto) })

export const connectorDetailDto = connectorRowDto.extend({
  config: configDto,
  tasks: z.array(taskStatusDto.extend({ updated_at: z.string() })),
  /** The most messages that it was behind within the last minute. */
  max_lag: z.number().nullable(),
  /** Null where bad records go nowhere. */
  dead_letter_topic: z.string().nullable(),
})
export type ConnectorDetailDto = z.infer<typeof connectorDetailDto>

export const offsetTableInput = z.object({
  /** Epoch milliseconds: each partition also tells where it was then. */
  at: z.coerce.number().int().min(0).max(8.64e15).optional(),
})

/** Offsets are decimal texts: they may pass what a number holds. */
export const offsetTableDto = z.object({
  sink: z
    .array(
      z.object({
        topic: z.string(),
        partition: z.number(),
        /** Of the next record; null: it has not read there yet. */
        current: z.string().nullable(),
        start: z.string(),
        end: z.string(),
        lag: z.number(),
        /** Of the first record that is not older than the time asked for; the end where there is none. */
        at: z.string().optional(),
      }),
    )
    .nullable(),
  source: sourceOffsets.nullable(),
})
export type OffsetTable = z.infer<typeof offsetTableDto>

export const offsetRequestDto = z.object({
  id: z.string(),
  type: z.enum(['PATCH', 'DELETE']),
  offsets: sourceOffsets.nullable(),
  previous_offsets: sourceOffsets.nullable(),
  phase: z.enum(['PENDING', 'APPLIED', 'FAILED']),
  message: z.string(),
  requested_by: z.string(),
  requested_at: z.string(),
  applied_at: z.string().nullable(),
})
export type OffsetRequest = z.infer<typeof offsetRequestDto>
export const offsetRequestListDto = z.object({ data: z.array(offsetRequestDto) })

export const logLevels = ['INFO', 'WARN', 'ERROR'] as const
export const connectorLogLine = z.object({
  sequence: z.number(),
  time: z.string(),
  level: z.enum(logLevels),
  task: z.number().nullable(),
  message: z.string(),
})
export type ConnectorLogLine = z.infer<typeof connectorLogLine>
const logTime = z.coerce.number().int().min(0).max(8.64e15).optional()
/** Times in epoch milliseconds; `level` is the least one. */
export const connectorLogQuery = z.object({
  limit: z.coerce.number().int().min(1).max(10_000).default(500),
  since: logTime,
  until: logTime,
  level: z.enum(logLevels).optional(),
  text: z.string().max(1000).optional(),
})
export type LogSearch = z.output<typeof connectorLogQuery>
export const connectorMetricsQuery = z.object({
  range: metricRange.default('1h'),
  /** Of the connector as a whole, or of each of its tasks. */
  by: z.enum(['connector', 'task']).default('connector'),
})
export const connectorMetricsDto = z.object({
  series: z.array(metricSeries.extend({ task: z.number().nullable() })),
})
export type ConnectorMetrics = z.infer<typeof connectorMetricsDto>
export const connectorLogDto = z.object({ lines: z.array(connectorLogLine) })

/** Launches a sample data connector with a topic and an API key made for it where they are missing. */
export const launchConnectorInput = z.object({
  connector_class: z.string().max(200),
  topic: z.string().min(1, 'Enter a topic name.').max(249),
  config: configInput.default({}),
})
export type LaunchConnectorInput = z.infer<typeof launchConnectorInput>
export const launchedConnectorDto = z.object({
  name: z.string(),
  topic: z.string(),
  is_topic_new: z.boolean(),
  api_key: z.string(),
})

/** What the service account of a configuration lacks in Kafka is given to it. */
export const grantConnectorRightsInput = z.object({ config: configInput })
export type GrantConnectorRightsInput = z.infer<typeof grantConnectorRightsInput>
export const grantedConnectorRightsDto = z.object({
  data: z.array(
    z.object({
      resource_type: z.string(),
      resource_name: z.string(),
      pattern_type: z.string(),
      operation: z.string(),
    }),
  ),
})
export type GrantedConnectorRightsDto = z.infer<typeof grantedConnectorRightsDto>
