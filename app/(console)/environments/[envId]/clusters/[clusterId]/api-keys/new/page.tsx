import { CreateApiKeyWizard } from './_components/create-api-key-wizard'

export const metadata = { title: 'Create API key' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function CreateApiKeyWizardPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <CreateApiKeyWizard environmentId={envId} clusterId={clusterId} />
}
