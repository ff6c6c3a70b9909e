import {
  cambiaEmail,
  camposCambiados,
  conDatosNuevos,
  type DatosNuevos,
  etiquetaDe,
  PROTEGIDOS,
} from '../domain/cambios.ts'
import type { NombreCampo } from '../domain/campos.ts'
import {
  CUENTAS_QUE_COMPARTEN,
  type Cuenta,
  type DatoMinimo,
  datosMinimosFaltantes,
  nombreDe,
} from '../domain/cuenta.ts'
import { enmascararEmail } from '../domain/enmascarar.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { pierdeVerificacion, respaldada, trasCambiarDatos } from '../domain/organismo.ts'
import { CONFIRMAR_EMAIL_HORAS, enHoras } from '../domain/plazos.ts'
import { normalizarRespuesta } from '../domain/respuesta-secreta.ts'
import { bien, type Rechazado, rechazar } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import { encolarAviso } from './avisos.ts'
import { casoDe } from './casos.ts'
import { nuevoEnlace } from './enlaces.ts'
import { SolicitudPerdida } from './errores.ts'
import { avisarHecho } from './eventos.ts'
import { hacerseNatural } from './hacerse-natural.ts'
import { admiteClave, confirmarConClave, rechazarSinPermiso, sirveUnCodigo } from './permiso-de-cambio.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud, UnidadDeTrabajo } from './ports.ts'
import { conPrueba, lista, type ResultadoSolicitud, resultadoDe, solicitudAbierta } from './solicitudes.ts'
import { type EnvioFormulario, unaVez } from './una-vez.ts'

export interface PasoDatos {
  solicitudId: string
  datos: DatosNuevos
  /** Of the account when its data were shown to be changed. */
  version: number
  formulario: EnvioFormulario
}

/**
 * Step 3 of Actualizar: writes the data, makes another e-mail pending and tells the registered mailbox.
 * @returns a finished request. Refusals: those of the captcha, of {@link rechazarSinPermiso} and
 *   {@link confirmarConClave}, `requerido` for missing
 *   minimum data, `email_en_tres_cuentas`, `celular_en_tres_cuentas`, `cambio_entretanto`.
 * @throws {Saturado} {SolicitudPerdida}
 */
export function actualizarDatos(deps: Dependencias, contexto: Contexto, paso: PasoDatos): Promise<Desenlace> {
  const { datos } = paso
  return unaVez(deps, contexto, paso.formulario, (cerrar) =>
    deps.hasher.turno(datos.claveParaConfirmar ? 2 : 1, async (turno) => {
      const antes = await deps.almacen.transaccion((uow) => cuentaQueSeActualiza(deps, uow, paso.solicitudId))
      const clave = await confirmarConClave(deps, contexto, turno, { ...antes, datos })
      if (!('confirmada' in clave)) return clave
      const respuestaHash = datos.respuestaNueva
        ? await turno.crear(normalizarRespuesta(datos.respuestaNueva))
        : null
      return deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
        const { solicitud: probada, cuenta } = await cuentaQueSeActualiza(deps, uow, paso.solicitudId)
        const solicitud = clave.confirmada ? conPrueba(deps, probada, 'clave') : probada
        if (cuenta.version !== paso.version) return rechazar('cambio_entretanto')
        const nueva = trasCambiarDatos(
          cuenta,
          conDatosNuevos(cuenta, datos, respuestaHash, deps.reloj.ahora()),
          await uow.organismos.porRut(cuenta.identificador),
        )
        const rechazo =
          rechazarFaltantes(nueva) ??
          rechazarSinPermiso(deps, solicitud, cuenta, datos) ??
          (await rechazarEmail(uow, cuenta, datos))
        if (rechazo) return rechazo
        const guardado = await uow.cuentas.guardar(nueva)
        if (guardado === 'email_en_tres_cuentas') return rechazar(guardado, 'email')
        if (guardado === 'celular_en_tres_cuentas') return rechazar(guardado, 'celular')
        if (guardado !== 'guardada') return rechazar('cambio_entretanto')

        const espera = await pedirConfirmacion(deps, uow, solicitud, cuenta, datos)
        const conRut = await cambiarPerfil(deps, uow, contexto, solicitud, nueva)
        const ahoraUsaRut = conRut.cambioDePerfil === 'hecho'
        await avisarCambios(deps, uow, contexto, solicitud, cuenta, datos, ahoraUsaRut)
        await uow.solicitudes.guardar(
          lista(deps, solicitud, {
            ...(espera && { emailPendiente: espera }),
            ...(pierdeVerificacion(cuenta, nueva) && { yaNoVerificada: true }),
            ...conRut,
          }),
        )
        await cerrar(uow, solicitud.id)
        return bien(solicitud.id)
      })
    }),
  )
}

/**
 * The account as it is now, to fill in the form, its pending e-mail, masked, and what it takes to change it.
 * @throws {SolicitudPerdida}
 */
export const verDatosActuales = (deps: Dependencias, solicitudId: string) =>
  deps.almacen.transaccion(async (uow) => {
    const { cuenta, solicitud } = await cuentaQueSeActualiza(deps, uow, solicitudId)
    const pendiente = await uow.cambiosEmail.deCuenta(cuenta.id)
    const { rutAlternativo, borrador } = resultadoDe(deps, solicitud)
    return {
      cuenta,
      emailPendiente: pendiente ? enmascararEmail(pendiente.nuevo) : null,
      sirveUnCodigo: sirveUnCodigo(deps, solicitud, cuenta),
      admiteClave: admiteClave(deps, solicitud, cuenta),
      delRegistro: respaldada(cuenta, await uow.organismos.porRut(cuenta.identificador)),
      rutAlternativo,
      // About data that are others by now, it is of no use.
      borrador: borrador?.version === cuenta.version ? borrador.tecleado : undefined,
    }
  })

/**
 * The request and its account, when it may update data now.
 * @throws {SolicitudPerdida}
 */
async function cuentaQueSeActualiza(deps: Dependencias, uow: UnidadDeTrabajo, solicitudId: string) {
  const solicitud = await solicitudAbierta(deps, uow, solicitudId, 'actualizar')
  const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
  const probada = solicitud.pruebas.some((prueba) => prueba !== 'datos')
  if (!probada || cuenta?.estado !== 'activa') throw new SolicitudPerdida()
  return { solicitud, cuenta }
}

const CAMPO_DE: Record<DatoMinimo, NombreCampo> = {
  fechaNacimiento: 'fechaNacimiento',
  representante: 'rutRepresentante',
  email: 'email',
  preguntaSecreta: 'preguntaNueva',
  domicilio: 'direccion',
}

function rechazarFaltantes(nueva: Cuenta): Rechazado | undefined {
  const rechazos = datosMinimosFaltantes(nueva).map((dato) => ({
    codigo: 'requerido' as const,
    campo: CAMPO_DE[dato],
  }))
  return rechazos.length > 0 ? { ok: false, rechazos } : undefined
}

async function rechazarEmail(
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  datos: DatosNuevos,
): Promise<Rechazado | undefined> {
  if (!cambiaEmail(cuenta, datos)) return undefined
  return (await uow.cuentas.conEmail(datos.email)).length >= CUENTAS_QUE_COMPARTEN
    ? rechazar('email_en_tres_cuentas', 'email')
    : undefined
}

/** Asks the new mailbox to confirm. @returns what the page says of it, or nothing when the e-mail stays. */
async function pedirConfirmacion(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  solicitud: Solicitud,
  cuenta: Cuenta,
  datos: DatosNuevos,
): Promise<{ enmascarado: string; espera24h: boolean } | undefined> {
  if (cuenta.email !== null && !cambiaEmail(cuenta, datos)) return undefined
  const ahora = deps.reloj.ahora()
  const venceEn = enHoras(ahora, CONFIRMAR_EMAIL_HORAS)
  const espera24h = cuenta.email !== null && !solicitud.pruebas.includes('codigo')
  const esCambio = cuenta.email !== null
  const cambioId = deps.azar.uuid()
  const asuntoId = esCambio ? cambioId : null
  const { enlace, url } = nuevoEnlace(deps, {
    tipo: 'confirmar-correo',
    cuentaId: cuenta.id,
    asuntoId,
    venceEn,
  })
  const sale = await encolarAviso(deps, uow, {
    para: datos.email,
    aviso: { tipo: 'confirmar_email', nombre: nombreDe(cuenta), enlace: url, espera24h },
    ahora,
  })
  // Dropped for the mailbox's limit, it replaces nothing of what was asked before.
  if (sale) {
    await uow.enlaces.borrarDeCuenta(cuenta.id, 'confirmar-correo')
    await uow.enlaces.crear(enlace)
  }
  if (sale && esCambio) {
    const pendiente = { id: cambioId, cuentaId: cuenta.id, nuevo: datos.email, conCodigo: !espera24h }
    await uow.cambiosEmail.poner({
      ...pendiente,
      creadoEn: ahora,
      venceEn,
      confirmadoEn: null,
      efectivoEn: null,
    })
  }
  return cuenta.email === null ? undefined : { enmascarado: enmascararEmail(datos.email), espera24h }
}

/** Puts a migrant who gave an RUT under it. @returns what the page says of it. */
async function cambiarPerfil(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Pick<ResultadoSolicitud, 'cambioDePerfil' | 'caso'>> {
  const { rutAlternativo: rut } = resultadoDe(deps, solicitud)
  if (!rut) return {}
  const cambioDePerfil = await hacerseNatural(deps, uow, contexto, { solicitud, cuenta, rut })
  if (cambioDePerfil !== 'rut_en_uso') return { cambioDePerfil }
  return { cambioDePerfil, caso: await casoDe(deps, uow, contexto, solicitud, cambioDePerfil) }
}

async function avisarCambios(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  solicitud: Solicitud,
  cuenta: Cuenta,
  datos: DatosNuevos,
  ahoraUsaRut: boolean,
): Promise<void> {
  const ahora = deps.reloj.ahora()
  const cambiados = camposCambiados(cuenta, datos)
  await anotar(uow, contexto, ahora, 'datos_actualizados', {
    cuentaId: cuenta.id,
    sujeto: solicitud.sujeto,
    detalle: { campos: cambiados.join(' '), prueba: solicitud.pruebas.at(-1) ?? '' },
  })
  await avisarHecho(deps, uow, {
    tipo: 'actualizar',
    cuentaId: cuenta.id,
    antes: cuenta,
    buzon: cuenta.email ?? datos.email,
    otroBuzon: PROTEGIDOS.some((campo) => cambiados.includes(campo)) ? cuenta.emailRepresentante : null,
    conRespuesta: solicitud.pruebas.includes('respuesta'),
    aviso: (enlaceNoFuiYo) => ({
      tipo: 'datos_actualizados',
      nombre: nombreDe(cuenta),
      cuando: mostrarMomento(ahora),
      cambios: cambiados.filter((campo) => campo !== 'email' || cuenta.email === null).map(etiquetaDe),
      emailNuevo: cambiaEmail(cuenta, datos) ? enmascararEmail(datos.email) : null,
      ...(ahoraUsaRut && { ahoraUsaRut }),
      enlaceNoFuiYo,
    }),
  })
}
