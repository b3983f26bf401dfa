'use client'

import dynamic from 'next/dynamic'
import { useFieldControl, useFieldGroup } from '@/components/ui/field'
import { cn } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { useNonce } from '@/components/ui/nonce'
import type { EditorMark } from './editor-marks'
import type { EditorLanguage, EditorPlace } from './editor-view'

const EditorView = dynamic(() => import('./editor-view').then((part) => part.EditorView), {
  ssr: false,
  loading: () => <Skeleton className="m-3 w-40" />,
})

export type CodeEditorProps = {
  value: string
  onChange?: (value: string) => void
  language: EditorLanguage
  /** Places that something is wrong with; the first is brought into sight. */
  marks?: readonly EditorMark[]
  goTo?: EditorPlace | null
  /** Names it when it stands in no Field. */
  label?: string
  isReadOnly?: boolean
  /** Mod+Enter. */
  onSubmit?: () => void
  height?: 'sm' | 'md' | 'lg' | 'fill'
  onBlur?: () => void
  className?: string
}

const heights = { sm: 'h-32', md: 'h-64', lg: 'h-110', fill: 'min-h-0 flex-1' }

/** CodeMirror, loaded when it is first shown. The frame has its final height from the start. */
export function CodeEditor({ height = 'md', className, ...props }: CodeEditorProps) {
  const control = useFieldControl({})
  const { 'aria-labelledby': labelledBy } = useFieldGroup()
  const nonce = useNonce()
  return (
    <div
      className={cn(
        'bg-card focus-within:border-accent overflow-hidden rounded-md border transition-colors',
        control['aria-invalid'] && 'border-bad focus-within:border-bad',
        heights[height],
        className,
      )}
    >
      <EditorView
        {...props}
        nonce={nonce}
        attributes={{
          'aria-label': props.label,
          'aria-labelledby': props.label ? undefined : labelledBy,
          'aria-describedby': control['aria-describedby'],
          'aria-invalid': control['aria-invalid'] ? 'true' : undefined,
          id: control.id,
        }}
      />
    </div>
  )
}
