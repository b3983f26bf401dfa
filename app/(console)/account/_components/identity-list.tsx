'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { signIn } from 'next-auth/react'
import { readError } from '@/components/patterns/error-state'
import { Time } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { IdentityDto } from '@/lib/identities/schema'
import { paths } from '@/lib/paths'
import { ownIdentitiesQuery, startLinking, useUnlinkIdentity } from '@/lib/queries/identities'

const showError = (error: unknown) => toast.error(readError(error).message)

/** Accounts at the provider that sign this user in; nothing where no provider is configured. */
export function IdentityList() {
  const { data } = useQuery(ownIdentitiesQuery)
  const link = useMutation({
    mutationFn: async () => {
      await startLinking()
      await signIn('oidc', { callbackUrl: paths.account })
    },
    onError: showError,
  })
  if (!data || (data.provider_name === undefined && data.data.length === 0)) return null
  return (
    <Card>
      <CardHeader
        title="Linked accounts"
        aside={
          data.provider_name === undefined ? null : (
            <Button size="sm" isLoading={link.isPending} onClick={() => link.mutate()}>
              Link {data.provider_name}
            </Button>
          )
        }
      />
      <ul className="divide-line-soft divide-y border-t">
        {data.data.map((identity) => (
          <IdentityRow key={identity.id} identity={identity} />
        ))}
        {data.data.length === 0 ? (
          <li className="text-muted px-4 py-3 text-sm">You sign in with your password only.</li>
        ) : null}
      </ul>
    </Card>
  )
}

function IdentityRow({ identity }: { identity: IdentityDto }) {
  const unlink = useUnlinkIdentity()
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0 text-sm">
        <p className="font-medium">{identity.email || identity.issuer}</p>
        <p className="text-muted">
          {identity.issuer}, linked <Time value={identity.created_at} />
        </p>
      </div>
      <Button
        size="sm"
        variant="danger-quiet"
        isLoading={unlink.isPending}
        onClick={() => unlink.mutate(identity.id, { onError: showError })}
      >
        Unlink
      </Button>
    </li>
  )
}
