'use client'

import { useQuery } from '@tanstack/react-query'
import { useWatch } from 'react-hook-form'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { stepIssues } from '@/components/patterns/wizard/step-checks'
import { problemOf, UnfinishedSteps } from '@/components/patterns/wizard/wizard-notes'
import { WizardReview } from '@/components/patterns/wizard/wizard-summary'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Tabs } from '@/components/ui/tabs'
import { connectorJsonText } from '@/lib/connectors/config/config-json'
import { toDialect } from '@/lib/connectors/config/dialects'
import { maskSecrets } from '@/lib/connectors/config/read-config'
import { plural } from '@/lib/format/numbers'
import { configOf, shortLabel, type FormValues } from '../../../_components/form-values'
import { serverCheck, stepOfField } from './server-check'
import { useWizardScope } from './wizard-context'

export function ReviewStep({ form, goTo }: WizardStepProps<FormValues>) {
  const { spec, steps, notes } = useWizardScope()
  const values = useWatch({ control: form.control }) as FormValues
  const fixed = spec.fields.filter(({ isEditable, control }) => !isEditable && control !== 'none')
  return (
    <>
      <ServerFindings values={values} goTo={goTo} />
      {notes.length > 0 ? (
        <Banner title={`${plural(notes.length, 'note')} on what was read`}>
          <ul className="list-disc pl-4">
            {notes.map(({ name, message }) => (
              <li key={`${name}: ${message}`}>{message}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Connector class" hint="What runs.">
          <Input value={spec.className} readOnly className="bg-sub" />
        </Field>
        <Field
          label="Connector name"
          isRequired
          error={form.formState.errors.name?.message}
          hint="Unique in this cluster."
        >
          <Input {...form.register('name')} />
        </Field>
      </div>
      <WizardReview steps={steps} goTo={goTo} />
      <p className="text-muted text-sm">
        Once launched, these cannot be changed:{' '}
        {fixed.map((field) => shortLabel(field).toLowerCase()).join(', ')}. Everything else can.
      </p>
      <ConnectorJson values={values} />
    </>
  )
}

/** What only the server sees: a topic that is not there, a key of another cluster. Steps that lack something say so themselves. */
function ServerFindings({ values, goTo }: { values: FormValues; goTo: (stepId: string) => void }) {
  const { spec, place, steps } = useWizardScope()
  const { data } = useQuery({
    queryKey: ['connector-check', place.clusterId, configOf(spec, values)],
    // With a dry connection: whether a table is there depends on the settings.
    queryFn: () => serverCheck({ spec, place }, values, true),
    retry: false,
    gcTime: 0,
  })
  const found = (data?.problems ?? []).flatMap(({ path, message }) => {
    const step = steps.find(({ id }) => id === stepOfField({ spec }, path))
    const isKnown = !step || step.id === 'review' || stepIssues(step, values).length > 0
    return isKnown ? [] : [problemOf(step, { path, message })]
  })
  return <UnfinishedSteps problems={found} onGoTo={goTo} />
}

/** The same connector for Confluent Cloud and for Kafka Connect. */
function ConnectorJson({ values }: { values: FormValues }) {
  const { spec } = useWizardScope()
  const config = configOf(spec, values)
  const fileName = values.name || 'connector'
  const managed = (
    <CodeBlock
      label="Connector JSON"
      title="JSON"
      language="json"
      text={connectorJsonText(spec, config)}
      downloadName={`${fileName}.json`}
    />
  )
  if (spec.selfManagedClassName === null) return managed
  const { config: selfManaged, warnings } = toDialect(spec, maskSecrets(spec, config), 'self-managed')
  const { name = fileName, ...rest } = selfManaged
  return (
    <Tabs
      label="Connector JSON by dialect"
      tabs={[
        { id: 'managed', label: 'Confluent Cloud', content: managed },
        {
          id: 'self-managed',
          label: 'Kafka Connect',
          content: (
            <div className="flex flex-col gap-3">
              <CodeBlock
                label="Kafka Connect JSON"
                title="For a self-managed worker"
                language="json"
                text={JSON.stringify({ name, config: rest }, null, 2)}
                downloadName={`${fileName}.kafka-connect.json`}
              />
              {warnings.length > 0 ? (
                <ul className="text-muted list-disc pl-4 text-sm">
                  {warnings.map(({ name: property, message }) => (
                    <li key={`${property}: ${message}`}>{message}</li>
                  ))}
                </ul>
              ) : null}
            </div>
          ),
        },
      ]}
    />
  )
}
