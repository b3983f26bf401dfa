'use client'

import { useDeferredValue, useMemo, useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { CodeBlock } from './code-block'
import { indentJson } from './indent-json'
import { JsonTree, type JsonValue } from './json-tree'

type Mode = 'pretty' | 'tree' | 'raw'

/** A payload as pretty JSON, as a tree that folds, or as it came. Text that is not JSON has one view only. */
export function PayloadView({ text, label }: { text: string; label: string }) {
  const [mode, setMode] = useState<Mode>('pretty')
  const later = useDeferredValue(text)
  const parsed = useMemo(() => parseJson(later), [later])
  if (parsed === undefined) return <CodeBlock text={text} label={label} isBare maxHeight="none" />
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Segmented
        size="sm"
        aria-label={`View of ${label}`}
        value={mode}
        onValueChange={(next) => setMode(next as Mode)}
        segments={[
          { value: 'pretty', label: 'Pretty' },
          { value: 'tree', label: 'Tree' },
          { value: 'raw', label: 'Raw' },
        ]}
      />
      {mode === 'tree' ? (
        <JsonTree value={parsed.value} label={label} />
      ) : mode === 'raw' ? (
        <CodeBlock key="raw" text={text} label={label} isBare maxHeight="none" />
      ) : (
        <CodeBlock key="pretty" text={parsed.pretty} language="json" label={label} isBare maxHeight="none" />
      )}
    </div>
  )
}

/** Pretty text keeps the digits of large numbers as they came, which JSON.parse alone would round. */
function parseJson(text: string): { value: JsonValue; pretty: string } | undefined {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return undefined
  try {
    const value = JSON.parse(text, keepLargeNumbers) as JsonValue
    return { value, pretty: indentJson(text) }
  } catch {
    return undefined
  }
}

function keepLargeNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
  return isRounded && /^-?\d+$/.test(context?.source ?? '') ? BigInt(context?.source ?? '') : value
}
