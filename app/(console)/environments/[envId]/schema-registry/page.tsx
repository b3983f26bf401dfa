import { SubjectList } from './_components/subject-list'

export const metadata = { title: 'Schema Registry' }

export default async function SchemaRegistryPage({ params }: { params: Promise<{ envId: string }> }) {
  return <SubjectList environmentId={(await params).envId} />
}
