'use client'

import { createContext, use } from 'react'

/** A payload of JSON that goes by a schema. */
export type SchemaDraft = { id: number; messageName: string | null }

/** What the produce dialog starts with; `encoding` is base64 for bytes that are no text. */
export type DraftPart = { text: string | null; encoding: 'text' | 'base64'; schema?: SchemaDraft }
export type MessageDraft = {
  key: DraftPart
  value: DraftPart
  headers: { key: string; value: string; encoding: 'text' | 'base64' }[]
  partition: number | null
}

/** Opens the produce dialog of the topic page, empty or with a message to produce again. */
export const ProduceContext = createContext<(draft?: MessageDraft) => void>(() => undefined)
export const useProduce = () => use(ProduceContext)
