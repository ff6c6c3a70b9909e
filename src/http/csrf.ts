import type { Azar, Huellas } from '../application/ports.ts'

const VISITA = 'visita-'

/** The visit of the page from which a form was sent; '' when it does not say. */
export const visitaDe = (cuerpo: object): string =>
  Object.keys(cuerpo).find((nombre) => nombre.startsWith(VISITA)) ?? ''

/**
 * Anti-forgery tokens: bound to the session, and by themselves recognisable as ours, so that a genuine form
 * whose session is over can come back with everything that was typed (PRODUCT “How every form behaves”).
 */
export interface Csrf {
  emitir(sello: string): string
  /** A name for the visit of that seal: the same on all its pages, another after Terminar (decision 22). */
  visita(sello: string): string
  /** 'vencida': we made it, for a session that is no more. 'falsa': we did not. */
  juzgar(ficha: unknown, sello: string | undefined): 'vigente' | 'vencida' | 'falsa'
}

export function crearCsrf({ azar, huellas }: { azar: Azar; huellas: Huellas }): Csrf {
  const nuestra = (nonce: string) => `emitida:${nonce}`
  const deSesion = (nonce: string, sello: string) => `sesion:${nonce}:${sello}`
  return {
    emitir(sello) {
      const nonce = azar.ficha().slice(0, 22)
      return [
        nonce,
        huellas.huella('csrf', nuestra(nonce)),
        huellas.huella('csrf', deSesion(nonce, sello)),
      ].join('.')
    },
    visita: (sello) => `${VISITA}${huellas.huella('csrf', `visita:${sello}`).slice(0, 8)}`,
    juzgar(ficha, sello) {
      if (typeof ficha !== 'string') return 'falsa'
      const [nonce = '', emitida = '', sesion = '', ...resto] = ficha.split('.')
      if (resto.length > 0 || !huellas.coincide('csrf', nuestra(nonce), emitida)) return 'falsa'
      return sello && huellas.coincide('csrf', deSesion(nonce, sello), sesion) ? 'vigente' : 'vencida'
    },
  }
}
