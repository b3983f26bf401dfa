'use client'

import { useQuery } from '@tanstack/react-query'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { openInvitationDto } from '@/lib/invitations/schema'
import { api, ApiError } from '@/lib/queries/api'
import { Notice } from '../../_components/notice'
import { useLinkToken } from '../../_components/use-link-token'
import { AcceptForm } from './accept-form'

export function AcceptInvitation() {
  const token = useLinkToken()
  const { data, error } = useQuery({
    queryKey: ['open-invitation'],
    queryFn: () =>
      api.post('/api/console/invitations/look-up', { schema: openInvitationDto, body: { token } }),
    enabled: Boolean(token),
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (token === '')
    return (
      <Notice title="Open the whole link">
        The link of an invitation ends in a long code, which is missing here. Copy all of it.
      </Notice>
    )
  if (error)
    return (
      <Notice title="This invitation does not work">
        {error instanceof ApiError && error.status !== 400
          ? error.message
          : 'The link is not complete. Copy all of it.'}
      </Notice>
    )
  if (!token || !data)
    return (
      <Card className="p-5">
        <Skeleton className="w-64" />
      </Card>
    )
  return <AcceptForm token={token} invitation={data} />
}
