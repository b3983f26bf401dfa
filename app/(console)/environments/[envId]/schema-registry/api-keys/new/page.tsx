import { NewRegistryKey } from './_components/new-registry-key'

export const metadata = { title: 'Create API key' }

export default async function NewRegistryKeyPage({ params }: { params: Promise<{ envId: string }> }) {
  return <NewRegistryKey environmentId={(await params).envId} />
}
