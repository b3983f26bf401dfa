import { RotateKey } from './_components/rotate-key'

export const metadata = { title: 'Rotate API key' }

type Props = { params: Promise<{ apiKeyId: string }> }

export default async function RotateKeyPage({ params }: Props) {
  return <RotateKey id={(await params).apiKeyId} />
}
