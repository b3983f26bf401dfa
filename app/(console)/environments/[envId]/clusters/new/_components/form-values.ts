import { z } from 'zod'
import {
  checkExternal,
  emptyExternal,
  externalDraft,
  toExternalKafka,
} from '@/components/clusters/external-form'
import { externalKafka } from '@/lib/clusters/external-schema'
import { clusterName, localKinds, type createClusterInput } from '@/lib/clusters/schema'

export const clusterForm = z
  .object({
    display_name: clusterName,
    kind: z.enum(localKinds),
    cku: z.coerce.number<number | string>().int().min(1, 'At least 1.').max(10_000),
    provider: z.enum(['LOCAL', 'EXTERNAL']),
    hasTls: z.boolean(),
    deletion_protection: z.boolean(),
    external: externalDraft,
  })
  .superRefine(({ provider, external }, context) => {
    if (provider === 'EXTERNAL') checkExternal(externalKafka, external, context)
  })
export type ClusterForm = z.infer<typeof clusterForm>
export type ClusterFormInput = z.input<typeof clusterForm>

export const emptyClusterForm: ClusterForm = {
  display_name: '',
  kind: 'Basic',
  cku: 1,
  provider: 'LOCAL',
  hasTls: false,
  deletion_protection: false,
  external: emptyExternal,
}

export function toCreateInput(form: ClusterForm, environmentId: string): z.input<typeof createClusterInput> {
  const { display_name, kind, cku, deletion_protection } = form
  const common = {
    display_name,
    availability: 'SINGLE_ZONE' as const,
    environment: { id: environmentId },
    ...(deletion_protection ? { deletion_protection } : {}),
  }
  return form.provider === 'EXTERNAL'
    ? {
        spec: {
          ...common,
          cloud: 'EXTERNAL',
          region: 'elsewhere',
          config: { kind: 'Basic' },
          external: toExternalKafka(form.external),
        },
      }
    : {
        spec: {
          ...common,
          cloud: 'LOCAL',
          region: 'this-machine',
          config: kind === 'Dedicated' ? { kind, cku } : { kind },
          ...(form.hasTls ? { listeners: { tls: 'GENERATED' as const } } : {}),
        },
      }
}
