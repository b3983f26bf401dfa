'use client'

import { NameDialog } from '@/components/patterns/name-dialog'
import { updateApiKeyInput, type ApiKeyDto } from '@/lib/api-keys/schema'
import { useUpdateApiKey } from '@/lib/queries/api-keys'
import { requests } from '@/lib/queries/requests'

const description = updateApiKeyInput.shape.spec.shape.description.unwrap()

export function EditApiKeyDialog({ apiKey, onClose }: { apiKey: ApiKeyDto; onClose: () => void }) {
  const update = useUpdateApiKey()
  return (
    <NameDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Edit ${apiKey.id}`}
      label="Description"
      hint="What uses the key."
      initial={apiKey.spec.description}
      schema={description}
      actionLabel="Save"
      requestsOf={(text) => [requests.apiKeys.update(apiKey.id, { description: text })]}
      onSubmit={(text) => update.mutateAsync({ id: apiKey.id, description: text })}
    />
  )
}
