'use client'

import { useQuery } from '@tanstack/react-query'
import { Controller, useFormContext } from 'react-hook-form'
import { RadioCards } from '@/components/ui/radio-cards'
import { clusterLimitsQuery } from '@/lib/queries/clusters'
import type { ClusterFormInput } from './form-values'

const plain = {
  value: 'NONE',
  title: 'Without encryption',
  description: 'SASL_PLAINTEXT, on this machine only. Every client needs an API key.',
}
const tls = {
  value: 'GENERATED',
  title: 'TLS',
  description:
    'SASL_SSL with a certificate that is made for this cluster; clients get its CA on the page Networking. It can be exchanged for one of your own there.',
}

/** How clients of a cluster on this machine connect. */
export function NetworkingChoice({ environmentId }: { environmentId: string }) {
  const { control } = useFormContext<ClusterFormInput>()
  const isRequired = useQuery(clusterLimitsQuery(environmentId)).data?.is_tls_required === true
  const cards = isRequired
    ? [
        {
          ...plain,
          disabledReason: 'Tributary listens beyond this machine, where keys must not travel unencrypted.',
        },
        tls,
      ]
    : [plain, tls]
  return (
    <Controller
      control={control}
      name="hasTls"
      render={({ field }) => (
        <RadioCards
          aria-label="Networking"
          value={field.value || isRequired ? 'GENERATED' : 'NONE'}
          onValueChange={(value) => field.onChange(value === 'GENERATED')}
          cards={cards}
        />
      )}
    />
  )
}
