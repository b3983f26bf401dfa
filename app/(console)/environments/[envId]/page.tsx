import { Main } from '@/components/frame/main'
import { EnvironmentOverview } from './_components/environment-overview'

export const metadata = { title: 'Environment' }

export default async function EnvironmentPage({ params }: { params: Promise<{ envId: string }> }) {
  return (
    <Main>
      <EnvironmentOverview environmentId={(await params).envId} />
    </Main>
  )
}
