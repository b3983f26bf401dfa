'use client'

import { useSyncExternalStore } from 'react'
import { draftsText, parseDrafts, subscribeToDrafts, type Draft } from '@/components/patterns/wizard/drafts'

/** Drafts belong to one account in one cluster; a connector class has at most one. */
export const draftKeyOf = (userId: string, clusterId: string, className: string): string =>
  `${draftPrefix(userId, clusterId)}${className}`

const draftPrefix = (userId: string, clusterId: string): string => `connector.${userId}.${clusterId}.`

export type ConnectorDraft = { key: string; className: string; draft: Draft }

export function useConnectorDrafts(userId: string | undefined, clusterId: string): ConnectorDraft[] {
  const prefix = draftPrefix(userId ?? '', clusterId)
  const text = useSyncExternalStore(
    subscribeToDrafts,
    () => (userId === undefined ? '[]' : draftsText(prefix)),
    () => '[]',
  )
  return parseDrafts(text)
    .map(({ key, draft }) => ({ key, className: key.slice(prefix.length), draft }))
    .sort((a, b) => b.draft.savedAt - a.draft.savedAt)
}
