'use client'

import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { toast } from '@/components/ui/toast'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { useDeleteApiKey } from '@/lib/queries/api-keys'
import { requests } from '@/lib/queries/requests'

export function DeleteApiKeyDialog(props: {
  apiKey: ApiKeyDto
  environmentId?: string | undefined
  onClose: () => void
  onDeleted?: () => void
}) {
  const { apiKey, environmentId, onClose } = props
  const remove = useDeleteApiKey()
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete API key"
      name={apiKey.id}
      nameLabel="API key"
      consequences={[
        'Clients that use it are refused within 10 seconds, open connections included.',
        'Connectors that run with it fail.',
        'A deleted key cannot be brought back.',
      ]}
      requests={[requests.apiKeys.delete(apiKey.id, environmentId)]}
      actionLabel="Delete key"
      onConfirm={async () => {
        const isRefused = await remove.mutateAsync(apiKey.id)
        props.onDeleted?.()
        if (!isRefused)
          toast.warning('The deletion is pending', {
            description: 'The worker is away. The broker refuses the key as soon as it is back.',
          })
      }}
    />
  )
}
