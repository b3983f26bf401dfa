// Confluent's Metrics API, version 2.
import { z } from 'zod'
import { filterInput } from '@/lib/cloud-metrics/filter'
import { granularities, type Granularity } from '@/lib/cloud-metrics/interval'

export const datasetParams = z.object({ dataset: z.string().max(64) })
const pageToken = z.string().max(500).optional()
export const descriptorQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(1000).default(100),
  page_token: pageToken,
  resource_type: z.string().max(64).optional(),
})
export type DescriptorQuery = z.output<typeof descriptorQuery>
export const tokenQuery = z.object({ page_token: pageToken })

const sum = z.literal('SUM', 'Only SUM is known.')
const intervals = z.array(z.string().max(200)).min(1).max(10)
const limit = z.int().min(1).max(1000).default(100)

export const queryInput = z.object({
  aggregations: z
    .array(z.object({ metric: z.string().max(200), agg: sum.optional() }))
    .length(1, 'Ask for one metric at a time.'),
  group_by: z.array(z.string().max(100)).max(5).default([]),
  granularity: z.enum(Object.keys(granularities) as [Granularity, ...Granularity[]]),
  filter: filterInput.optional(),
  order_by: z
    .array(
      z.object({
        metric: z.string().max(200),
        agg: sum.optional(),
        order: z.enum(['ASCENDING', 'DESCENDING']).default('DESCENDING'),
      }),
    )
    .min(1)
    .max(1)
    .optional(),
  intervals,
  limit,
  format: z.enum(['FLAT', 'GROUPED']).default('FLAT'),
})
export type QueryInput = z.output<typeof queryInput>

export const attributesInput = z.object({
  metric: z.string().max(200).optional(),
  group_by: z.array(z.string().max(100)).length(1, 'Ask for one label at a time.'),
  filter: filterInput.optional(),
  intervals: intervals.optional(),
  limit,
})
export type AttributesInput = z.output<typeof attributesInput>

const pagination = z.object({
  page_size: z.number(),
  total_size: z.number().optional(),
  next_page_token: z.string().optional(),
})
const meta = z.object({ pagination })
const label = z.object({ key: z.string(), description: z.string(), exportable: z.boolean() })

export const metricDescriptorListDto = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      type: z.string(),
      unit: z.string(),
      lifecycle_stage: z.string(),
      exportable: z.boolean(),
      labels: z.array(label),
      resources: z.array(z.string()),
    }),
  ),
  meta,
})
export const resourceDescriptorListDto = z.object({
  data: z.array(z.object({ type: z.string(), description: z.string(), labels: z.array(label) })),
  meta,
})

const point = z.looseObject({ timestamp: z.string(), value: z.number() })
export const queryResultDto = z.object({
  data: z.union([z.array(point), z.array(z.looseObject({ points: z.array(point) }))]),
  meta: meta.optional(),
})
export const attributeListDto = z.object({ data: z.array(z.record(z.string(), z.string())), meta })

/** A parameter that is given once or several times. */
const several = z
  .union([z.string().max(200), z.array(z.string().max(200)).max(100)])
  .transform((given) => [given].flat())
  .optional()
export const exportQuery = z.object({
  'resource.kafka.id': several,
  'resource.connector.id': several,
  'resource.ksql.id': several,
  'resource.schema_registry.id': several,
  metric: several,
})
export type ExportQuery = z.output<typeof exportQuery>
