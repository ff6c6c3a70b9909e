import { Router } from 'express'
import { paths } from '../../domain/urls.ts'
import { HttpError } from '../request/errors.ts'
import type { Services } from '../services.ts'

/** Kept for ever under the address that names the content (`logoUrl`); under the plain one, for a moment. */
const CACHE = { content: 'public, max-age=31536000, immutable', id: 'public, max-age=300' }

/** Pictures of the systems that sign people in, for whoever asks. */
export function logoRoutes({ deps }: Services): Router {
  const router = Router()
  router.get(paths.logo, async (req, res) => {
    const logo = await deps.store.single.sistemas.readLogo(req.params.sistema)
    if (!logo) throw new HttpError(404)
    const { png, hash } = logo
    res
      .set({ 'Cache-Control': req.query.v === hash ? CACHE.content : CACHE.id, ETag: `"${hash}"` })
      .type('png')
      .send(Buffer.from(png))
  })
  return router
}
