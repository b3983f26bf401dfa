import { AcceptInvitation } from './_components/accept-invitation'

export const metadata = { title: 'Invitation' }

export default function InvitationPage() {
  return <AcceptInvitation />
}
