import { AclList } from './_components/acl-list'

export const metadata = { title: 'Access control' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function AclListPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <AclList environmentId={envId} clusterId={clusterId} />
}
