import { OrganizationKeys } from './_components/organization-keys'

export const metadata = { title: 'API keys' }

export default function OrganizationKeysPage() {
  return <OrganizationKeys />
}
