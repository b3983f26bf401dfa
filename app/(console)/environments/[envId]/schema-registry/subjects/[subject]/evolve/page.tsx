import { EvolveSubject } from '../_components/evolve-subject'

export const metadata = { title: 'Evolve schema' }

type Props = { params: Promise<{ envId: string; subject: string }> }

export default async function EvolvePage({ params }: Props) {
  const { envId, subject } = await params
  return <EvolveSubject environmentId={envId} subject={decodeURIComponent(subject)} />
}
