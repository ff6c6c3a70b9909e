import type { Request, Response } from 'express'
import type { Solicitud } from '../application/ports.ts'
import type { OperacionDeTramite, Perfil } from '../domain/perfil.ts'
import type { Rechazo } from '../domain/resultado.ts'
import type { Paso, Tramite } from '../domain/tramite.ts'
import { marcoDe } from './captcha.ts'
import { type Tecleado, textoDe } from './cuerpo.ts'
import { type Preparacion, vistaDeFormulario } from './formulario-vista.ts'
import { type Fichas, PaginaDibujada } from './pagina-dibujada.ts'
import { localesDe, selloDe } from './peticion.ts'
import type { Servicios } from './servicios.ts'

/** A form as its page needs to know it. */
interface FormularioPintado {
  url: string
  perfil: Perfil
  operacion: OperacionDeTramite
  tramite: Tramite
  paso: Paso
  /** The first of its operation, which has the opening and says how long it takes. */
  primerPaso: boolean
  /** Has no request before it. */
  esPrimero: boolean
  tieneCaptcha: boolean
  otras: readonly { valor: string; texto: string }[]
}

/** What a page shows of this person; nothing on a form that was just opened. */
export interface Pintada {
  solicitud: Solicitud | undefined
  tecleado?: Tecleado
  rechazos: readonly Rechazo[]
  /** What was typed comes from the form of another profile. */
  traido?: true
}

/** What a form carries unseen: what it came with, unless the data that it was about are others by now. */
function ocultosDe({ solicitud, tecleado = {}, rechazos }: Pintada, preparacion: Preparacion) {
  const esOtro = rechazos.some(({ codigo }) => codigo === 'cambio_entretanto')
  const sinCookies = rechazos.some(({ codigo }) => codigo === 'sin_cookies')
  const propios = Object.entries(preparacion.ocultos ?? {})
  return {
    ...(solicitud && { solicitud: solicitud.id }),
    ...(sinCookies && { sinCookies: 'si' }),
    ...Object.fromEntries(propios.map(([n, valor]) => [n, (!esOtro && textoDe(tecleado, n)) || valor])),
  }
}

/** Draws the pages of one form. */
export class PintorDeFormulario {
  readonly #servicios: Servicios
  readonly #formulario: FormularioPintado
  readonly #virgen = new PaginaDibujada()

  constructor(servicios: Servicios, formulario: FormularioPintado) {
    this.#servicios = servicios
    this.#formulario = formulario
  }

  async pintar(
    req: Request,
    res: Response,
    estado: number,
    pagina: Pintada,
    preparacion: Preparacion,
  ): Promise<void> {
    const { deps, csrf } = this.#servicios
    const { url, esPrimero, tieneCaptcha } = this.#formulario
    const sello = selloDe(req, deps.azar)
    const fichas: Fichas = {
      csrf: csrf.emitir(sello),
      visita: csrf.visita(sello),
      nonce: localesDe(res).nonce ?? '',
      captcha: tieneCaptcha ? deps.captcha.emitir(url, sello) : '',
    }
    const modelo = ({ captcha }: Fichas) => this.#vista(pagina, preparacion, captcha)
    res.status(estado)
    const sinNadaSuyo = !pagina.tecleado && !preparacion.iniciales && pagina.rechazos.length === 0
    const igualParaTodos = esPrimero && sinNadaSuyo
    // Where views may change while it runs, nothing is kept of them.
    if (igualParaTodos && req.app.enabled('view cache')) {
      return this.#virgen.enviar(res, 'formulario', JSON.stringify(preparacion), modelo, fichas)
    }
    Object.assign(localesDe(res), { csrf: fichas.csrf, visita: fichas.visita })
    res.render('formulario', modelo(fichas))
  }

  #vista(pagina: Pintada, preparacion: Preparacion, ficha: string) {
    const { url, perfil, operacion, tramite, paso, primerPaso, esPrimero, tieneCaptcha, otras } =
      this.#formulario
    return vistaDeFormulario({
      perfil,
      operacion,
      tramite,
      paso,
      accion: url,
      tecleado: pagina.tecleado ?? preparacion.iniciales ?? {},
      primerPaso,
      traido: pagina.traido ?? false,
      rechazos: pagina.rechazos,
      preparacion,
      figuras: { diasDeDocumento: this.#servicios.deps.politica.documentoDias },
      captcha: tieneCaptcha ? { ficha, marco: marcoDe(ficha) } : undefined,
      ocultos: ocultosDe(pagina, preparacion),
      otras: (preparacion.sinOtras ? [] : otras).map(({ valor, texto }) => ({ valor, texto })),
      volver: {
        texto: 'Volver',
        url: preparacion.volver ?? (esPrimero ? '/' : `/${perfil}/${operacion}`),
      },
    })
  }
}
