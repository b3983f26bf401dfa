import { EnvironmentOverview } from './_components/environment-overview'
import { EnvironmentShell } from './_components/environment-shell'

export const metadata = { title: 'Environment' }

export default async function EnvironmentPage({ params }: { params: Promise<{ envId: string }> }) {
  const { envId } = await params
  return (
    <EnvironmentShell environmentId={envId}>
      <EnvironmentOverview environmentId={envId} />
    </EnvironmentShell>
  )
}
