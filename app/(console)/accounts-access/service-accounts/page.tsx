import { ServiceAccountList } from './_components/service-account-list'

export const metadata = { title: 'Service accounts' }

export default function ServiceAccountListPage() {
  return <ServiceAccountList />
}
