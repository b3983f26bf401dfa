'use client'

import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { formatInteger } from '@/lib/format/numbers'
import { schemaTree, type TreeNode } from '@/lib/queries/schema-tree'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

const openDepth = 2
const shownAtFirst = 100

/** Fields with their types, nested; or why the text is no schema. */
export function SchemaTree({ type, text }: { type: SchemaTypeName; text: string }) {
  const read = useMemo(() => schemaTree(type, text), [type, text])
  if ('problem' in read)
    return (
      <Banner tone="warning" title="This text cannot be drawn as a tree">
        {read.problem}
      </Banner>
    )
  const { tree } = read
  return (
    <div role="group" aria-label="Fields of the schema" className="overflow-x-auto rounded-lg border py-2">
      <div className="flex flex-wrap items-baseline gap-x-2 px-4 pb-1.5 text-sm">
        <span className="font-medium">{tree.type}</span>
        <Facts node={tree} />
      </div>
      {tree.doc ? <p className="text-muted px-4 pb-2 text-sm">{tree.doc}</p> : null}
      {tree.children ? <Level nodes={tree.children} depth={0} /> : null}
    </div>
  )
}

function Level({ nodes, depth }: { nodes: () => TreeNode[]; depth: number }) {
  const [shown, setShown] = useState(shownAtFirst)
  const all = useMemo(() => nodes(), [nodes])
  return (
    <ul className={cn('flex flex-col', depth > 0 && 'border-line-soft ml-6 border-l')}>
      {all.slice(0, shown).map((node, index) => (
        <Row key={index} node={node} depth={depth} />
      ))}
      {all.length === 0 ? <li className="text-faint px-4 py-1 text-sm">No fields</li> : null}
      {all.length > shown ? (
        <li className="px-4 py-1">
          <Button variant="link" onClick={() => setShown(shown + 10 * shownAtFirst)}>
            {formatInteger(all.length - shown)} more
          </Button>
        </li>
      ) : null}
    </ul>
  )
}

function Row({ node, depth }: { node: TreeNode; depth: number }) {
  const [isOpen, setIsOpen] = useState(depth < openDepth)
  const content = (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5 text-left">
      <span className="font-mono text-xs font-medium break-all">{node.name}</span>
      <span className="text-accent font-mono text-xs break-words">{node.type}</span>
      <Facts node={node} />
    </span>
  )
  return (
    <li>
      {node.children ? (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="hover:bg-hover flex w-full items-center gap-1 py-1 pr-4 pl-3"
        >
          <ChevronRight
            aria-hidden="true"
            className={cn('text-faint size-3.5 shrink-0 transition-transform', isOpen && 'rotate-90')}
          />
          {content}
        </button>
      ) : (
        <div className="py-1 pr-4 pl-7.5">{content}</div>
      )}
      {node.doc ? <p className="text-muted pr-4 pb-1 pl-7.5 text-xs">{node.doc}</p> : null}
      {node.children && isOpen ? <Level nodes={node.children} depth={depth + 1} /> : null}
    </li>
  )
}

function Facts({ node }: { node: TreeNode }) {
  return (
    <>
      {node.logical ? <Badge tone="info">{node.logical}</Badge> : null}
      {node.isOptional ? <Badge tone="neutral">optional</Badge> : null}
      {node.default === null ? null : (
        <span className="text-muted font-mono text-xs break-all">= {node.default}</span>
      )}
      {node.notes.map((note) => (
        <span key={note} className="text-faint text-xs break-words">
          {note}
        </span>
      ))}
    </>
  )
}
