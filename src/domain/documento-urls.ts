/** Addresses of the console about documents. */

import { withQuery } from './url-parts.ts'
import { paths } from './urls.ts'

/** The list of documents. @param params as `queueParams` writes them. */
export const documentosUrl = (params: Record<string, string | undefined>): string =>
  withQuery(paths.console.documentos, params)

/** A page of the console about a document. @param params its list, or how a page of it is shown. */
export const documentoUrl = (
  path: (typeof paths.console)['revisar' | 'visor' | 'hoja' | 'archivo' | 'reabrirDocumento'],
  id: string,
  params: Record<string, string | undefined> = {},
): string => withQuery(path, { documento: id, ...params })
