'use client'

import { useQuery } from '@tanstack/react-query'
import { signOut } from 'next-auth/react'
import { readError, ErrorState } from '@/components/patterns/error-state'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { paths } from '@/lib/paths'
import { ownSessionsQuery, useEndSession } from '@/lib/queries/session'
import type { SessionDto } from '@/lib/sessions/schema'
import { describeBrowser } from './describe-browser'

export function SessionList() {
  const { data, error, refetch } = useQuery(ownSessionsQuery)
  return (
    <Card>
      <CardHeader title="Active sessions" />
      {error && !data ? (
        <ErrorState title="The sessions could not be read" error={error} onRetry={() => void refetch()} />
      ) : (
        <ul className="divide-line-soft divide-y border-t">
          {data?.map((session) => <SessionRow key={session.id} session={session} />) ?? (
            <li className="px-4 py-5">
              <Skeleton className="w-64" />
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}

function SessionRow({ session }: { session: SessionDto }) {
  const end = useEndSession()
  const { is_current: isCurrent } = session
  const endIt = () => {
    if (isCurrent) void signOut({ callbackUrl: paths.signIn })
    else end.mutate(session.id, { onError: (error) => toast.error(readError(error).message) })
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
      <div className="min-w-0 text-sm">
        <p className="flex items-center gap-2 font-medium" title={session.user_agent}>
          {describeBrowser(session.user_agent)}
          {isCurrent ? <Badge>This session</Badge> : null}
        </p>
        <p className="text-muted">
          {session.ip_address === 'local' ? 'Signed in' : `From ${session.ip_address}, signed in`}{' '}
          <Time value={session.created_at} />, last seen <Time value={session.last_seen_at} />
        </p>
      </div>
      <Button size="sm" variant="danger-quiet" isLoading={end.isPending} onClick={endIt}>
        {isCurrent ? 'Sign out' : 'End session'}
      </Button>
    </li>
  )
}
