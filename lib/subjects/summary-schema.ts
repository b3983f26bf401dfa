// What the console lists of subjects and says of their use. Isomorphic.
import { z } from 'zod'
import { compatibilityLevels, modes, schemaTypes } from '@/lib/subjects/rest-schema'

export const subjectStates = ['live', 'deleted', 'all'] as const

export const summaryQuery = z.object({
  /** Part of the name, whatever its case. */
  text: z.string().max(255).default(''),
  type: z.enum(schemaTypes).optional(),
  /** One that has only versions that were deleted softly counts as deleted. */
  state: z.enum(subjectStates).default('live'),
  /** Left out: every one. */
  context: z.string().max(255).optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type SummaryQuery = z.output<typeof summaryQuery>

const subjectSummaryDto = z.object({
  /** With its context, unless that is the default one. */
  name: z.string(),
  schemaType: z.enum(schemaTypes),
  latestVersion: z.number(),
  schemaId: z.number(),
  versions: z.number(),
  deletedVersions: z.number(),
  isDeleted: z.boolean(),
  compatibility: z.enum(compatibilityLevels),
  /** Set for the subject itself, not taken from its context or the registry. */
  isOwnCompatibility: z.boolean(),
  mode: z.enum(modes),
  usedBy: z.object({ topics: z.number(), connectors: z.number() }),
})
export type SubjectSummary = z.infer<typeof subjectSummaryDto>

export const subjectSummaryListDto = z.object({
  data: z.array(subjectSummaryDto),
  total: z.number(),
  /** Of the next page; null: this is the last. */
  nextOffset: z.number().nullable(),
  contexts: z.array(z.string()),
  /** In the whole registry; null: an attached one does not say. */
  schemas: z.number().nullable(),
})
export type SubjectSummaryList = z.infer<typeof subjectSummaryListDto>

const recordParts = ['key', 'value'] as const
const strategies = ['TopicNameStrategy', 'RecordNameStrategy', 'TopicRecordNameStrategy'] as const

const place = { clusterId: z.string(), clusterName: z.string() }
const topicUseDto = z.object({
  ...place,
  topic: z.string(),
  strategy: z.enum(strategies),
  /** Null: the strategies by record name key and value alike. */
  part: z.enum(recordParts).nullable(),
})
const connectorUseDto = z.object({
  ...place,
  connector: z.string(),
  direction: z.enum(['source', 'sink']),
  topic: z.string(),
  part: z.enum(recordParts),
  format: z.string(),
  strategy: z.enum(strategies),
})
export type TopicUse = z.infer<typeof topicUseDto>
export type ConnectorUse = z.infer<typeof connectorUseDto>

export const subjectUsageDto = z.object({
  topics: z.array(topicUseDto),
  connectors: z.array(connectorUseDto),
  /** Clusters whose topics could not be read now. */
  unread: z.array(z.object(place)),
})
export type SubjectUsage = z.infer<typeof subjectUsageDto>
export const usageQuery = z.object({ subject: z.string().min(1).max(1024) })
