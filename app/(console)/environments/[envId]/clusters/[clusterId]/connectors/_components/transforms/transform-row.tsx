'use client'

import { ArrowDown, ArrowUp, ChevronRight, GripVertical, Trash2 } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { findTransform } from '@/lib/connectors/catalog/transforms'
import { ConditionFields } from './condition-fields'
import { PropertyFields } from './property-fields'
import { titleOf, type PredicateStep, type TransformList, type TransformStep } from './transform-model'

type RowProps = {
  list: TransformList
  step: TransformStep
  index: number
  isOpen: boolean
  problems: readonly { name: string; message: string }[]
  onToggle: () => void
  onChange: (step: TransformStep, predicates: readonly PredicateStep[]) => void
  onMove: (to: number) => void
  onRemove: () => void
  /** Dragging over this row. */
  onDragStart: () => void
  onDragOver: () => void
}

/** One transform: its name, its place, its settings, its condition. */
export function TransformRow(props: RowProps) {
  const { step, index, list, problems } = props
  const isLast = index === list.steps.length - 1
  return (
    <li
      className="bg-card"
      onDragOver={(event) => {
        event.preventDefault()
        props.onDragOver()
      }}
    >
      <div className="flex items-center gap-1.5 py-1.5 pr-2 pl-1.5">
        <span
          draggable
          onDragStart={props.onDragStart}
          title="Drag to another place"
          className="text-faint cursor-grab"
          aria-hidden="true"
        >
          <GripVertical className="size-4" />
        </span>
        <button
          type="button"
          aria-expanded={props.isOpen}
          onClick={props.onToggle}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-sm py-1 text-left text-sm"
        >
          <ChevronRight
            aria-hidden="true"
            className={cn('text-faint size-4 shrink-0 transition-transform', props.isOpen && 'rotate-90')}
          />
          <span className="shrink-0 font-medium">{titleOf(step.type)}</span>
          <span className="text-muted truncate font-mono text-xs">{step.alias}</span>
          {step.predicate ? (
            <Badge tone="neutral">
              {step.isNegated ? 'unless' : 'if'} {step.predicate}
            </Badge>
          ) : null}
          {problems.length > 0 && !props.isOpen ? <Badge tone="danger">Incomplete</Badge> : null}
        </button>
        <IconButton
          label={`Move ${step.alias} up`}
          size="icon-xs"
          disabled={index === 0}
          onClick={() => props.onMove(index - 1)}
        >
          <ArrowUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label={`Move ${step.alias} down`}
          size="icon-xs"
          disabled={isLast}
          onClick={() => props.onMove(index + 1)}
        >
          <ArrowDown aria-hidden="true" />
        </IconButton>
        <IconButton label={`Remove ${step.alias}`} size="icon-xs" onClick={props.onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      </div>
      {props.isOpen ? <Settings {...props} /> : null}
    </li>
  )
}

function Settings({ list, step, problems, onChange }: RowProps) {
  const found = findTransform(step.type)
  const prefix = `transforms.${step.alias}.`
  const problemOf = (name: string): string | undefined =>
    problems.find((problem) => problem.name === prefix + name || problem.name === name)?.message
  const { variants = [], className = step.type } = found?.definition ?? {}
  const properties = (found?.definition.properties ?? []).filter(
    (one) =>
      !one.variants || found?.variant === null || one.variants.some((variant) => variant === found?.variant),
  )
  const set = (changed: Partial<TransformStep>) => onChange({ ...step, ...changed }, list.predicates)
  return (
    <div className="flex flex-col gap-4 px-4 pt-1 pb-4 sm:pl-9">
      <p className="text-muted text-sm">{found?.definition.help ?? problemOf('type')}</p>
      <div className="grid items-end gap-x-4 gap-y-4 sm:grid-cols-2">
        <AliasField key={step.alias} list={list} step={step} onRename={(alias) => set({ alias })} />
        {variants.length > 1 ? (
          <Field label="Part of the record">
            <Segmented
              value={found?.variant ?? ''}
              onValueChange={(variant) => set({ type: `${className}$${variant}` })}
              segments={variants.map((variant) => ({ value: variant, label: variant }))}
            />
          </Field>
        ) : null}
      </div>
      <PropertyFields
        definitions={properties}
        values={step.properties}
        problemOf={problemOf}
        onChange={(values) => set({ properties: values })}
      />
      <ConditionFields list={list} step={step} problemOf={problemOf} onChange={onChange} />
    </div>
  )
}

/** Renamed when one leaves the field: the name is the key of all that stands below. */
function AliasField(props: { list: TransformList; step: TransformStep; onRename: (alias: string) => void }) {
  const { alias } = props.step
  return (
    <Field label="Name">
      <Input
        isMono
        defaultValue={alias}
        onBlur={(event) => {
          const next = event.target.value.trim()
          const isTaken = props.list.steps.some((one) => one.alias === next)
          if (next === alias) return
          if (/^[\w-]+$/.test(next) && !isTaken) props.onRename(next)
          else event.target.value = alias
        }}
      />
    </Field>
  )
}
