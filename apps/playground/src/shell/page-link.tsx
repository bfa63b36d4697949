import type { ComponentChildren } from 'preact'
import { addressOf, type Page, page, writeAddress } from '../state/address.js'

interface PageLinkProps {
  readonly to: Page
  readonly class?: string
  readonly rel?: 'next' | 'prev'
  readonly children: ComponentChildren
}

/** A link to a page as it was left. */
export function PageLink({ to, children, ...rest }: PageLinkProps) {
  return (
    <a
      {...rest}
      href={addressOf(to)}
      aria-current={page.value === to ? 'page' : undefined}
      onClick={writeAddress}
    >
      {children}
    </a>
  )
}
