import { redirect } from 'next/navigation'
import { findOnlyCluster } from '@/lib/clusters/find-only'
import { paths } from '@/lib/paths'
import { requireSignedIn } from '../_components/signed-in'

// Home is where the work is: the only cluster, or the list of environments.
export default async function HomePage() {
  const cluster = await findOnlyCluster(await requireSignedIn())
  redirect(cluster ? paths.overview(cluster.environmentId, cluster.id) : paths.environments)
}
