import { SubjectSettings } from '../../_components/subject-settings'

type Props = { params: Promise<{ envId: string; subject: string }> }

export default async function Page({ params }: Props) {
  const { envId, subject } = await params
  return <SubjectSettings environmentId={envId} subject={decodeURIComponent(subject)} />
}
