import type { Request } from 'express'
import session, { type SessionData } from 'express-session'
import { z } from 'zod'
import type { Almacen, Huellas, Reloj } from '../application/ports.ts'

/** Idle life of a session: that of a request in progress, and some slack for a form being filled in. */
const VIDA_SESION_MS = 60 * 60_000
/** The end of a session is written again at most so often. */
const TOQUE_MS = 5 * 60_000
/** How long a renewed session's former id is still known. */
const GRACIA_MS = 20_000

const guardada = z.looseObject({ cookie: z.looseObject({}) })

type Siguiente = (error?: unknown) => void

/** express-session's store over our own database: the id is kept as a fingerprint. */
export class AlmacenDeSesiones extends session.Store {
  readonly #almacen: Almacen
  readonly #huellas: Huellas
  readonly #reloj: Reloj

  constructor(deps: { almacen: Almacen; huellas: Huellas; reloj: Reloj }) {
    super()
    this.#almacen = deps.almacen
    this.#huellas = deps.huellas
    this.#reloj = deps.reloj
  }

  override get(sid: string, responder: (error: unknown, datos?: SessionData | null) => void): void {
    const leer = this.#almacen.transaccion((uow) => uow.sesiones.leer(this.#id(sid)))
    leer.then((fila) => {
      if (!fila || fila.venceEn <= this.#reloj.ahora()) return responder(null, null)
      // What was written by set() below; zod only makes sure that it is an object with a cookie.
      const datos = guardada.parse(JSON.parse(fila.datos)) as unknown as SessionData
      responder(null, { ...datos, tocadaEn: fila.venceEn.getTime() - VIDA_SESION_MS })
    }, responder)
  }

  override set(sid: string, datos: SessionData, responder: Siguiente = () => undefined): void {
    const fila = {
      idHuella: this.#id(sid),
      cuentaId: null,
      datos: JSON.stringify(datos),
      venceEn: this.#fin(),
    }
    this.#almacen.transaccion((uow) => uow.sesiones.guardar(fila)).then(() => responder(), responder)
  }

  override touch(sid: string, datos: SessionData, responder: Siguiente = () => undefined): void {
    if (this.#reloj.ahora().getTime() - (datos.tocadaEn ?? 0) < TOQUE_MS) return responder()
    const mover = this.#almacen.transaccion((uow) => uow.sesiones.prolongar(this.#id(sid), this.#fin()))
    mover.then(() => responder(), responder)
  }

  override destroy(sid: string, responder: Siguiente = () => undefined): void {
    this.#almacen.transaccion((uow) => uow.sesiones.borrar(this.#id(sid))).then(() => responder(), responder)
  }

  /**
   * A new id. Under the former one nothing can be reached any more (ASVS 5.0, 7.2.4); for some seconds it only
   * keeps the seal and the letters, by which the second click of a double click is known to come from the same
   * forms, and where to go back to.
   */
  override regenerate(req: Request, responder: Siguiente): void {
    const { cookie, sello, volver, letras } = req.session
    const resto = {
      idHuella: this.#id(req.sessionID),
      cuentaId: null,
      datos: JSON.stringify({ cookie, sello, volver, letras }),
      venceEn: new Date(this.#reloj.ahora().getTime() + GRACIA_MS),
    }
    this.#almacen
      .transaccion((uow) => uow.sesiones.guardar(resto))
      .then(() => {
        req.sessionStore.generate(req)
        responder()
      }, responder)
  }

  #fin(): Date {
    return new Date(this.#reloj.ahora().getTime() + VIDA_SESION_MS)
  }

  #id(sid: string): string {
    return this.#huellas.huella('sesion', sid)
  }
}
