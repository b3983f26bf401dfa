'use client'

import { useEffect, useRef, useState } from 'react'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import type { ProduceMessageInput } from '@/lib/messages/schema'
import { ApiError } from '@/lib/queries/api'
import { readProblem } from '@/lib/schemas/form/read-problem'
import type { DraftPart, MessageDraft } from './message-draft'
import { produceFormOf, produceFormSchema, toProduceInput, type ProduceForm } from './produce-form'
import { useSchemaPart } from './use-schema-part'

const parts = ['key', 'value'] as const
type Part = (typeof parts)[number]

export type MessageForm = ReturnType<typeof useMessageForm>

/** Key, value and headers of one message, plain or by schemas; `send` gets it once it holds, its refusals stand at the fields. */
export function useMessageForm(options: {
  topic: string
  registryId: string | null
  hasContract: Record<Part, boolean>
  draft: MessageDraft | undefined
  send: (input: ProduceMessageInput) => Promise<void>
}) {
  const { topic, registryId, hasContract, draft } = options
  const startsBySchema = (part: Part): boolean =>
    draft ? draft[part].schema !== undefined : hasContract[part]
  const form = useZodForm(
    produceFormSchema,
    produceFormOf(draft, { keySchema: startsBySchema('key'), valueSchema: startsBySchema('value') }),
  )
  const values = form.watch()
  const startOf = (part: Part, given: DraftPart | undefined) => ({
    registryId: registryId ?? '',
    schema: given?.schema
      ? { id: given.schema.id }
      : hasContract[part]
        ? ({ subject: `${topic}-${part}`, version: 'latest' } as const)
        : null,
    messageName: given?.schema?.messageName ?? null,
    json: given?.schema ? given.text : null,
  })
  const key = useSchemaPart({ ...startOf('key', draft?.key), isOn: values.keyFormat === 'schema' })
  const value = useSchemaPart({ ...startOf('value', draft?.value), isOn: values.format === 'schema' })
  const bySchema = { key, value }
  const usesSchema = (part: Part, message: ProduceForm): boolean =>
    part === 'key' ? message.keyFormat === 'schema' : message.format === 'schema' && !message.isTombstone

  const element = useRef<HTMLFormElement>(null)
  // The dialog was open before its fields were there.
  useEffect(() => element.current?.querySelector<HTMLElement>('input, [role="combobox"]')?.focus(), [])
  const [attempts, setAttempts] = useState(0)
  useEffect(() => {
    if (attempts > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts])

  const tell = (error: unknown, message: ProduceForm) => {
    const fields = error instanceof ApiError ? error.fields : []
    const own = parts.filter((part) => usesSchema(part, message))
    for (const part of own)
      bySchema[part].tell(
        fields
          .filter(({ path }) => path.startsWith(`${part}.`))
          .map(({ message: text }) => readProblem(text)),
      )
    const isTold =
      fields.length > 0 && fields.every(({ path }) => own.some((part) => path.startsWith(`${part}.`)))
    if (!isTold) form.setError('root', { message: showServerErrors(form, error) ?? '' })
    setAttempts((before) => before + 1)
  }
  const submit = form.handleSubmit(async (message) => {
    const isReady = parts.map((part) => !usesSchema(part, message) || bySchema[part].check()).every(Boolean)
    if (!isReady) return setAttempts((before) => before + 1)
    try {
      await options.send(toProduceInput(message, { key: key.input, value: value.input }))
    } catch (error) {
      tell(error, message)
    }
  })
  return {
    element,
    form,
    registryId,
    key,
    value,
    submit,
    /** As it stands now, for "Show as". */
    input: toProduceInput(values, { key: key.input, value: value.input }),
  }
}
