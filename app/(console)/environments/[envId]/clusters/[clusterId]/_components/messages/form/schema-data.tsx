'use client'

import { CodeEditor } from '@/components/patterns/code/code-editor'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { SchemaForm } from '../schema-form/schema-form'
import { SchemaChoice } from './schema-choice'
import type { SchemaPart } from './use-schema-part'

/** Key or value by a schema: which schema, and the data as a form or as JSON. */
export function SchemaData(props: {
  environmentId: string
  registryId: string
  label: 'Key' | 'Value'
  part: SchemaPart
  onSubmit: () => void
}) {
  const { label, part } = props
  const { content, form } = part
  const isPlain = form?.model.root.kind === 'json'
  return (
    <div className="flex min-w-0 flex-col gap-3.5">
      <SchemaChoice
        environmentId={props.environmentId}
        registryId={props.registryId}
        part={part}
        label={label}
      />
      {part.error ? <Banner tone="danger">{readError(part.error).message}</Banner> : null}
      {!content && part.problems[0] ? <Banner tone="danger">{part.problems[0].message}</Banner> : null}
      {part.schema && !content && !part.error ? <Skeleton className="h-20 w-full" /> : null}
      {content && form ? (
        <>
          <div className="flex flex-wrap items-center gap-2">
            {isPlain ? null : (
              <Segmented
                size="sm"
                aria-label={`Input of the ${label.toLowerCase()}`}
                value={'draft' in content ? 'form' : 'json'}
                onValueChange={(view) => part.show(view === 'form' ? 'form' : 'json')}
                segments={[
                  { value: 'form', label: 'Form' },
                  { value: 'json', label: 'JSON' },
                ]}
              />
            )}
            {isPlain ? null : (
              <Button size="xs" variant="ghost" onClick={() => part.fill('example')}>
                Fill with an example
              </Button>
            )}
          </div>
          {'draft' in content ? (
            <SchemaForm
              label={label}
              model={form.model}
              draft={content.draft}
              problems={part.problems}
              onChange={(draft) => part.change({ draft })}
            />
          ) : (
            <Field
              label={label}
              error={part.problems
                .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
                .join(' ')}
            >
              <CodeEditor
                value={content.json}
                onChange={(json) => part.change({ json })}
                language="json"
                height="md"
                onSubmit={props.onSubmit}
              />
            </Field>
          )}
        </>
      ) : null}
    </div>
  )
}
