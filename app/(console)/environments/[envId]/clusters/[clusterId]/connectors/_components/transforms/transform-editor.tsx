'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import type { ConnectorType } from '@/lib/connectors/catalog/spec'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { TransformChooser } from './transform-chooser'
import {
  freshAlias,
  moved,
  readTransforms,
  writeTransforms,
  type PredicateStep,
  type TransformStep,
} from './transform-model'
import { TransformRow } from './transform-row'

type Props = {
  connectorType: ConnectorType
  /** Properties that no field describes; those that are not of transforms stay as they are. */
  extras: ConnectorConfig
  onChange: (extras: ConnectorConfig) => void
  /** What the server said of them, where it is not known here. */
  problem?: string | undefined
  /** Under the list: what they make of a real record. */
  preview?: ReactNode
}

/** The transforms of a connector as a list to add to, to order and to fill in. */
export function TransformEditor({ connectorType, extras, onChange, problem, preview }: Props) {
  const list = readTransforms(extras)
  const { steps, predicates } = list
  const [isChoosing, setIsChoosing] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const dragged = useRef<number | null>(null)
  const problems = useProblems(extras, connectorType)
  const write = (next: readonly TransformStep[], conditions = predicates) =>
    onChange(writeTransforms(extras, { steps: next, predicates: conditions }))
  const change = (index: number, step: TransformStep, conditions: readonly PredicateStep[]) => {
    if (open === steps[index]?.alias) setOpen(step.alias)
    write(
      steps.map((one, at) => (at === index ? step : one)),
      conditions,
    )
  }
  const add = (className: string) => {
    const alias = freshAlias(
      className,
      steps.map((step) => step.alias),
    )
    setIsChoosing(false)
    setOpen(alias)
    write([...steps, { alias, type: className, properties: {}, predicate: '', isNegated: false }])
  }
  return (
    <section aria-label="Single message transforms" className="flex flex-col items-start gap-3">
      <div>
        <h3 className="text-sm font-medium">Single message transforms</h3>
        <p className="text-muted text-sm">
          {connectorType === 'source'
            ? 'They change each record before it is written to its topic.'
            : 'They change each record after it is read, before it is stored.'}
        </p>
      </div>
      {steps.length > 0 ? (
        <ol className="w-full divide-y overflow-hidden rounded-lg border">
          {steps.map((step, index) => (
            <TransformRow
              key={step.alias}
              list={list}
              step={step}
              index={index}
              isOpen={open === step.alias}
              problems={problems.filter(
                ({ name }) =>
                  name.startsWith(`transforms.${step.alias}.`) ||
                  (step.predicate !== '' && name.startsWith(`predicates.${step.predicate}.`)),
              )}
              onToggle={() => setOpen(open === step.alias ? null : step.alias)}
              onChange={(next, conditions) => change(index, next, conditions)}
              onMove={(to) => write(moved(steps, index, to))}
              onRemove={() => write(steps.filter((_, at) => at !== index))}
              onDragStart={() => {
                dragged.current = index
              }}
              onDragOver={() => {
                const from = dragged.current
                if (from === null || from === index) return
                dragged.current = index
                write(moved(steps, from, index))
              }}
            />
          ))}
        </ol>
      ) : null}
      {problem ? <p className="text-bad text-sm">{problem}</p> : null}
      <Button size="sm" onClick={() => setIsChoosing(true)}>
        <Plus aria-hidden="true" />
        Add SMT
      </Button>
      {steps.length > 0 ? preview : null}
      {isChoosing ? (
        <TransformChooser connectorType={connectorType} onClose={() => setIsChoosing(false)} onChoose={add} />
      ) : null}
    </section>
  )
}

/** The same rules as the server's, loaded when there is something to check. */
function useProblems(extras: ConnectorConfig, connectorType: ConnectorType) {
  const { data } = useQuery({
    queryKey: ['transform-problems', connectorType, extras],
    queryFn: async () => {
      const { chainProblems } = await import('@/lib/connectors/transforms/chain-problems')
      return chainProblems(extras, connectorType)
    },
    enabled: (extras.transforms ?? '') !== '',
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 0,
  })
  return data ?? []
}
