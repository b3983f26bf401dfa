'use client'

import { useMemo, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import type { EditorMark } from '@/components/patterns/code/editor-marks'
import type { EditorPlace } from '@/components/patterns/code/editor-view'
import { TextDiff } from '@/components/patterns/code/text-diff'
import { SchemaTree } from '@/components/subjects/schema-tree'
import { schemaLanguages, shownSchema } from '@/components/subjects/shown-schema'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import type { ContractForm } from './contract-form'
import type { Verdict } from './use-checks'

type View = 'code' | 'tree' | 'changes'

/** The schema's text with the places that the registry complains of; the same as a tree, or against the version before. */
export function SchemaField(props: {
  form: UseFormReturn<ContractForm>
  before: VersionDto | null
  verdict: Verdict | null
  goTo: EditorPlace | null
  onSubmit: () => void
}) {
  const { form, before, verdict } = props
  const [view, setView] = useState<View>('code')
  const [seen, setSeen] = useState(props.goTo)
  if (seen !== props.goTo) {
    setSeen(props.goTo)
    setView('code')
  }
  const [type, text] = form.watch(['schemaType', 'schema'])
  const marks = useMemo(() => marksOf(verdict), [verdict])
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Segmented
        size="sm"
        aria-label="View of the schema"
        value={view}
        onValueChange={(next) => setView(next as View)}
        segments={[
          { value: 'code', label: 'Code' },
          { value: 'tree', label: 'Tree' },
          ...(before ? [{ value: 'changes', label: 'Changes' }] : []),
        ]}
      />
      {view === 'tree' ? <SchemaTree type={type} text={text} /> : null}
      {view === 'changes' && before ? (
        <TextDiff
          before={shownSchema(before.schemaType, before.schema)}
          after={text}
          beforeLabel={`Version ${before.version}`}
          afterLabel="New version"
          language={schemaLanguages[type]}
        />
      ) : null}
      {view === 'code' ? (
        <Field label="Schema" isLabelHidden error={form.formState.errors.schema?.message}>
          <CodeEditor
            value={text}
            language={schemaLanguages[type]}
            marks={marks}
            goTo={props.goTo}
            height="lg"
            onChange={(next) =>
              form.setValue('schema', next, {
                shouldDirty: true,
                shouldValidate: form.formState.isSubmitted,
              })
            }
            onSubmit={props.onSubmit}
          />
        </Field>
      ) : null}
    </div>
  )
}

const none: readonly EditorMark[] = []
const marksOf = (verdict: Verdict | null): readonly EditorMark[] =>
  verdict && 'report' in verdict ? verdict.report.problems.flatMap(({ mark }) => (mark ? [mark] : [])) : none
