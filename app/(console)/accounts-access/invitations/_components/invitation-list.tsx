'use client'

import { useQuery } from '@tanstack/react-query'
import { MailPlus, Plus, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import type { Column } from '@/components/patterns/data-table/columns'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { createdColumn } from '@/components/patterns/data-table/noun-columns'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { Time } from '@/components/patterns/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Status, type StatusTone } from '@/components/ui/status'
import { formatExact } from '@/lib/format/dates'
import type { InvitationDto, InvitationStatus } from '@/lib/invitations/schema'
import { paths } from '@/lib/paths'
import { invitationsQuery, useDeleteInvitation } from '@/lib/queries/invitations'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import { AccessHeader } from '../../_components/access-header'

const statuses: Record<InvitationStatus, { tone: StatusTone; word: string }> = {
  INVITE_STATUS_SENT: { tone: 'warning', word: 'Open' },
  INVITE_STATUS_ACCEPTED: { tone: 'running', word: 'Accepted' },
  INVITE_STATUS_EXPIRED: { tone: 'paused', word: 'Expired' },
}

const columnsWith = (nameOf: (id: string) => string): Column<InvitationDto>[] => [
  {
    id: 'email',
    header: 'E-mail',
    value: ({ email }) => email,
    cell: ({ email }) => <span className="font-medium">{email}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    width: 130,
    value: ({ status }) => statuses[status].word,
    cell: ({ status }) => <Status tone={statuses[status].tone}>{statuses[status].word}</Status>,
  },
  {
    id: 'role',
    header: 'Role',
    width: 190,
    value: ({ role_name: role }) => role,
    cell: ({ role_name: role }) =>
      role ? <Badge tone="neutral">{role}</Badge> : <span className="text-faint">None</span>,
  },
  {
    id: 'creator',
    header: 'Invited by',
    width: 180,
    isHiddenOnPhone: true,
    value: ({ creator }) => (creator ? nameOf(creator.id) : ''),
  },
  createdColumn(),
  {
    id: 'ends',
    header: 'Accepted or expires',
    width: 190,
    isHiddenOnPhone: true,
    isSearchable: false,
    value: (invitation) => invitation.accepted_at ?? invitation.expires_at,
    // A time to come has no relative words here.
    cell: ({ accepted_at: acceptedAt, expires_at: expiresAt }) =>
      acceptedAt ? <Time value={acceptedAt} /> : formatExact(expiresAt),
  },
]

export function InvitationList() {
  const { data, error, refetch } = useQuery(invitationsQuery)
  const [doomed, setDoomed] = useState<InvitationDto | null>(null)
  const remove = useDeleteInvitation()
  const cannotInvite = useDeniedReason('users:create')
  const cannotDelete = useDeniedReason('users:delete')
  const nameOf = useAccountNames()
  const columns = useMemo(() => columnsWith(nameOf), [nameOf])
  const invite = cannotInvite ? (
    <Button variant="primary" disabledReason={cannotInvite}>
      Invite user
    </Button>
  ) : (
    <Button variant="primary" asChild>
      <Link href={`${paths.users}?invite=true`}>
        <Plus aria-hidden="true" />
        Invite user
      </Link>
    </Button>
  )
  return (
    <Page isFilled>
      <AccessHeader tab="Invitations" action={invite} />
      <DataTable
        id="invitations"
        noun={['invitation', 'invitations']}
        columns={columns}
        rows={data}
        getRowId={({ id }) => id}
        defaultSort="-created"
        searchPlaceholder="Search invitations"
        error={
          error && !data ? (
            <ErrorState
              title="The invitations could not be read"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : undefined
        }
        empty={
          <EmptyState icon={<MailPlus />} title="No invitations" action={invite}>
            An invitation is a link that lets one person in, with the role that you choose.
          </EmptyState>
        }
        rowActions={(invitation) => [
          {
            label: invitation.status === 'INVITE_STATUS_SENT' ? 'Withdraw invitation' : 'Delete invitation',
            icon: <Trash2 />,
            isDanger: true,
            disabledReason: cannotDelete,
            onSelect: () => setDoomed(invitation),
          },
        ]}
        isFilled
      />
      {doomed ? (
        <ConfirmByTyping
          isOpen
          onOpenChange={() => setDoomed(null)}
          title={doomed.status === 'INVITE_STATUS_SENT' ? 'Withdraw invitation' : 'Delete invitation'}
          name={doomed.email}
          nameLabel="e-mail address"
          consequences={[
            doomed.status === 'INVITE_STATUS_SENT'
              ? 'The link stops working at once. Nobody has used it yet.'
              : 'The entry goes from this list. A user who accepted it stays.',
          ]}
          requests={[requests.invitations.delete(doomed.id)]}
          actionLabel={doomed.status === 'INVITE_STATUS_SENT' ? 'Withdraw invitation' : 'Delete invitation'}
          onConfirm={() => remove.mutateAsync(doomed.id)}
        />
      ) : null}
    </Page>
  )
}
