import { useQuery } from '@tanstack/react-query'
import { Boxes, Cloud, Globe, Table2 } from 'lucide-react'
import { Controller, useWatch } from 'react-hook-form'
import { AclLines } from '@/components/acls/acl-lines'
import { ComboboxField } from '@/components/patterns/combobox-field'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { useDeniedReason } from '@/lib/queries/session'
import { hasAcls, type ApiKeyForm } from './api-key-form'

const cards = [
  {
    value: 'KAFKA',
    title: 'Kafka cluster',
    description: 'Clients and connectors that produce to or consume from topics of one cluster.',
    icon: <Boxes />,
  },
  {
    value: 'SCHEMA_REGISTRY',
    title: 'Schema Registry',
    description: 'Serialisers that read and register schemas of one environment.',
    icon: <Table2 />,
  },
  {
    value: 'CLOUD',
    title: 'Cloud resource management',
    description: 'Terraform, the CLI and programs that manage environments, clusters and accounts.',
    icon: <Cloud />,
  },
  {
    value: 'GLOBAL',
    title: 'Global',
    description: 'All of these with one key, as far as the account’s rights go.',
    icon: <Globe />,
  },
]

export function ScopeStep({ form }: WizardStepProps<ApiKeyForm>) {
  const { control } = form
  const resource = useWatch({ control, name: 'resource' })
  const isOfPlace = resource === 'KAFKA' || resource === 'SCHEMA_REGISTRY'
  return (
    <>
      <Field label="Select resource scope for API key">
        <Controller
          control={control}
          name="resource"
          render={({ field }) => (
            <RadioCards value={field.value} onValueChange={field.onChange} cards={cards} columns={2} />
          )}
        />
      </Field>
      {isOfPlace ? <PlaceFields form={form} /> : null}
      {hasAcls(form.getValues()) ? <AclSection form={form} /> : null}
    </>
  )
}

type StepForm = Pick<WizardStepProps<ApiKeyForm>, 'form'>

function PlaceFields({ form }: StepForm) {
  const { control } = form
  const environmentId = useWatch({ control, name: 'environmentId' })
  const resource = useWatch({ control, name: 'resource' })
  const isKafka = resource === 'KAFKA'
  const hasPlace = environmentId !== ''
  const environments = useQuery(environmentsQuery)
  const clusters = useQuery({ ...clustersQuery(environmentId), enabled: hasPlace && isKafka })
  const registries = useQuery({ ...schemaRegistriesQuery(environmentId), enabled: hasPlace && !isKafka })
  const named = (isKafka ? clusters.data : registries.data) ?? []
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <ComboboxField
        control={form.control}
        name="environmentId"
        label="Environment"
        noun="environments"
        isLoading={environments.isPending}
        options={(environments.data ?? []).map(({ id, display_name: label }) => ({
          value: id,
          label,
          hint: id,
        }))}
        onChange={() => {
          form.setValue('clusterId', '')
          form.setValue('registryId', '')
        }}
      />
      <ComboboxField
        key={resource}
        control={form.control}
        name={isKafka ? 'clusterId' : 'registryId'}
        label={isKafka ? 'Cluster' : 'Schema Registry'}
        noun={isKafka ? 'clusters' : 'registries'}
        isLoading={hasPlace && (isKafka ? clusters : registries).isPending}
        options={named.map(({ id, spec }) => ({ value: id, label: spec.display_name, hint: id }))}
      />
    </div>
  )
}

/** The granular access of the older wizard: raw ACLs for the account, made together with the key. */
function AclSection({ form }: StepForm) {
  const { control, formState } = form
  const environmentId = useWatch({ control, name: 'environmentId' })
  const clusterId = useWatch({ control, name: 'clusterId' })
  const cannotCreate = useDeniedReason(
    'acls:create',
    clusterId === '' ? undefined : { environmentId, clusterId },
  )
  const problem = formState.errors.acls as Record<string, { message?: string }> | undefined
  return (
    <section aria-label="Granular access" className="flex flex-col gap-3 border-t pt-5">
      <div>
        <h2 className="text-base font-medium">ACLs for this service account</h2>
        <p className="text-muted text-sm">
          Optional. What the account may do on the cluster, beside its roles.
          {cannotCreate ? ` ${cannotCreate}` : ''}
        </p>
      </div>
      {cannotCreate ? null : (
        <Controller
          control={control}
          name="acls"
          render={({ field }) => (
            <AclLines lines={field.value} onChange={field.onChange} errors={messagesOf(problem)} />
          )}
        />
      )}
    </section>
  )
}

/** `{ '0': { name: { message } } }` as `0.name`. */
function messagesOf(problem: object | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problem ?? {}).flatMap(([index, line]: [string, unknown]) => {
      const name = typeof line === 'object' && line !== null && 'name' in line ? line.name : null
      return typeof name === 'object' && name !== null && 'message' in name
        ? [[`${index}.name`, String(name.message)]]
        : []
    }),
  )
}
