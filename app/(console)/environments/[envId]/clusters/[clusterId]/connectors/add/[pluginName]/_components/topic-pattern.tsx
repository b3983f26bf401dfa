'use client'

import { useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { plural } from '@/lib/format/numbers'
import { ConfigField } from '../../../_components/config-field'
import { toPath, type FormValues } from '../../../_components/form-values'
import { matchingTopics, ownTopics } from './chosen-topics'
import { useWizardScope } from './wizard-context'

const shownAtMost = 20

/** A pattern in place of names, with the topics that it matches at this moment. */
export function TopicPattern({ form, name }: Pick<WizardStepProps<FormValues>, 'form'> & { name: string }) {
  const { spec, topics } = useWizardScope()
  const field = spec.fields.find((one) => one.name === name)
  const value = useWatch({ control: form.control, name: toPath(name) }) ?? ''
  const own = ownTopics(topics)
  const matches = value === '' || !own ? undefined : matchingTopics(value, own)
  if (!field) return null
  return (
    <>
      <ConfigField field={field} control={form.control} />
      {matches ? (
        <div role="status" className="flex flex-col gap-2">
          <p className="text-muted text-sm">
            {matches.length === 0
              ? 'No topic matches now. Those that come later are read.'
              : `${plural(matches.length, 'topic')} ${matches.length === 1 ? 'matches' : 'match'} now`}
          </p>
          {matches.length > 0 ? (
            <ul className="divide-y rounded-lg border">
              {matches.slice(0, shownAtMost).map((topic) => (
                <li key={topic.name} className="flex justify-between gap-4 px-3.5 py-2 text-sm">
                  <span className="truncate font-medium">{topic.name}</span>
                  <span className="text-muted shrink-0">{plural(topic.partitions, 'partition')}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {matches.length > shownAtMost ? (
            <p className="text-muted text-sm">And {matches.length - shownAtMost} more.</p>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
