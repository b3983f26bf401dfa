'use client'

import { useRouter } from 'next/navigation'
import { ApiKeyWizard } from '@/components/api-keys/wizard/api-key-wizard'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'

type Props = { environmentId: string; clusterId: string }

export function CreateApiKeyWizard({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const list = paths.apiKeys(environmentId, clusterId)
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'API keys', href: list },
    { label: 'Create API key' },
  )
  return (
    <ApiKeyWizard
      header={<Breadcrumb items={crumbs} />}
      defaults={{ environmentId, clusterId }}
      draftKey={`api-key.${clusterId}`}
      cancelHref={list}
      onFinish={(form) =>
        router.push(
          form.resource === 'KAFKA' ? paths.apiKeys(form.environmentId, form.clusterId) : paths.accessApiKeys,
        )
      }
    />
  )
}
