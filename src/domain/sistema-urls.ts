/** Addresses about other systems that sign people in with us. */
import { fill, withQuery } from './url-parts.ts'
import { paths } from './urls.ts'

/** The picture of one; its address changes with its content. */
export const logoUrl = (sistema: string, hash: string): string =>
  withQuery(fill(paths.logo, { sistema }), { v: hash })
