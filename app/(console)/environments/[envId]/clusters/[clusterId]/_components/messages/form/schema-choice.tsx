'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { Badge } from '@/components/ui/badge'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/paths'
import { siblingSubjectsQuery } from '@/lib/queries/subject-summaries'
import { versionsQuery } from '@/lib/queries/subjects'
import type { SchemaPart } from './use-schema-part'

/** Subject, version and, of Protobuf, message. */
export function SchemaChoice(props: {
  environmentId: string
  registryId: string
  part: SchemaPart
  label: string
}) {
  const { environmentId, registryId, part, label } = props
  const { schema, form } = part
  const { data: subjects, isPending } = useQuery(siblingSubjectsQuery(registryId))
  const subject = schema && 'subject' in schema ? schema.subject : null
  const { data: versions } = useQuery({
    ...versionsQuery(registryId, subject ?? ''),
    enabled: subject !== null,
  })
  if (schema && 'id' in schema)
    return (
      <p className="flex items-center gap-2 text-sm">
        {form ? <Badge>{schemaTypeNames[form.type]}</Badge> : null}
        By schema {schema.id}, as the message that is produced again.
      </p>
    )
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={`Subject of the ${label.toLowerCase()}`}
        aside={form ? <Badge>{schemaTypeNames[form.type]}</Badge> : null}
        hint={
          subjects?.length === 0 ? (
            <>
              No schemas yet.{' '}
              <Link href={paths.newSchema(environmentId)} className="text-accent hover:underline">
                Create one
              </Link>
            </>
          ) : undefined
        }
      >
        <Combobox
          value={subject ?? undefined}
          onValueChange={(next) => part.chooseSchema({ subject: next, version: 'latest' })}
          noun="subjects"
          placeholder="Choose a subject"
          isLoading={isPending}
          options={(subjects ?? []).map(({ name, schemaType }) => ({
            value: name,
            label: name,
            hint: schemaTypeNames[schemaType],
          }))}
          onCreate={(next) => part.chooseSchema({ subject: next, version: 'latest' })}
        />
      </Field>
      <Field label="Version">
        <Select
          value={schema ? String(schema.version) : undefined}
          onValueChange={(next) =>
            subject !== null &&
            part.chooseSchema({ subject, version: next === 'latest' ? next : Number(next) })
          }
          placeholder="Latest"
          isDisabled={subject === null}
          options={[
            { value: 'latest', label: latestLabel(versions) },
            ...[...(versions ?? [])].reverse().map((version) => ({
              value: String(version),
              label: `Version ${version}`,
            })),
          ]}
        />
      </Field>
      {part.messages.length > 1 ? (
        <Field label="Message" className="sm:col-span-2">
          <Combobox
            value={part.messageName ?? undefined}
            onValueChange={part.chooseMessage}
            noun="messages"
            options={part.messages.map((name) => ({ value: name, label: name }))}
          />
        </Field>
      ) : null}
    </div>
  )
}

function latestLabel(versions: readonly number[] | null | undefined): string {
  const last = versions?.at(-1)
  return last === undefined ? 'Latest' : `Latest (${last})`
}
