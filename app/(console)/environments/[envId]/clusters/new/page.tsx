import { Main } from '@/components/frame/main'
import { CreateClusterForm } from './_components/create-cluster-form'

export const metadata = { title: 'Create cluster' }

export default async function NewClusterPage({ params }: { params: Promise<{ envId: string }> }) {
  return (
    <Main>
      <CreateClusterForm environmentId={(await params).envId} />
    </Main>
  )
}
