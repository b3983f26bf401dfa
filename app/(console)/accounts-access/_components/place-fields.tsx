'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { ComboboxField } from '@/components/patterns/combobox-field'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { boundResourceTypes, type BindingForm } from './binding-form'
import { resourceLabels } from './place-names'

type Props = { form: UseFormReturn<BindingForm, unknown, BindingForm> }

/** Environment, cluster and resource, as far down as the chosen level goes. */
export function PlaceFields({ form }: Props) {
  const [level, environmentId, resourceType] = form.watch(['level', 'environmentId', 'resourceType'])
  const environments = useQuery(environmentsQuery)
  const clusters = useQuery({ ...clustersQuery(environmentId), enabled: environmentId !== '' })
  if (level === 'organization') return null
  const isSubject = level === 'resource' && resourceType === 'subject'
  const hasCluster = level === 'cluster' || (level === 'resource' && !isSubject)
  return (
    <>
      {level === 'resource' ? (
        <Field label="Resource type">
          <Controller
            control={form.control}
            name="resourceType"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={boundResourceTypes.map((value) => ({ value, label: resourceLabels[value] }))}
              />
            )}
          />
        </Field>
      ) : null}
      <div className={hasCluster ? 'grid gap-4 sm:grid-cols-2' : ''}>
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
          onChange={() => form.setValue('clusterId', '')}
        />
        {hasCluster ? (
          <ComboboxField
            control={form.control}
            name="clusterId"
            label="Cluster"
            noun="clusters"
            isLoading={environmentId !== '' && clusters.isPending}
            options={(clusters.data ?? []).map(({ id, spec }) => ({
              value: id,
              label: spec.display_name,
              hint: id,
            }))}
          />
        ) : null}
      </div>
      {isSubject ? <RegistryField form={form} environmentId={environmentId} /> : null}
      {level === 'resource' ? <ResourceNameField form={form} /> : null}
    </>
  )
}

/** An environment has one registry: it is found, not chosen. */
function RegistryField({ form, environmentId }: Props & { environmentId: string }) {
  const { data } = useQuery({ ...schemaRegistriesQuery(environmentId), enabled: environmentId !== '' })
  const id = data?.[0]?.id ?? ''
  useEffect(() => form.setValue('registryId', id), [form, id])
  const problem = form.formState.errors.registryId?.message
  return problem && id === '' ? <p className="text-bad text-sm">{problem}</p> : null
}

function ResourceNameField({ form }: Props) {
  const isPrefix = form.watch('isPrefix')
  return (
    <Field
      label="Resource name"
      isRequired
      error={form.formState.errors.resourceName?.message}
      hint={isPrefix ? 'Every name that begins so.' : 'One name, or * for all.'}
      aside={
        <Segmented
          size="sm"
          aria-label="Pattern of the name"
          value={isPrefix ? 'prefix' : 'literal'}
          onValueChange={(next) => form.setValue('isPrefix', next === 'prefix')}
          segments={[
            { value: 'literal', label: 'Literal' },
            { value: 'prefix', label: 'Prefixed' },
          ]}
        />
      }
    >
      <Input isMono {...form.register('resourceName')} placeholder="orders" />
    </Field>
  )
}
