'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { formatInteger } from '@/lib/format/numbers'

export type JsonValue = string | number | bigint | boolean | null | JsonValue[] | { [key: string]: JsonValue }

const openDepth = 2
const shownAtFirst = 100
const longText = 2_000

/** A value that folds. Closed branches are not mounted, and wide ones show a hundred at a time. */
export function JsonTree({ value, label }: { value: JsonValue; label: string }) {
  return (
    <div role="group" aria-label={label} className="overflow-x-auto font-mono text-xs leading-5">
      <Node name={null} value={value} depth={0} />
    </div>
  )
}

function Node({ name, value, depth }: { name: string | number | null; value: JsonValue; depth: number }) {
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="pl-4 break-words">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    )
  }
  return <Branch name={name} value={value} depth={depth} />
}

function Branch(props: {
  name: string | number | null
  value: JsonValue[] | { [key: string]: JsonValue }
  depth: number
}) {
  const [isOpen, setIsOpen] = useState(props.depth < openDepth)
  const [shown, setShown] = useState(shownAtFirst)
  const { value } = props
  const isList = Array.isArray(value)
  const size = isList ? value.length : Object.keys(value).length
  const [before, after] = isList ? ['[', ']'] : ['{', '}']
  const children = isOpen
    ? isList
      ? value.slice(0, shown).map((child, index) => [index, child] as const)
      : Object.entries(value).slice(0, shown)
    : []
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="hover:bg-hover flex items-center gap-0.5 rounded-sm pr-1 text-left"
      >
        <ChevronRight
          aria-hidden="true"
          className={cn('text-faint size-3.5 shrink-0 transition-transform', isOpen && 'rotate-90')}
        />
        <span>
          <Name name={props.name} />
          <span className="text-faint">
            {before}
            {isOpen ? '' : `… ${after}`} {formatInteger(size)} {isList ? 'items' : 'fields'}
          </span>
        </span>
      </button>
      {isOpen ? (
        <div className="border-line-soft ml-1.75 border-l pl-1.5">
          {children.map(([key, child]) => (
            <Node key={key} name={key} value={child} depth={props.depth + 1} />
          ))}
          {size > shown ? (
            <Button
              variant="link"
              className="pl-4 font-sans text-xs"
              onClick={() => setShown(shown + 10 * shownAtFirst)}
            >
              {formatInteger(size - shown)} more
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

const Name = ({ name }: { name: string | number | null }) =>
  name === null ? null : (
    <>
      <span className={typeof name === 'number' ? 'text-faint' : 'text-accent'}>{name}</span>
      <span className="text-faint">: </span>
    </>
  )

function Leaf({ value }: { value: string | number | bigint | boolean | null }) {
  const [isWhole, setIsWhole] = useState(false)
  if (typeof value !== 'string') return <span className="text-info">{String(value)}</span>
  const isCut = !isWhole && value.length > longText
  return (
    <span>
      &quot;{isCut ? value.slice(0, longText) : value}
      {isCut ? '…' : ''}&quot;
      {isCut ? (
        <Button variant="link" className="font-sans text-xs" onClick={() => setIsWhole(true)}>
          Show all
        </Button>
      ) : null}
    </span>
  )
}
