// What the console's routes of dead letters take and answer. Isomorphic.
import { z } from 'zod'
import { consoleConnectorParams } from '@/lib/connectors/console-schema'
import { messageDto, messageParams, messageQuery, produceMessageInput, seeks } from '@/lib/messages/schema'

const place = z.object({ partition: z.int().min(0), offset: messageParams.shape.offset })

/** Of a message that is no dead letter of Kafka Connect (somebody wrote it there) nothing of it is known. */
const failureDto = z.object({
  stage: z.string().nullable(),
  exception: z.string().nullable(),
  message: z.string().nullable(),
  stacktrace: z.string().nullable(),
  className: z.string().nullable(),
  task: z.number().nullable(),
  origin: z.object({ topic: z.string(), partition: z.number(), offset: z.string() }).nullable(),
  /** How often the same message had been sent again before it failed this time. */
  earlierRedrives: z.number(),
})
export type Failure = z.infer<typeof failureDto>

/** `target` is null while it is not known to have arrived: it is being sent, or Kafka did not answer. */
const redriveDto = z.object({
  by: z.string(),
  at: z.string(),
  isEdited: z.boolean(),
  topic: z.string(),
  target: z.object({ partition: z.number(), offset: z.string() }).nullable(),
})

/** `headers` are the message's own; those of the failure are in `failure`. */
export const deadLetterDto = messageDto.extend({ failure: failureDto, redrive: redriveDto.nullable() })
export type DeadLetter = z.infer<typeof deadLetterDto>

/** "0:120,2:31": by partition the offset that a page ends before. */
const pageEnd = z
  .string()
  .max(20_000)
  .regex(/^\d{1,6}:\d{1,19}(,\d{1,6}:\d{1,19})*$/, 'Give partitions and offsets as 0:120,1:31.')

export const listDeadLettersInput = z.object({
  from: z.enum(seeks).exclude(['offset']).default('latest'),
  /** With `from=latest`: the newest of those before, as the page before named it in `older`. */
  before: pageEnd.optional(),
  timestamp: z.coerce.number().int().min(0).max(8.64e15).optional(),
  max: z.coerce.number().int().min(1).max(1000).default(200),
})
export type ListDeadLettersInput = z.output<typeof listDeadLettersInput>

export const deadLetterListDto = z.object({
  /** Null: this connector has no dead letter queue. */
  topic: z.string().nullable(),
  doesTopicExist: z.boolean(),
  total: z.number(),
  data: z.array(deadLetterDto),
  isComplete: z.boolean(),
  /** Where the next older page ends; null: there is none, or it was read from the other end. */
  older: z.string().nullable(),
})
export type DeadLetterList = z.infer<typeof deadLetterListDto>

export const deadLetterParams = consoleConnectorParams.extend({
  partitionId: messageParams.shape.partitionId,
  offset: messageParams.shape.offset,
})
export const deadLetterQuery = messageQuery

const target = {
  /** Another topic than the one that the message came from. */
  topic: z.string().min(1).max(249).optional(),
  /** Those that were sent again before are sent once more. */
  again: z.boolean().default(false),
}

export const redriveInput = z
  .object({
    ...target,
    letters: z.array(place).min(1).max(500),
    /** In place of what lies in the queue; for one dead letter alone. */
    edited: produceMessageInput.omit({ partition: true }).optional(),
  })
  .refine(({ letters, edited }) => edited === undefined || letters.length === 1, {
    path: ['edited'],
    message: 'Only one dead letter at a time can be sent edited.',
  })
export type RedriveInput = z.input<typeof redriveInput>

export const redriveFilter = z.object({
  stage: z.string().max(200).optional(),
  exception: z.string().max(1000).optional(),
  topic: z.string().max(249).optional(),
})
export type RedriveFilter = z.output<typeof redriveFilter>

/** One turn over the whole queue: goes on at `cursor`, never beyond `until`, so that what fails again is not sent for ever. */
export const redriveAllInput = z.object({
  ...target,
  filter: redriveFilter.default({}),
  cursor: place.optional(),
  until: z.array(place).max(10_000).optional(),
})
export type RedriveAllInput = z.input<typeof redriveAllInput>

const outcome = z.object({
  ...place.shape,
  /** UNKNOWN: Kafka did not answer, so it may be there. */
  status: z.enum(['SENT', 'ALREADY_SENT', 'FAILED', 'UNKNOWN']),
  message: z.string().optional(),
  target: z.object({ topic: z.string(), partition: z.number(), offset: z.string() }).optional(),
})
export type RedriveOutcome = z.infer<typeof outcome>
export const redriveDtoList = z.object({ data: z.array(outcome) })

export const redriveAllDto = z.object({
  looked: z.number(),
  sent: z.number(),
  already: z.number(),
  /** Failed or unknown ones, the first twenty of them. */
  problems: z.array(outcome),
  problemCount: z.number(),
  cursor: place.nullable(),
  until: z.array(place),
})
export type RedriveAll = z.infer<typeof redriveAllDto>
