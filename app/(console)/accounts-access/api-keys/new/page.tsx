import { NewKey } from './_components/new-key'

export const metadata = { title: 'Create API key' }

export default function NewKeyPage() {
  return <NewKey />
}
