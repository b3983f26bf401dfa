import { useQuery } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import { Controller, useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import type { ApiKeyForm } from './api-key-form'

const cards = [
  {
    value: 'KAFKA',
    title: 'Kafka cluster',
    description: 'Clients and connectors that produce to or consume from topics of one cluster.',
    icon: <Boxes />,
  },
]

export function ScopeStep({ form }: WizardStepProps<ApiKeyForm>) {
  const { control, setValue, formState } = form
  const environmentId = useWatch({ control, name: 'environmentId' })
  const environments = useQuery(environmentsQuery)
  const clusters = useQuery({ ...clustersQuery(environmentId), enabled: environmentId !== '' })
  return (
    <>
      <Field label="Select resource scope for API key">
        <Controller
          control={control}
          name="resource"
          render={({ field }) => (
            <RadioCards value={field.value} onValueChange={field.onChange} cards={cards} columns={1} />
          )}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Environment" isRequired error={formState.errors.environmentId?.message}>
          <Controller
            control={control}
            name="environmentId"
            render={({ field }) => (
              <Combobox
                value={field.value}
                onValueChange={(next) => {
                  if (next !== field.value) setValue('clusterId', '')
                  field.onChange(next)
                }}
                noun="environments"
                isLoading={environments.isPending}
                options={(environments.data ?? []).map(({ id, display_name: label }) => ({
                  value: id,
                  label,
                  hint: id,
                }))}
              />
            )}
          />
        </Field>
        <Field label="Cluster" isRequired error={formState.errors.clusterId?.message}>
          <Controller
            control={control}
            name="clusterId"
            render={({ field }) => (
              <Combobox
                value={field.value}
                onValueChange={field.onChange}
                noun="clusters"
                placeholder="Choose a cluster"
                isLoading={clusters.isPending}
                options={(clusters.data ?? []).map(({ id, spec }) => ({
                  value: id,
                  label: spec.display_name,
                  hint: id,
                }))}
              />
            )}
          />
        </Field>
      </div>
    </>
  )
}
