'use client'

import dynamic from 'next/dynamic'
import { useNonce } from '@/components/ui/nonce'
import { Skeleton } from '@/components/ui/skeleton'
import { useIsPhone } from '../use-media'
import type { EditorLanguage } from './editor-view'

const DiffView = dynamic(() => import('./diff-view').then((part) => part.DiffView), {
  ssr: false,
  loading: () => <Skeleton className="m-3 w-40" />,
})

export type TextDiffProps = {
  before: string
  after: string
  beforeLabel: string
  afterLabel: string
  language: EditorLanguage
}

/** Two texts side by side, on a phone in one column; what is the same in both is folded. */
export function TextDiff(props: TextDiffProps) {
  const isPhone = useIsPhone()
  const nonce = useNonce()
  return (
    <figure className="bg-card min-h-32 min-w-0 overflow-hidden rounded-lg border">
      <figcaption className="text-muted grid grid-cols-2 border-b text-sm">
        <span className="px-3.5 py-2">{props.beforeLabel}</span>
        <span className="border-l px-3.5 py-2">{props.afterLabel}</span>
      </figcaption>
      <DiffView {...props} isInline={isPhone} nonce={nonce} />
    </figure>
  )
}
