'use client'

import { useQuery } from '@tanstack/react-query'
import { Controller, useFormContext, useWatch } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import type { LocalKind } from '@/lib/clusters/schema'
import { formatBytes } from '@/lib/format/bytes'
import { plural } from '@/lib/format/numbers'
import { clusterLimitsQuery } from '@/lib/queries/clusters'
import type { ClusterFormInput } from './form-values'

const kinds: { kind: LocalKind; purpose: string; brokers: number }[] = [
  { kind: 'Basic', purpose: 'For development, demonstrations and small loads.', brokers: 1 },
  {
    kind: 'Standard',
    purpose: 'The same broker as Basic, under the type that scripts for production ask for.',
    brokers: 1,
  },
  {
    kind: 'Dedicated',
    purpose: 'Topics are kept three times, and one broker may stop without losing or blocking anything.',
    brokers: 3,
  },
]

/** The kinds that this machine can run, with what they really take of it. */
export function ClusterTypes({ environmentId }: { environmentId: string }) {
  const { control, register, formState } = useFormContext<ClusterFormInput>()
  const kind = useWatch({ control, name: 'kind' })
  const { data: limits } = useQuery(clusterLimitsQuery(environmentId))
  const cards = kinds.map(({ kind: value, purpose, brokers }) => {
    const limit = limits?.kinds.find((one) => one.kind === value)
    return {
      value,
      title: value,
      description: (
        <>
          {purpose}
          <span className="text-faint mt-1 block">
            {plural(brokers, 'broker')} with Kafka 4.2
            {limit ? `, up to ${formatBytes(limit.memory_bytes)} of memory` : ''}
          </span>
        </>
      ),
      ...(limit?.refusal ? { disabledReason: limit.refusal } : {}),
    }
  })
  return (
    <>
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <RadioCards
            aria-label="Cluster type"
            value={field.value}
            onValueChange={field.onChange}
            cards={cards}
            columns={1}
          />
        )}
      />
      {kind === 'Dedicated' ? (
        <Field
          label="CKUs"
          hint="Kept and answered as Confluent does. On one machine the number changes nothing."
          error={formState.errors.cku?.message}
          className="max-w-60"
        >
          <Input {...register('cku')} inputMode="numeric" />
        </Field>
      ) : null}
      {limits ? (
        <p className="text-muted text-sm">
          This machine has {plural(limits.cores, 'core')}, {formatBytes(limits.memory_available_bytes)} of{' '}
          {formatBytes(limits.memory_total_bytes)} memory free and {formatBytes(limits.disk_available_bytes)}{' '}
          of disk free.
        </p>
      ) : null}
    </>
  )
}
