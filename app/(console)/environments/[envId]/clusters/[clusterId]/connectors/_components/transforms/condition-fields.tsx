'use client'

import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { findPredicate, predicateDefinitions } from '@/lib/connectors/catalog/transforms'
import { PropertyFields } from './property-fields'
import { freshAlias, type PredicateStep, type TransformList, type TransformStep } from './transform-model'

const always = 'always'

/** When a step works: on every record, or on those that a predicate holds for, or does not. */
export function ConditionFields(props: {
  list: TransformList
  step: TransformStep
  problemOf: (name: string) => string | undefined
  onChange: (step: TransformStep, predicates: readonly PredicateStep[]) => void
}) {
  const { step, list } = props
  const { predicates } = list
  const present = predicates.find(({ alias }) => alias === step.predicate)
  const definition = present ? findPredicate(present.type) : undefined
  const sharers = list.steps.filter((one) => one.predicate === step.predicate && one.alias !== step.alias)
  const choose = (choice: string) => {
    if (choice === always) return props.onChange({ ...step, predicate: '', isNegated: false }, predicates)
    if (predicates.some(({ alias }) => alias === choice))
      return props.onChange({ ...step, predicate: choice }, predicates)
    const alias = freshAlias(
      choice,
      predicates.map((one) => one.alias),
    )
    const made = { alias, type: choice, properties: {} }
    props.onChange({ ...step, predicate: alias }, [...predicates, made])
  }
  return (
    <div className="flex flex-col gap-4 border-t pt-4">
      <div className="grid items-end gap-x-4 gap-y-4 sm:grid-cols-2">
        <Field label="Works on" error={props.problemOf('predicate')}>
          <Select
            value={step.predicate === '' ? always : step.predicate}
            onValueChange={choose}
            options={[
              { value: always, label: 'Every record' },
              ...predicates.map(({ alias, type }) => ({
                value: alias,
                label: `Condition ${alias}`,
                hint: findPredicate(type)?.title ?? type,
              })),
              ...predicateDefinitions.map(({ className, title, help }) => ({
                value: className,
                label: `New condition: ${title}`,
                hint: help,
              })),
            ]}
          />
        </Field>
        {present ? (
          <Segmented
            aria-label="When the condition"
            value={step.isNegated ? 'unless' : 'if'}
            onValueChange={(next) => props.onChange({ ...step, isNegated: next === 'unless' }, predicates)}
            segments={[
              { value: 'if', label: 'If it holds' },
              { value: 'unless', label: 'Unless it holds' },
            ]}
          />
        ) : null}
      </div>
      {present ? (
        <>
          <PropertyFields
            definitions={definition?.properties ?? []}
            values={present.properties}
            problemOf={(name) => props.problemOf(`predicates.${present.alias}.${name}`)}
            onChange={(properties) =>
              props.onChange(
                step,
                predicates.map((one) => (one === present ? { ...one, properties } : one)),
              )
            }
          />
          {sharers.length > 0 ? (
            <p className="text-muted text-sm">
              Also the condition of {sharers.map(({ alias }) => alias).join(', ')}.
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
