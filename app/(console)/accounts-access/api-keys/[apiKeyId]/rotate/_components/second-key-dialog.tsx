'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiKeyFileName, apiKeyFileText } from '@/components/api-keys/api-key-file'
import { KeyAndSecret } from '@/components/api-keys/key-and-secret'
import { DownloadSecret } from '@/components/patterns/copy-secret'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Facts } from '@/components/ui/card'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { createApiKeyRequest, useCreateApiKey, type CreatedApiKey } from '@/lib/queries/api-keys'
import { bootstrapServerOf, clusterQuery } from '@/lib/queries/clusters'
import { useAccountNames } from '@/lib/queries/users'

/** A key with the owner, resource and description of the first. */
export function SecondKeyDialog(props: {
  first: ApiKeyDto
  environmentId: string | undefined
  /** With the new key's id, once there is one. */
  onClose: (made: string | null) => void
}) {
  const { spec } = props.first
  const create = useCreateApiKey()
  const [made, setMade] = useState<CreatedApiKey | null>(null)
  const nameOf = useAccountNames()
  const isKafka = spec.resource.id.startsWith('lkc-')
  const { data: cluster } = useQuery({
    ...clusterQuery(props.environmentId ?? '', spec.resource.id),
    enabled: isKafka && props.environmentId !== undefined,
  })
  const key = {
    ownerId: spec.owner.id,
    resourceId: spec.resource.id,
    environmentId: props.environmentId,
    displayName: spec.display_name,
    description: spec.description,
  }
  const close = () => props.onClose(made?.id ?? null)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title="Create second key"
      isSticky
      footer={
        made ? (
          <>
            <DownloadSecret
              label="Download API key"
              fileName={apiKeyFileName(made.id)}
              text={apiKeyFileText({
                ...made,
                resourceId: made.resourceId.includes('-') ? made.resourceId : undefined,
                bootstrap: cluster && bootstrapServerOf(cluster),
              })}
            />
            <Button variant="primary" onClick={close}>
              Continue
            </Button>
          </>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="primary"
              isLoading={create.isPending}
              onClick={() => create.mutate(key, { onSuccess: setMade })}
            >
              Create second key
            </Button>
          </>
        )
      }
    >
      {made ? (
        <KeyAndSecret apiKey={made} />
      ) : (
        <>
          <Facts
            items={[
              { label: 'Owner', value: nameOf(spec.owner.id) },
              { label: 'Resource', value: <span className="font-mono text-xs">{spec.resource.id}</span> },
              { label: 'Description', value: spec.description || spec.display_name || 'None' },
            ]}
          />
          {create.isError ? <Banner tone="danger">{readError(create.error).message}</Banner> : null}
          <ShowAs requests={[createApiKeyRequest(key)]} />
        </>
      )}
    </Dialog>
  )
}
