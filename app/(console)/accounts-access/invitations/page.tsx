import { InvitationList } from './_components/invitation-list'

export const metadata = { title: 'Invitations' }

export default function InvitationListPage() {
  return <InvitationList />
}
