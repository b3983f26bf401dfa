import { SubjectPage } from '../_components/subject-page'

type Props = { params: Promise<{ envId: string; subject: string }> }

export default async function Page({ params }: Props) {
  const { envId, subject } = await params
  return <SubjectPage environmentId={envId} subject={decodeURIComponent(subject)} />
}
