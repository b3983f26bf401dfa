import { ServiceAccount } from './_components/service-account'

export const metadata = { title: 'Service account' }

type Props = { params: Promise<{ accountId: string }> }

export default async function ServiceAccountPage({ params }: Props) {
  return <ServiceAccount id={(await params).accountId} />
}
