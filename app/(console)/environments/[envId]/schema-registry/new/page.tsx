import { NewSchema } from './_components/new-schema'

export const metadata = { title: 'Create schema' }

export default async function NewSchemaPage({ params }: { params: Promise<{ envId: string }> }) {
  return <NewSchema environmentId={(await params).envId} />
}
