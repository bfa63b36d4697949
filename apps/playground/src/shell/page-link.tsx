import type { ComponentChildren } from 'preact'
import { addressOf, page, writeAddress } from '../state/address.js'
import type { Page } from '../state/pages.js'

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
