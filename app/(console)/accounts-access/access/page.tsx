import { AccessTree } from './_components/access-tree'

export const metadata = { title: 'Access' }

export default function AccessTreePage() {
  return <AccessTree />
}
