/** Addresses about other systems that sign people in with us. */
import { fill, withQuery } from './url-parts.ts'
import { paths } from './urls.ts'

/** The picture of one; its address changes with its content. */
export const logoUrl = (sistema: string, hash: string): string =>
  withQuery(fill(paths.logo, { sistema }), { v: hash })

/** A page of the console about one. */
export const aboutSistema = (path: `${typeof paths.console.sistemas}/${string}`, id: string): string =>
  withQuery(path, { sistema: id })

export const sistemaUrl = (id: string): string => aboutSistema(paths.console.sistema, id)
