import type { ReactNode } from 'react'
import type { NavHeader, NavSection } from './menu-types'
import { SideNav } from './side-nav'

/** A level with a left menu: wraps the pages of one cluster or one environment. */
export function MenuLayout(props: {
  label: string
  header: NavHeader
  sections: readonly NavSection[]
  children: ReactNode
}) {
  return (
    <>
      <SideNav label={props.label} header={props.header} sections={props.sections} />
      <Main>{props.children}</Main>
    </>
  )
}

/** The scrolling content area; a level without a menu (Home) uses it alone. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="relative min-w-0 flex-1 overflow-y-auto">
      {children}
    </main>
  )
}
