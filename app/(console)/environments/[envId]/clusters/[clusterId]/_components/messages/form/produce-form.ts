import { z } from 'zod'
import type { PayloadBySchema, ProduceMessageInput } from '@/lib/messages/schema'
import type { MessageDraft } from './message-draft'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Data by a schema stands beside this form, not in it. */
export const produceFormSchema = z
  .object({
    key: z.string(),
    keyFormat: z.enum(['schema', 'text', 'base64']),
    format: z.enum(['schema', 'json', 'text', 'base64']),
    value: z.string(),
    isTombstone: z.boolean(),
    partition: z.string(),
    headers: z.array(
      z.object({
        key: z.string().min(1, 'A header needs a name.'),
        value: z.string(),
        encoding: z.enum(['text', 'base64']),
      }),
    ),
  })
  .superRefine(({ format, value, isTombstone }, issue) => {
    if (!isTombstone && format === 'json' && !isJson(value))
      issue.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'This is not valid JSON. Correct it, or choose Text.',
      })
  })
export type ProduceForm = z.output<typeof produceFormSchema>

/** Key and value that have a contract in the registry start by their schema. */
export function produceFormOf(
  draft: MessageDraft | undefined,
  has: { keySchema: boolean; valueSchema: boolean },
): ProduceForm {
  const value = draft?.value
  const plain = value?.encoding === 'base64' ? 'base64' : !value || isJson(value.text ?? '') ? 'json' : 'text'
  return {
    key: draft?.key.text ?? '',
    keyFormat: has.keySchema ? 'schema' : (draft?.key.encoding ?? 'text'),
    format: has.valueSchema ? 'schema' : plain,
    value: value ? (value.text ?? '') : '{\n  \n}',
    isTombstone: value ? value.text === null : false,
    partition: draft?.partition == null ? 'auto' : String(draft.partition),
    headers: draft?.headers ?? [],
  }
}

type BySchema = { key: PayloadBySchema | null; value: PayloadBySchema | null }

export const toProduceInput = (form: ProduceForm, bySchema: BySchema): ProduceMessageInput => ({
  key: form.keyFormat === 'schema' ? bySchema.key : form.key === '' ? null : form.key,
  keyEncoding: form.keyFormat === 'base64' ? 'base64' : 'text',
  value: form.isTombstone ? null : form.format === 'schema' ? bySchema.value : form.value,
  valueEncoding: form.format === 'base64' ? 'base64' : 'text',
  headers: form.headers,
  ...(form.partition === 'auto' ? {} : { partition: Number(form.partition) }),
})
