import { CopySecret } from '@/components/patterns/copy-secret'
import { Banner } from '@/components/ui/banner'
import type { CreatedApiKey } from '@/lib/queries/api-keys'

/** A fresh key, the only time that its secret is on screen. */
export function KeyAndSecret({ apiKey }: { apiKey: CreatedApiKey }) {
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="warning" title="Save the API key and secret now">
        The secret is not retrievable later. Without it the key is of no use: delete it and create another.
      </Banner>
      <CopySecret label="Key" value={apiKey.id} />
      <CopySecret label="Secret" value={apiKey.secret} isSecret />
      {apiKey.isApplied ? null : (
        <Banner tone="info">
          The broker does not know this key yet, because the worker is away. It works as soon as the worker is
          back.
        </Banner>
      )}
    </div>
  )
}
