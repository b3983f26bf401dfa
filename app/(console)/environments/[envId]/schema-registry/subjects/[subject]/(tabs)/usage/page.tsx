import { SubjectUsage } from '../../_components/subject-usage'

type Props = { params: Promise<{ envId: string; subject: string }> }

export default async function Page({ params }: Props) {
  const { envId, subject } = await params
  return <SubjectUsage environmentId={envId} subject={decodeURIComponent(subject)} />
}
