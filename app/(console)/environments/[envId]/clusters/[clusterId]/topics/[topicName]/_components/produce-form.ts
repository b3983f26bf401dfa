import { z } from 'zod'
import type { ProduceMessageInput } from '@/lib/messages/schema'
import type { MessageDraft } from './produce-context'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

export const produceFormSchema = z
  .object({
    key: z.string(),
    keyEncoding: z.enum(['text', 'base64']),
    format: z.enum(['json', 'text', 'base64']),
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

export function produceFormOf(draft: MessageDraft | undefined): ProduceForm {
  const value = draft?.value
  const format =
    value?.encoding === 'base64' ? 'base64' : !value || isJson(value.text ?? '') ? 'json' : 'text'
  return {
    key: draft?.key.text ?? '',
    keyEncoding: draft?.key.encoding ?? 'text',
    format,
    value: value ? (value.text ?? '') : '{\n  \n}',
    isTombstone: value ? value.text === null : false,
    partition: draft?.partition == null ? 'auto' : String(draft.partition),
    headers: draft?.headers ?? [],
  }
}

export const toProduceInput = (form: ProduceForm): ProduceMessageInput => ({
  key: form.key === '' ? null : form.key,
  keyEncoding: form.keyEncoding,
  value: form.isTombstone ? null : form.value,
  valueEncoding: form.format === 'base64' ? 'base64' : 'text',
  headers: form.headers,
  ...(form.partition === 'auto' ? {} : { partition: Number(form.partition) }),
})
