'use client'

import { useState, type ReactNode } from 'react'
import type { FieldErrors, UseFormReturn } from 'react-hook-form'
import type { EditorPlace } from '@/components/patterns/code/editor-view'
import { useZodForm } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { ShowAs } from '@/components/patterns/show-as'
import { useDraft } from '@/components/patterns/wizard/use-draft'
import { atRegistry } from '@/components/subjects/at-registry'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Tabs } from '@/components/ui/tabs'
import { requests } from '@/lib/queries/requests'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import {
  contractFormOf,
  contractFormSchema,
  newContractForm,
  toRegisterInput,
  type ContractForm,
} from './contract-form'
import { EditorFoot } from './editor-foot'
import { EditorHead } from './editor-head'
import { MetadataFields } from './metadata-fields'
import { ReferenceFields } from './reference-fields'
import { RuleFields } from './rule-fields'
import type { SchemaEditorProps } from './schema-editor'
import { SchemaField } from './schema-field'
import { InferredNote, TopicResults, useTopicChecks } from './topic-checks'
import { refusedReference, useChecks, useRegister, type Verdict } from './use-checks'
import { VerdictPanel } from './verdict-panel'

type Props = SchemaEditorProps & { before: VersionDto | null }
const tabs = ['schema', 'references', 'metadata', 'rules'] as const
type TabId = (typeof tabs)[number]
const fieldsOf: Record<TabId, readonly (keyof ContractForm)[]> = {
  schema: ['subject', 'schema'],
  references: ['references'],
  metadata: ['properties', 'tags'],
  rules: ['rules'],
}

export function EditorForm(props: Props) {
  const { registry, before } = props
  const name = props.subject ?? ''
  const form = useZodForm(
    contractFormSchema,
    before ? contractFormOf(name, before) : newContractForm(name, 'AVRO'),
  )
  const { verdict, setVerdict, check } = useChecks(registry.id)
  const [tab, setTab] = useState<TabId>('schema')
  const [goTo, setGoTo] = useState<EditorPlace | null>(null)
  const topicChecks = useTopicChecks(props, form, setVerdict)
  const draft = useDraft(form, {
    key: `contract.${registry.id}.${name}`,
    onChange: () => {
      setVerdict(null)
      topicChecks.forgetPreview()
    },
  })
  const [isDone, setIsDone] = useState(false)
  const values = form.watch()
  const input = toRegisterInput(values, before)
  const register = useRegister(registry.id, values.subject, refuse)
  const { isDirty, isSubmitting } = form.formState

  function refuse(next: Verdict): void {
    setVerdict(next)
    const index = refusedReference(next, input)
    setTab(index < 0 ? 'schema' : 'references')
    if (index >= 0)
      form.setError(`references.${index}.subject`, { message: 'There is no such subject or version.' })
  }
  const showFirstError = (errors: FieldErrors<ContractForm>) => {
    const wrong = tabs.find((id) => fieldsOf[id].some((field) => errors[field]))
    if (wrong) setTab(wrong)
  }
  const validate = () =>
    void form.handleSubmit((given) => {
      const next = { subject: given.subject, input: toRegisterInput(given, before) }
      return check.mutateAsync(next).catch(() => undefined)
    }, showFirstError)()
  const create = form.handleSubmit(async (given) => {
    const made = await register(toRegisterInput(given, before))
    if (!made) return
    setIsDone(true)
    draft.clear()
    props.onRegistered(given.subject, made.version)
  }, showFirstError)
  const panels: Record<TabId, ReactNode> = {
    schema: <SchemaField form={form} before={before} verdict={verdict} goTo={goTo} onSubmit={validate} />,
    references: <ReferenceFields form={form} registryId={registry.id} />,
    metadata: <MetadataFields form={form} />,
    rules: <RuleFields form={form} />,
  }
  return (
    <form
      noValidate
      className="flex min-w-0 flex-col gap-4"
      onSubmit={(event) => {
        void create(event)
      }}
    >
      <EditorHead {...props} form={form} onInfer={topicChecks.infer} isInferring={topicChecks.isInferring} />
      {draft.restored && isDirty && !isDone ? <DraftNote form={form} onDiscard={draft.startOver} /> : null}
      {topicChecks.inferred ? <InferredNote inferred={topicChecks.inferred} /> : null}
      <Tabs
        label="Parts of the data contract"
        value={tab}
        onValueChange={(next) => setTab(tabs.find((id) => id === next) ?? 'schema')}
        tabs={[
          { id: 'schema', label: 'Schema', content: panels.schema },
          tabOf('references', 'References', values.references.length, panels),
          tabOf('metadata', 'Metadata', values.properties.length + values.tags.length, panels),
          tabOf('rules', 'Rules', values.rules.length, panels),
        ]}
      />
      <ShowAs
        requests={[
          atRegistry(registry, requests.subjects.register(registry.id, values.subject || 'SUBJECT', input)),
        ]}
      />
      <EditorFoot
        {...props}
        subject={values.subject}
        isDraftSaved={draft.isSaved}
        isValidating={check.isPending}
        isCreating={isSubmitting && !check.isPending}
        onValidate={validate}
        onPreview={topicChecks.canPreview ? () => topicChecks.preview(input) : undefined}
        isPreviewing={topicChecks.isPreviewing}
      >
        {verdict ? (
          <VerdictPanel
            verdict={verdict}
            isNew={before === null}
            onGoTo={(at) => {
              setTab('schema')
              setGoTo({ at })
            }}
          />
        ) : null}
        <TopicResults {...props} checks={topicChecks} />
      </EditorFoot>
      <LeaveGuard
        isActive={isDirty && !isDone}
        text="The schema is not registered yet. A draft stays in this browser tab."
      />
    </form>
  )
}

const tabOf = (id: TabId, label: string, count: number, panels: Record<TabId, ReactNode>) => ({
  id,
  label,
  count: count || undefined,
  content: panels[id],
})

function DraftNote(props: { form: UseFormReturn<ContractForm>; onDiscard: () => void }) {
  return (
    <Banner
      action={
        <Button
          size="xs"
          onClick={() => {
            props.form.reset()
            props.onDiscard()
          }}
        >
          Discard draft
        </Button>
      }
    >
      What you typed before is back.
    </Banner>
  )
}
