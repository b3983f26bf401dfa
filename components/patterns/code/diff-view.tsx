'use client'

import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { languages } from './editor-languages'
import { editorTheme } from './editor-theme'
import type { TextDiffProps } from './text-diff'

// Two large texts without a common line would take the browser minutes.
const diffConfig = { scanLimit: 2000, timeout: 1000 }
const collapseUnchanged = { margin: 4, minSize: 8 }

export function DiffView(props: TextDiffProps & { isInline: boolean; nonce: string | undefined }) {
  const parent = useRef<HTMLDivElement>(null)
  const { before, after, beforeLabel, afterLabel, language, isInline, nonce } = props
  useEffect(() => {
    if (!parent.current) return
    const shared = (label: string): Extension[] => [
      nonce ? EditorView.cspNonce.of(nonce) : [],
      lineNumbers(),
      languages[language],
      editorTheme,
      diffTheme,
      EditorView.lineWrapping,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ tabindex: '0', 'aria-label': label, 'aria-readonly': 'true' }),
    ]
    const view = isInline
      ? new EditorView({
          parent: parent.current,
          doc: after,
          extensions: [
            shared(`${beforeLabel} and ${afterLabel}`),
            unifiedMergeView({ original: before, mergeControls: false, diffConfig, collapseUnchanged }),
          ],
        })
      : new MergeView({
          parent: parent.current,
          a: { doc: before, extensions: shared(beforeLabel) },
          b: { doc: after, extensions: shared(afterLabel) },
          diffConfig,
          collapseUnchanged,
        })
    return () => view.destroy()
  }, [before, after, beforeLabel, afterLabel, language, isInline, nonce])
  return <div ref={parent} className="max-h-[70dvh] overflow-auto" />
}

const removed = 'color-mix(in srgb, var(--bad) 22%, transparent)'
const added = 'color-mix(in srgb, var(--accent) 22%, transparent)'
const diffTheme = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--bad-soft)' },
  '&.cm-merge-b .cm-changedLine, .cm-changedLine, .cm-insertedLine': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': { background: removed },
  '&.cm-merge-b .cm-changedText, .cm-changedText, .cm-insertedLine .cm-changedText': { background: added },
  // The colours of code are too faint on what is marked.
  '.cm-changedLine span, .cm-insertedLine span, .cm-deletedChunk span': { color: 'var(--fg)' },
  '.cm-collapsedLines': {
    background: 'var(--sub)',
    color: 'var(--muted)',
    fontFamily: 'inherit',
    padding: '4px 12px',
  },
  '.cm-changeGutter': { paddingLeft: '0' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--bad)' },
  '&.cm-merge-b .cm-changedLineGutter, .cm-changedLineGutter': { background: 'var(--accent)' },
})
