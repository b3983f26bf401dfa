'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { PayloadBySchema } from '@/lib/messages/schema'
import { schemaFormQuery, type SchemaAt } from '@/lib/queries/schema-forms'
import type { Draft, Fill } from '@/lib/schemas/form/draft'
import type { FormModel } from '@/lib/schemas/form/model'
import { FormMismatch, openDraft, readDraft } from '@/lib/schemas/form/read'
import { writeDraft, type FormProblem, type Written } from '@/lib/schemas/form/write'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import type { SchemaFormDto } from '@/lib/subjects/form-schema'

const notRead = 'The schema is not read yet. Try again in a moment.'

/** The data in one of its two views. */
type Content = { draft: Draft } | { json: string }
type State = { form: SchemaFormDto; content: Content }

export type SchemaPart = ReturnType<typeof useSchemaPart>

/** Key or value by a schema: which one, and its data as a form or as JSON. The data stays when view or schema change. */
export function useSchemaPart(options: {
  registryId: string
  isOn: boolean
  schema: SchemaAt | null
  messageName: string | null
  /** What to start with, of a message that is produced again. */
  json: string | null
}) {
  const { registryId, isOn } = options
  const [schema, setSchema] = useState(options.schema)
  const [messageName, setMessageName] = useState(options.messageName)
  const [state, setState] = useState<State | null>(null)
  /** Said by the server, or about JSON that the form cannot show; gone with the next change. */
  const [told, setTold] = useState<FormProblem[]>([])
  const [isChecked, setIsChecked] = useState(false)
  const query = useQuery({
    ...schemaFormQuery(registryId, schema ?? { id: 0 }, messageName),
    enabled: isOn && schema !== null,
  })
  const form = query.data
  if (form && form !== state?.form) setState({ form, content: contentFor(form.model, state, options.json) })

  const setContent = (content: Content) => {
    setTold([])
    setState((before) => before && { ...before, content })
  }
  const current = state !== null && state.form === form ? state : null
  const written = useMemo(() => current && write(current), [current])
  return {
    schema,
    messageName: form?.messageName ?? messageName,
    messages: form?.messages ?? [],
    form,
    error: query.error,
    content: current?.content ?? null,
    problems: [...(isChecked ? (written?.problems ?? []) : []), ...told],
    tell: setTold,
    chooseSchema: (next: SchemaAt) => {
      setSchema(next)
      setMessageName(null)
    },
    chooseMessage: setMessageName,
    change: setContent,
    /** JSON that cannot stand in the form stays JSON, and says why. */
    show: (view: 'form' | 'json'): void => {
      if (current === null || 'draft' in current.content === (view === 'form')) return
      if ('draft' in current.content) return setContent({ json: textOf(current) })
      const read = tryRead(current.form.model, current.content.json)
      if ('draft' in read) setContent(read)
      else setTold([read.problem])
    },
    fill: (fill: Fill): void => {
      if (current === null) return
      const { model } = current.form
      const draft = openDraft(model, fill)
      setContent('draft' in current.content ? { draft } : { json: writeDraft(model, draft).json })
    },
    /** What is sent; null while there is no schema. */
    input: current && written && schema ? toInput(schema, current.form, written.json) : null,
    /** Whether it can be sent; if not, the fields say why. */
    check: (): boolean => {
      setIsChecked(true)
      if (current === null) setTold([{ path: '', message: schema ? notRead : 'Choose a subject.' }])
      return written !== null && written.problems.length === 0
    },
  }
}

const toInput = (schema: SchemaAt, { messageName }: SchemaFormDto, json: string): PayloadBySchema => ({
  schema,
  ...(messageName === null ? {} : { messageName }),
  json,
})

const write = ({ form, content }: State): Written =>
  'json' in content ? { json: content.json, problems: [] } : writeDraft(form.model, content.draft)

const textOf = (state: State): string => write(state).json

function contentFor(model: FormModel, before: State | null, json: string | null): Content {
  const text = before === null ? json : textOf(before)
  if (text === null) return model.root.kind === 'json' ? { json: '' } : { draft: openDraft(model, 'empty') }
  if (before !== null && 'json' in before.content) return before.content
  const read = tryRead(model, text)
  if ('draft' in read) return model.root.kind === 'json' ? { json: text } : read
  return before === null ? { json: text } : { draft: openDraft(model, 'empty') }
}

function tryRead(model: FormModel, json: string): { draft: Draft } | { problem: FormProblem } {
  try {
    return { draft: readDraft(model, json) }
  } catch (error) {
    if (error instanceof FormMismatch) return { problem: { path: error.path, message: error.message } }
    if (error instanceof InvalidSchemaError) return { problem: { path: '', message: error.message } }
    throw error
  }
}
