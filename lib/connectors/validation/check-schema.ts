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
  /** Null: dropped by a transform, or bad. */
  after: recordPart.extend({ target: z.record(z.string(), z.json()).optional() }).nullable(),
  error: z.object({ stage: z.string(), alias: z.string().optional(), message: z.string() }).nullable(),
})
export type PreviewedRecord = z.infer<typeof previewedRecord>

export const connectorPreviewDto = z.object({
  records: z.array(previewedRecord),
  note: z.string().optional(),
})
export type ConnectorPreviewDto = z.infer<typeof connectorPreviewDto>
