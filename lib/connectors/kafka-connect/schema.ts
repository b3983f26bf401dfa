// Shapes of Kafka Connect's own REST API. https://kafka.apache.org/documentation/#connect_rest
import { z } from 'zod'
import { configInput, connectorType, wellFormed } from '@/lib/connectors/schema'

export const initialState = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(['RUNNING', 'PAUSED', 'STOPPED']))

export const newConnectorInput = z.strictObject({
  name: wellFormed,
  config: configInput,
  initial_state: initialState.nullish(),
})
export type NewConnectorInput = z.output<typeof newConnectorInput>

const taskId = z.object({ connector: z.string(), task: z.number() })
const texts = z.record(z.string(), z.string())

export const connectorInfoDto = z.object({
  name: z.string(),
  config: texts,
  tasks: z.array(taskId),
  type: connectorType,
})
export type ConnectorInfoDto = z.infer<typeof connectorInfoDto>

const stateDto = z.object({
  state: z.enum(['UNASSIGNED', 'RUNNING', 'PAUSED', 'STOPPED', 'FAILED', 'RESTARTING']),
  worker_id: z.string(),
  version: z.string().optional(),
  trace: z.string().optional(),
})
export type StateDto = z.infer<typeof stateDto>
export const taskStateDto = stateDto.extend({ id: z.number() })
export const statusDto = z.object({
  name: z.string(),
  connector: stateDto,
  tasks: z.array(taskStateDto),
  type: connectorType,
})
export type StatusDto = z.infer<typeof statusDto>

export const connectorsDto = z.union([
  z.array(z.string()),
  z.record(z.string(), z.object({ status: statusDto.optional(), info: connectorInfoDto.optional() })),
])
export const taskConfigsDto = z.array(z.object({ id: taskId, config: texts }))
export const topicsDto = z.record(z.string(), z.object({ topics: z.array(z.string()) }))

const offsetEntry = z.object({
  partition: z.record(z.string(), z.json()),
  offset: z.record(z.string(), z.json()).nullable(),
})
export const offsetsDto = z.object({ offsets: z.array(offsetEntry) })
export const messageDto = z.object({ message: z.string() })

export const pluginListDto = z.array(
  z.object({ class: z.string(), type: z.string(), version: z.string().optional() }),
)

const definitionDto = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  default_value: z.string().nullable(),
  importance: z.string(),
  documentation: z.string(),
  group: z.string(),
  width: z.string(),
  display_name: z.string(),
  dependents: z.array(z.string()),
  order: z.number(),
})
export type PluginDefinition = z.infer<typeof definitionDto>
export const definitionsDto = z.array(definitionDto)
export const validationDto = z.object({
  name: z.string(),
  error_count: z.number(),
  groups: z.array(z.string()),
  configs: z.array(
    z.object({
      definition: definitionDto,
      value: z.object({
        name: z.string(),
        value: z.string().nullable(),
        recommended_values: z.array(z.string()),
        errors: z.array(z.string()),
        visible: z.boolean(),
      }),
    }),
  ),
})
export type Validation = z.infer<typeof validationDto>
