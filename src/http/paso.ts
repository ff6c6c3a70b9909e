import { createHash } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { SolicitudPerdida } from '../application/errores.ts'
import { type Contexto, Saturado, type Solicitud } from '../application/ports.ts'
import { visitaTerminada } from '../application/terminar.ts'
import { anotarEnvio, desenlaceAnterior, type EnvioFormulario } from '../application/una-vez.ts'
import { hoyEnChile } from '../domain/fecha.ts'
import type { OperacionDeTramite } from '../domain/perfil.ts'
import { conPuerta } from '../domain/puertas.ts'
import type { Rechazo, Resultado } from '../domain/resultado.ts'
import { type DatosDe, type NombrePaso, type PerfilCon, pasoDe, tramiteDe } from '../domain/tramites.ts'
import { seguir, sinPaso, solicitudDeLaPagina, solicitudEnPaso, urlDePaso } from './avance.ts'
import { fichaActual } from './captcha.ts'
import { visitaDe } from './csrf.ts'
import { camposDelPaso, enOrden, leerPaso, porMirar, type Tecleado, textoDe, tomar } from './cuerpo.ts'
import { ErrorHttp } from './errores.ts'
import type { Preparacion } from './formulario-vista.ts'
import { archivosDelPaso } from './formularios-con-archivo.ts'
import type { OtraAccion } from './otra-accion.ts'
import { contextoDe, type LocalesPeticion, localesDe, traeSesion } from './peticion.ts'
import { type Pintada, PintorDeFormulario } from './pintar-formulario.ts'
import { llevable, llevar, traer } from './puerta.ts'
import type { Servicios } from './servicios.ts'
import { recordarSolicitud, solicitudDeLaSesion } from './sesion.ts'

export interface Envio<O extends OperacionDeTramite, S extends NombrePaso<O>> {
  contexto: Contexto
  datos: DatosDe<O, S>
  /** For a use case that judges the captcha. */
  formulario: EnvioFormulario
  /** Id of the request that this form goes on with; '' on a first step. */
  solicitudId: string
  /** What the page carried of the account's version, and of the operation that was interrupted. */
  version: number
  desde: string
  req: Request
}

/** Steps that begin an operation: they have no request before them. */
const PRIMEROS = ['', 'clave'] as const
type SolicitudDelPaso<S> = S extends (typeof PRIMEROS)[number] ? undefined : Solicitud

/** One form of the table as a pair of routes. */
export interface PasoHttp<O extends OperacionDeTramite, S extends NombrePaso<O>> {
  operacion: O
  paso: S
  /** What the page shows besides the table; on a first step there is no request yet. */
  preparar?: (solicitud: SolicitudDelPaso<S>, req: Request) => Promise<Preparacion> | Preparacion
  /** Other buttons of the same form. */
  otras?: OtraAccion[]
  /** @returns the id of the request to go on with, or refusals. */
  enviar: (envio: Envio<O, S>) => Promise<Resultado<string>>
}

/** Fields of every form besides its own. */
const CONTROLES = ['accion', 'captchaFicha', 'solicitud', 'version', 'desde', 'sinCookies'] as const

/**
 * Mounts GET and POST of one form of a profile: takes the listed fields, reads them, runs the use case, and
 * answers 422 with the page again or 303 to where the request now is.
 */
export function montarPaso<O extends OperacionDeTramite, S extends NombrePaso<O>>(
  router: Router,
  servicios: Servicios,
  perfil: PerfilCon<O>,
  ruta: PasoHttp<O, S>,
): void {
  const formulario = new FormularioHttp(servicios, perfil, ruta)
  router.get(formulario.url, (req, res) => formulario.mostrar(req, res))
  router.post(formulario.url, (req, res) => formulario.recibir(req, res))
}

/** A form that came in: what was typed, the request that it goes on with, and how to tell it from any other. */
interface Recibido {
  req: Request
  res: Response
  solicitud: Solicitud | undefined
  tecleado: Tecleado
  contexto: Contexto
  envio: EnvioFormulario
}

/** Stands for the files of a form where the same form is recognised. */
const digestosDe = (archivos: LocalesPeticion['archivos']): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(archivos).map(([campo, enviados]) => [
      campo,
      enviados.map(({ nombre, bytes }) => createHash('sha256').update(nombre).update(bytes).digest('base64')),
    ]),
  )

class FormularioHttp<O extends OperacionDeTramite, S extends NombrePaso<O>> {
  readonly url: string
  readonly #servicios: Servicios
  readonly #perfil: PerfilCon<O>
  readonly #ruta: PasoHttp<O, S>
  readonly #paso: ReturnType<typeof pasoDe>
  readonly #esPrimero: boolean
  readonly #tieneCaptcha: boolean
  readonly #pintor: PintorDeFormulario

  constructor(servicios: Servicios, perfil: PerfilCon<O>, ruta: PasoHttp<O, S>) {
    this.#servicios = servicios
    this.#perfil = perfil
    this.#ruta = ruta
    const paso = pasoDe(perfil, ruta.operacion, ruta.paso)
    this.url = urlDePaso(perfil, ruta.operacion, ruta.paso)
    this.#esPrimero = PRIMEROS.some((primero) => primero === ruta.paso)
    this.#paso = this.#esPrimero ? conPuerta(perfil, paso) : paso
    this.#tieneCaptcha = camposDelPaso(this.#paso).includes('captcha')
    this.#pintor = new PintorDeFormulario(servicios, {
      url: this.url,
      perfil,
      operacion: ruta.operacion,
      tramite: tramiteDe(perfil, ruta.operacion),
      paso: this.#paso,
      primerPaso: ruta.paso === '',
      esPrimero: this.#esPrimero,
      tieneCaptcha: this.#tieneCaptcha,
      otras: ruta.otras ?? [],
    })
  }

  async mostrar(req: Request, res: Response): Promise<void> {
    const { operacion, paso } = this.#ruta
    const solicitud = this.#esPrimero
      ? undefined
      : await solicitudDeLaPagina(this.#servicios, req, { perfil: this.#perfil, operacion, paso })
    const { aviso } = req.session
    if (aviso) req.session.aviso = undefined
    const traido = this.#esPrimero ? traer(this.#servicios.deps, req, this.url) : undefined
    const rechazos = aviso ? [{ codigo: aviso }] : []
    await this.#pintar(req, res, 200, {
      solicitud,
      rechazos,
      ...(traido && { tecleado: traido, traido: true }),
    })
  }

  async recibir(req: Request, res: Response): Promise<void> {
    const { deps } = this.#servicios
    const { operacion } = this.#ruta
    const tecleado = tomar(req.body, [...camposDelPaso(this.#paso), ...CONTROLES])
    const contexto = contextoDe(req, res, deps)
    const envio: EnvioFormulario = {
      formulario: this.url,
      ficha: fichaActual(req, textoDe(tecleado, 'captchaFicha')),
      respuesta: textoDe(tecleado, 'captcha'),
      cuerpo: JSON.stringify([
        this.url,
        contexto.sello,
        tomar(req.body, ['_csrf']),
        tecleado,
        digestosDe(localesDe(res).archivos ?? {}),
      ]),
    }
    const id = solicitudDeLaSesion(req, this.#perfil, operacion, textoDe(tecleado, 'solicitud'))
    const solicitud = await this.#solicitud(id).catch(sinPaso)
    if (solicitud instanceof Error) {
      const vencido = localesDe(res).formularioVencido
      const anterior = vencido ? undefined : await desenlaceAnterior(deps, contexto, envio)
      if (!anterior?.ok) throw traeSesion(req) ? solicitud : new ErrorHttp(403)
      return seguir(this.#servicios, req, res, anterior.valor)
    }
    if (solicitud) recordarSolicitud(req, this.#perfil, operacion, solicitud.id)
    await this.#atender({ req, res, solicitud, tecleado, contexto, envio })
  }

  /**
   * Buttons that do not send the fields come first; a form of a session that is over only comes back, and so does one
   * sent by a button that its page does not have (any more): it is not known what was wanted.
   */
  async #atender(recibido: Recibido): Promise<void> {
    const { req, res, solicitud, tecleado, contexto } = recibido
    if (localesDe(res).formularioVencido) {
      if (await visitaTerminada(this.#servicios.deps, visitaDe(req.body))) throw new SolicitudPerdida()
      if (traeSesion(req)) return this.#repetir(recibido, 422, [{ codigo: 'formulario_vencido' }])
      // The second time it would say the same again.
      if (textoDe(tecleado, 'sinCookies')) throw new ErrorHttp(403)
      return this.#repetir(recibido, 422, [{ codigo: 'sin_cookies' }])
    }
    const { accion = '' } = tecleado
    if (accion === '') return this.#enviar(recibido)
    const destino = accion === 'puerta' && this.#llevar(recibido)
    if (destino) return res.redirect(303, destino)
    const otra = this.#ruta.otras?.find(({ valor }) => valor === accion)
    if (!otra || !solicitud || (await this.#preparar(solicitud, req)).sinOtras) {
      return this.#repetir(recibido, 422, [{ codigo: 'otro_boton' }])
    }
    const siguiente = await otra.hacer({
      contexto,
      solicitudId: solicitud.id,
      version: Number(textoDe(tecleado, 'version')),
      tecleado: llevable(tecleado, camposDelPaso(this.#paso)),
    })
    this.#servicios.despertar()
    res.redirect(303, urlDePaso(this.#perfil, this.#ruta.operacion, siguiente, solicitud.id))
  }

  #llevar({ req, tecleado }: Recibido): string | undefined {
    const { operacion, paso } = this.#ruta
    const desde = { perfil: this.#perfil, paso: this.#paso, tecleado }
    const url = llevar(this.#servicios.deps, req, desde, (perfil) => urlDePaso(perfil, operacion, paso))
    if (url) this.#contar('door')
    return url
  }

  async #enviar(recibido: Recibido): Promise<void> {
    const { req, res, solicitud, tecleado, contexto, envio } = recibido
    const { archivos } = localesDe(res)
    const { deps, despertar } = this.#servicios
    const preparacion = await this.#preparar(solicitud, req)
    const entorno = { hoy: hoyEnChile(deps.reloj.ahora()), ...(archivos && { archivos }) }
    const leido = leerPaso(this.#paso, tecleado, entorno, preparacion)
    if (!leido.ok) return this.#repetir(recibido, 422, leido.rechazos)
    const aMirar = this.#ruta.operacion === 'registrar' ? porMirar(this.#paso, tecleado) : []
    if (aMirar.length > 0) return this.#repetir(recibido, 422, aMirar)
    // The table that typed DatosDe is the one that leerPaso went through.
    const datos = { perfil: this.#perfil, ...leido.valor } as unknown as DatosDe<O, S>
    try {
      const hecho = await this.#ruta.enviar({
        contexto,
        datos,
        formulario: envio,
        solicitudId: solicitud?.id ?? '',
        version: Number(textoDe(tecleado, 'version')),
        desde: textoDe(tecleado, 'desde'),
        req,
      })
      if (!hecho.ok) return this.#repetir(recibido, 422, hecho.rechazos)
      if (solicitud && !this.#tieneCaptcha) await anotarEnvio(deps, envio, hecho)
      this.#contar('done')
      despertar()
      await seguir(this.#servicios, req, res, hecho.valor)
    } catch (error) {
      if (!(error instanceof Saturado)) throw error
      res.set('Retry-After', String(error.segundos))
      await this.#repetir(recibido, 503, [{ codigo: 'ocupado', datos: { segundos: error.segundos } }])
    }
  }

  #repetir(recibido: Recibido, estado: number, rechazos: readonly Rechazo[]): Promise<void> {
    const { req, res, solicitud, tecleado } = recibido
    this.#contar(estado === 422 ? 'refused' : String(estado))
    const todos = enOrden(this.#paso, [...rechazos, ...this.#archivosPerdidos(res, rechazos)])
    return this.#pintar(req, res, estado, { solicitud, tecleado, rechazos: todos })
  }

  /** A form that comes back has lost its files, and no browser puts them there again. */
  #archivosPerdidos(res: Response, rechazos: readonly Rechazo[]): Rechazo[] {
    const { archivos } = localesDe(res)
    return archivosDelPaso(this.#paso)
      .filter((nombre) => archivos?.[nombre]?.length && !rechazos.some(({ campo }) => campo === nombre))
      .map((campo) => ({ codigo: 'archivo_de_nuevo', campo }))
  }

  async #pintar(req: Request, res: Response, estado: number, pagina: Pintada): Promise<void> {
    const preparacion = await this.#preparar(pagina.solicitud, req)
    await this.#pintor.pintar(req, res, estado, pagina, preparacion)
  }

  /** The stored request that this page goes on with; none on a first step. @throws {SolicitudPerdida} {OtroPaso} */
  async #solicitud(id: string | undefined): Promise<Solicitud | undefined> {
    return this.#esPrimero ? undefined : solicitudEnPaso(this.#servicios, id, this.#ruta.paso)
  }

  // #solicitud gives undefined on the first steps, and on no other.
  async #preparar(solicitud: Solicitud | undefined, req: Request): Promise<Preparacion> {
    return (await this.#ruta.preparar?.(solicitud as SolicitudDelPaso<S>, req)) ?? {}
  }

  #contar(outcome: string): void {
    this.#servicios.metricas.tramites.inc({
      operation: this.#ruta.operacion,
      step: this.#ruta.paso,
      outcome,
    })
  }
}
