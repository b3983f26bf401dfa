import type { ReactNode } from 'react'
import { Main } from './main'
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
