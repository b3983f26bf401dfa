'use client'

import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { useController } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { formatInteger } from '@/lib/format/numbers'
import { toPath, type FormValues } from '../../../_components/form-values'
import { NewTopicDialog } from './new-topic-dialog'
import { TopicTable } from './topic-table'
import { useWizardScope } from './wizard-context'

const shownAtMost = 100

/** One topic for the connector: from the table, or a new one. */
export function TopicStep({ form }: WizardStepProps<FormValues>) {
  const { spec, place, topics } = useWizardScope()
  const field = spec.fields.find(({ control }) => control === 'topic')
  const { field: input, fieldState } = useController({
    name: toPath(field?.name ?? 'kafka.topic'),
    control: form.control,
  })
  const [search, setSearch] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const headingId = useId()
  const errorId = useId()
  const value = input.value ?? ''
  const own = topics?.filter(({ isInternal, name }) => !isInternal && !name.startsWith('_'))
  const found = own?.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 id={headingId} className="text-base font-medium">
            {spec.steps.find(({ id }) => id === 'topics')?.heading}
          </h2>
          <p className="text-muted text-sm" role="status">
            {value === '' ? 'No topic selected' : `(1) topic selected: ${value}`}
          </p>
        </div>
        <Button onClick={() => setIsAdding(true)}>
          <Plus aria-hidden="true" />
          Add new topic
        </Button>
      </div>
      <div className="flex flex-col gap-3">
        <SearchInput
          size="sm"
          label="Search topics"
          value={search}
          onValueChange={setSearch}
          // Enter searches; it must not go on to the next step.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
            if (event.key === 'Escape') setSearch('')
          }}
        />
        <TopicTable
          topics={found?.slice(0, shownAtMost)}
          total={own?.length}
          value={value}
          onChange={input.onChange}
          labelledBy={headingId}
          isInvalid={fieldState.error !== undefined}
          errorId={errorId}
        />
        {fieldState.error ? (
          <p id={errorId} className="text-bad text-sm">
            {value === '' ? 'Select a topic, or add a new one.' : fieldState.error.message}
          </p>
        ) : null}
        {found && found.length > shownAtMost ? (
          <p className="text-muted text-sm">
            {formatInteger(found.length - shownAtMost)} more topics fit. Search for a part of the name.
          </p>
        ) : null}
      </div>
      <NewTopicDialog
        place={place}
        isOpen={isAdding}
        onClose={() => setIsAdding(false)}
        onCreated={(name) => {
          setSearch('')
          input.onChange(name)
        }}
      />
    </>
  )
}
