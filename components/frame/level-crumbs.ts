import type { Crumb } from '@/components/ui/breadcrumb'
import { paths } from '@/lib/paths'

type Level = { id: string; name: string }

/** Home > Environments > env > cluster > …, with switchers where a hook for the siblings is given. */
export function levelCrumbs(
  levels: {
    environment?: Level & { useSiblings?: Crumb['useSiblings'] }
    cluster?: Level & { useSiblings?: Crumb['useSiblings'] }
  },
  ...rest: Crumb[]
): Crumb[] {
  const { environment, cluster } = levels
  const crumbs: Crumb[] = [
    { label: 'Home', href: paths.home },
    { label: 'Environments', href: paths.environments },
  ]
  if (environment) {
    crumbs.push({
      label: environment.name,
      href: paths.environment(environment.id),
      noun: 'environments',
      ...(environment.useSiblings ? { useSiblings: environment.useSiblings } : {}),
    })
  }
  if (environment && cluster) {
    crumbs.push({
      label: cluster.name,
      href: paths.overview(environment.id, cluster.id),
      noun: 'clusters',
      ...(cluster.useSiblings ? { useSiblings: cluster.useSiblings } : {}),
    })
  }
  return [...crumbs, ...rest]
}
