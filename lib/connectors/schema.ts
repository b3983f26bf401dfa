// Confluent's connect/v1 shapes. Isomorphic; what the console's own routes answer is in console-schema.ts.
import { z } from 'zod'

const id = z.string().max(64)
/** Half a character of two has no place in an address. */
export const wellFormed = z.string().regex(/^\P{Cs}*$/u, 'A name has whole characters only.')
export const connectClusterParams = z.object({ envId: id, clusterId: id })
export const connectorParams = connectClusterParams.extend({ connectorName: z.string().min(1).max(200) })
export const connectorTaskParams = connectorParams.extend({
  taskId: z.coerce.number().int().min(0).max(9999),
})
export const restartQuery = z.object({ onlyFailed: z.stringbool().optional() })
export const pluginParams = connectClusterParams.extend({ pluginName: z.string().min(1).max(200) })

/** Values may be texts, numbers or booleans; what is neither is named by the validation. */
export const configInput = z
  .unknown()
  .refine((given) => !(given instanceof Object && Object.hasOwn(given, '__proto__')), {
    message: '"__proto__" cannot be the name of a property.',
    path: ['__proto__'],
    abort: true,
  })
  .pipe(z.record(z.string().max(200), z.unknown()))
export type ConfigInput = z.infer<typeof configInput>

const offsetPart = z.record(z.string(), z.json())
export const sourceOffsets = z.array(z.object({ partition: offsetPart, offset: offsetPart }))
export type ConnectorOffset = z.infer<typeof sourceOffsets>[number]
/** Null: the partition's offset is forgotten. */
const offsetChange = z.object({ partition: offsetPart, offset: offsetPart.nullable() })
export type OffsetChange = z.infer<typeof offsetChange>
export const offsetChanges = z.array(offsetChange).max(10_000)

export const createConnectorInput = z.object({
  name: wellFormed.min(1, 'Enter a name.').max(64, 'Use at most 64 characters.'),
  config: configInput,
  offsets: offsetChanges.nullish(),
})
export type CreateConnectorInput = z.infer<typeof createConnectorInput>

export const connectorType = z.enum(['source', 'sink'])
export const connectorState = z.enum([
  'NONE',
  'PROVISIONING',
  'RUNNING',
  'DEGRADED',
  'FAILED',
  'PAUSED',
  'DELETED',
])
export type ConnectorStateDto = z.infer<typeof connectorState>

const taskReference = z.object({ connector: z.string(), task: z.number() })

export const configDto = z.record(z.string(), z.string())

export const connectorDto = z.object({
  name: z.string(),
  type: connectorType,
  config: configDto,
  tasks: z.array(taskReference),
  /** Only in the answer to a creation that gave them. */
  offsets: offsetChanges.optional(),
})
export type ConnectorDto = z.infer<typeof connectorDto>

export const taskStatusDto = z.object({
  id: z.number(),
  state: z.string(),
  worker_id: z.string(),
  msg: z.string().optional(),
})

export const connectorStatusDto = z.object({
  name: z.string(),
  type: connectorType,
  connector: z.object({ state: connectorState, worker_id: z.string(), trace: z.string() }),
  tasks: z.array(taskStatusDto),
})
export type ConnectorStatusDto = z.infer<typeof connectorStatusDto>

const expansion = z.object({
  id: z.object({ id: z.string(), id_type: z.literal('ID') }).optional(),
  info: z.object({ name: z.string(), type: connectorType, config: configDto }).optional(),
  status: connectorStatusDto.optional(),
})
export type ConnectorExpansion = z.infer<typeof expansion>
export const connectorListDto = z.union([z.array(z.string()), z.record(z.string(), expansion)])

export const connectorTaskListDto = z.array(
  z.object({
    id: z.object({ connector: z.string(), task: z.number() }),
    config: configDto,
  }),
)

export const connectorPluginListDto = z.array(
  z.object({ class: z.string(), type: connectorType, version: z.string().optional() }),
)

export const deletedConnectorDto = z.object({ error: z.null() })

export const connectorOffsetsDto = z.object({
  name: z.string(),
  id: z.string(),
  offsets: sourceOffsets,
  metadata: z.object({ observed_at: z.string() }),
})
export type ConnectorOffsetsDto = z.infer<typeof connectorOffsetsDto>

const alterType = z.enum(['PATCH', 'DELETE'])
export const alterOffsetsInput = z.object({ type: alterType, offsets: offsetChanges.nullish() })
export type AlterOffsetsInput = z.infer<typeof alterOffsetsInput>
export const connectorOffsetRequestDto = z.object({
  /** Of the connector. */
  id: z.string(),
  name: z.string(),
  type: alterType,
  offsets: offsetChanges,
  requested_at: z.string(),
})
export type OffsetRequestDto = z.infer<typeof connectorOffsetRequestDto>
export const connectorOffsetRequestStatusDto = z.object({
  request: connectorOffsetRequestDto,
  status: z.object({ phase: z.string(), message: z.string() }),
  /** What they were before: to restore them from. */
  previous_offsets: offsetChanges.optional(),
  applied_at: z.string().nullable(),
})
export type OffsetRequestStatusDto = z.infer<typeof connectorOffsetRequestStatusDto>
