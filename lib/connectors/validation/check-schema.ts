// What the console asks of a configuration before it is launched: a check with or without a dry connection, and a preview.
import { z } from 'zod'
import { configInput } from '@/lib/connectors/schema'
import { configValidationDto } from '@/lib/connectors/validation/schema'

export const checkConnectorInput = z.object({
  config: configInput,
  /** Also connects to the other end, once everything about it is right in itself. */
  connect: z.boolean().default(false),
})
export type CheckConnectorInput = z.infer<typeof checkConnectorInput>

export const checkedConnectorDto = configValidationDto
export type CheckedConnectorDto = z.infer<typeof checkedConnectorDto>

export const previewConnectorInput = z.object({
  config: configInput,
  count: z.number().int().min(1).max(20).default(5),
})
export type PreviewConnectorInput = z.infer<typeof previewConnectorInput>

const recordPart = z.object({
  topic: z.string().optional(),
  key: z.json(),
  value: z.json(),
  headers: z.array(z.object({ key: z.string(), value: z.json() })).default([]),
})
export type PreviewRecordPart = z.infer<typeof recordPart>

const writtenBytes = z.object({
  format: z.string(),
  bytes: z.number(),
  /** Of formats that people can read. */
  text: z.string().nullable(),
})

/** What the other end would get of a record. */
const previewTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('row'),
    /** As `tables` names it. */
    table: z.string(),
    operation: z.enum(['insert', 'upsert', 'update', 'delete']),
    /** Whether the table has a row with this key already; null: not looked at. */
    isThere: z.boolean().nullable(),
    /** As the database reads them; null: NULL. */
    values: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
  }),
  z.object({ kind: z.literal('line'), text: z.string() }),
  z.object({ kind: z.literal('message'), key: writtenBytes.nullable(), value: writtenBytes.nullable() }),
])
export type PreviewTarget = z.infer<typeof previewTarget>

export const previewFates = ['written', 'dropped', 'dead-letters', 'left-out', 'fails-task'] as const

const previewedRecord = z.object({
  /** Where it lies in Kafka; null for one that a source has just read. */
  origin: z
    .object({
      topic: z.string(),
      partition: z.number(),
      offset: z.number(),
      timestamp: z.number().nullable(),
    })
    .nullable(),
  /** Null: it cannot be read at all. */
  before: recordPart.nullable(),
  steps: z.array(
    z.object({
      alias: z.string(),
      outcome: z.enum(['changed', 'unchanged', 'dropped', 'skipped']),
      after: recordPart.nullable(),
    }),
  ),
  /** Null: dropped by a transform, or bad before it came to the target. */
  after: recordPart.extend({ target: previewTarget.optional() }).nullable(),
  /** Stage TASK_PUT: the target would refuse it. */
  error: z.object({ stage: z.string(), alias: z.string().optional(), message: z.string() }).nullable(),
  fate: z.enum(previewFates),
})
export type PreviewedRecord = z.infer<typeof previewedRecord>

const previewedTable = z.object({
  topic: z.string(),
  /** As SQL names it: "shop"."orders". */
  table: z.string(),
  /** Null: the database was not reached. */
  exists: z.boolean().nullable(),
  /** With those that would be added. */
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      isKey: z.boolean(),
      isNullable: z.boolean(),
      isNew: z.boolean(),
    }),
  ),
  /** What auto.create and auto.evolve would run before the rows. */
  statements: z.array(z.string()),
  /** Why no record gets into it. */
  problem: z.string().nullable(),
})
export type PreviewedTable = z.infer<typeof previewedTable>

const previewedSchema = z.object({
  subject: z.string(),
  schemaType: z.string(),
  schema: z.string(),
  /** Of the schema that the subject has already; null: it would be registered as a new version. */
  id: z.number().nullable(),
})
export type PreviewedSchema = z.infer<typeof previewedSchema>

export const connectorPreviewDto = z.object({
  records: z.array(previewedRecord),
  note: z.string().optional(),
  /** Of a sink to a database: the tables of these records. */
  tables: z.array(previewedTable).default([]),
  /** Of a source: what its formats would register, or have registered. */
  schemas: z.array(previewedSchema).default([]),
  /** The topic for records whose fate is dead-letters; null: there is none. */
  deadLetterTopic: z.string().nullable().default(null),
})
export type ConnectorPreviewDto = z.infer<typeof connectorPreviewDto>
