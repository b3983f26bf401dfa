'use client'

import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useController } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { formatInteger } from '@/lib/format/numbers'
import { ownTopics, splitTopics } from './chosen-topics'
import type { FormValues } from '../../../_components/form-values'
import { NewTopicDialog } from './new-topic-dialog'
import { TopicTable } from './topic-table'
import { useWizardScope } from './wizard-context'

const shownAtMost = 100

/** Topics from the table, or new ones. */
export function TopicPicker(
  props: Pick<WizardStepProps<FormValues>, 'form'> & { path: string; isMultiple: boolean },
) {
  const { place, topics } = useWizardScope()
  const { isMultiple } = props
  const { field: input, fieldState } = useController({ name: props.path, control: props.form.control })
  const [search, setSearch] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const statusId = useId()
  const errorId = useId()
  const chosen = splitTopics(input.value)
  const own = ownTopics(topics)
  const found = own?.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  const gone = topics ? chosen.filter((name) => topics.every((topic) => topic.name !== name)) : []
  const choose = (names: readonly string[]) => input.onChange(names.join(','))
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-50 flex-1">
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
        </div>
        <Button size="sm" onClick={() => setIsAdding(true)}>
          <Plus aria-hidden="true" />
          Add new topic
        </Button>
      </div>
      <p id={statusId} className="text-muted text-sm break-words" role="status">
        {chosen.length === 0
          ? 'No topic selected'
          : `(${chosen.length}) ${chosen.length === 1 ? 'topic' : 'topics'} selected: ${chosen.join(', ')}`}
      </p>
      <TopicTable
        topics={found?.slice(0, shownAtMost)}
        total={own?.length}
        chosen={chosen}
        isMultiple={isMultiple}
        onChange={choose}
        statusId={statusId}
        isInvalid={fieldState.error !== undefined}
        errorId={errorId}
      />
      {fieldState.error ? (
        <p id={errorId} className="text-bad text-sm">
          {chosen.length === 0 ? 'Select a topic, or add a new one.' : fieldState.error.message}
        </p>
      ) : null}
      {gone.map((name) => (
        <p key={name} className="text-warn flex items-center gap-2 text-sm">
          There is no topic “{name}” here.
          <Button size="xs" onClick={() => choose(chosen.filter((one) => one !== name))}>
            <X aria-hidden="true" />
            Leave it out
          </Button>
        </p>
      ))}
      {found && found.length > shownAtMost ? (
        <p className="text-muted text-sm">
          {formatInteger(found.length - shownAtMost)} more topics fit. Search for a part of the name.
        </p>
      ) : null}
      <NewTopicDialog
        place={place}
        isOpen={isAdding}
        onClose={() => setIsAdding(false)}
        onCreated={(name) => {
          setSearch('')
          choose(isMultiple ? [...chosen, name] : [name])
        }}
      />
    </div>
  )
}
