import { RegistrySettings } from './_components/registry-settings'

export const metadata = { title: 'Schema Registry settings' }

export default async function RegistrySettingsPage({ params }: { params: Promise<{ envId: string }> }) {
  return <RegistrySettings environmentId={(await params).envId} />
}
