import { UserList } from './_components/user-list'

export const metadata = { title: 'Users' }

export default function UserListPage() {
  return <UserList />
}
