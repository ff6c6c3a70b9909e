import { Router } from 'express'
import { paths } from '../../domain/urls.ts'
import { localsOf } from '../request/request-context.ts'
import { PageCache } from '../views/page-cache.ts'

/** Addresses and their views. */
const PAGES = [
  [paths.home, 'home'],
  [paths.masInformacion, 'mas-informacion'],
  [paths.privacidad, 'privacidad'],
  [paths.accesibilidad, 'accesibilidad'],
] as const

/** Pages without forms, the same for everybody. */
export function staticPages(): Router {
  const router = Router()
  const pageCache = new PageCache()
  for (const [path, view] of PAGES) {
    router.get(path, (_req, res) =>
      pageCache.send(res, view, view, () => ({}), { nonce: localsOf(res).nonce ?? '' }),
    )
  }
  return router
}
