import { buzonDelCodigo, type Cuenta, datosMinimosFaltantes, nombreDe } from '../domain/cuenta.ts'
import { claveEmail } from '../domain/email.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { identificadorEn } from '../domain/identificador.ts'
import { type MotivoAlto, motivoDeCuenta } from '../domain/pasos.ts'
import type { Operacion } from '../domain/perfil.ts'
import { CODIGO_MINUTOS, enMinutos } from '../domain/plazos.ts'
import { normalizarRespuesta } from '../domain/respuesta-secreta.ts'
import { bien, type Resultado, rechazar } from '../domain/resultado.ts'
import type { DatosDe } from '../domain/tramites.ts'
import { anotar } from './anotar.ts'
import { autenticar } from './autenticar.ts'
import { encolarAviso } from './avisos.ts'
import { SolicitudPerdida } from './errores.ts'
import { probarSecreto } from './intentos.ts'
import { contarPrimerPaso, sujetoDe, sujetoDeCuenta } from './limites.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from './ports.ts'
import { probarHash } from './probar-hash.ts'
import {
  type Borrador,
  conPrueba,
  conResultado,
  detenida,
  nuevaSolicitud,
  resultadoDe,
  solicitudAbierta,
  solicitudConCuenta,
} from './solicitudes.ts'

interface Inicio {
  volver: Solicitud['volver']
  origen: Operacion | null
}

/**
 * Step 1: identifier, birth date (or RUT of the legal representative) and registered e-mail.
 * @returns the id of the request. Refusals: `no_coinciden`, `cerrado`; never which datum.
 * @throws {LimiteSuperado}
 */
export async function validarParaActualizar(
  deps: Dependencias,
  contexto: Contexto,
  datos: DatosDe<'actualizar', ''>,
  inicio: Inicio,
): Promise<Resultado<string>> {
  const identificador = identificadorEn(datos)
  const tecleado = sujetoDe(deps, datos.perfil, identificador)
  const cuenta = await deps.almacen.transaccion(async (uow) => {
    await contarPrimerPaso(deps, uow, contexto, 'actualizar', tecleado)
    return uow.cuentas.porIdentificador(datos.perfil, identificador)
  })
  const sujeto = sujetoDeCuenta(deps, { perfil: datos.perfil, identificador }, cuenta)
  const rechazo = await probarSecreto(
    deps,
    contexto,
    { secreto: 'datos', evento: 'datos_presentados', sujeto, cuentaId: cuenta?.id ?? null },
    () =>
      cuenta !== undefined &&
      ('rutRepresentante' in datos
        ? cuenta.rutRepresentante === datos.rutRepresentante
        : cuenta.fechaNacimiento === datos.fechaNacimiento) &&
      claveEmail(cuenta.email ?? '') === claveEmail(datos.emailRegistrado),
  )
  if (rechazo) return rechazo
  const nueva = nuevaSolicitud(deps, {
    operacion: 'actualizar',
    perfil: datos.perfil,
    identificador,
    cuenta,
    pruebas: ['datos'],
    ...inicio,
  })
  const rutAlternativo = 'rutAlternativo' in datos ? datos.rutAlternativo : null
  const solicitud = rutAlternativo ? conResultado(deps, nueva, { rutAlternativo }) : nueva
  await deps.almacen.transaccion((uow) => uow.solicitudes.crear(solicitud))
  return bien(solicitud.id)
}

/**
 * Step 1 for accounts that lack what the usual step asks for: identifier and current CS.
 * @returns the id of a request; stopped when nothing is missing ('datos_completos') or it was the temporary CS
 *   ('clave_provisoria'). Refusals as {@link autenticar}.
 * @throws {Saturado} {LimiteSuperado}
 */
export async function validarConClave(
  deps: Dependencias,
  contexto: Contexto,
  datos: DatosDe<'actualizar', 'clave'>,
  inicio: Inicio,
): Promise<Resultado<string>> {
  const identificador = identificadorEn(datos)
  const tecleado = sujetoDe(deps, datos.perfil, identificador)
  await deps.almacen.transaccion((uow) => contarPrimerPaso(deps, uow, contexto, 'actualizar', tecleado))
  const credencial = { perfil: datos.perfil, identificador, clave: datos.claveActual }
  const autenticada = await autenticar(deps, contexto, credencial)
  if (!autenticada.ok) return autenticada
  const { cuenta, prueba } = autenticada.valor
  const nueva = nuevaSolicitud(deps, {
    operacion: 'actualizar',
    perfil: datos.perfil,
    identificador,
    cuenta,
    pruebas: [prueba],
    ...inicio,
  })
  const motivo = motivoDeCuenta(cuenta, datos.perfil) ?? motivoDeAlto(cuenta, prueba)
  const solicitud = motivo ? detenida(deps, nueva, motivo) : nueva
  await deps.almacen.transaccion((uow) => uow.solicitudes.crear(solicitud))
  return bien(solicitud.id)
}

/** The temporary key is only for changing the CS, and the CS alone only completes what is missing. */
function motivoDeAlto(cuenta: Cuenta, prueba: 'clave' | 'provisoria'): MotivoAlto | undefined {
  if (prueba === 'provisoria') return 'clave_provisoria'
  return datosMinimosFaltantes(cuenta).length === 0 ? 'datos_completos' : undefined
}

/**
 * After changing the CS of an account that lacks minimum data: goes on to complete it with what was proven.
 * @returns the id of the new request.
 * @throws {SolicitudPerdida} also when nothing is missing, or the account was written after the change.
 */
export function completarDatos(deps: Dependencias, solicitudId: string): Promise<string> {
  return deps.almacen.transaccion(async (uow) => {
    const cambio = await uow.solicitudes.porId(solicitudId)
    const cuenta = await uow.cuentas.porId(cambio?.cuentaId ?? '')
    const viva =
      cambio?.operacion === 'cambiar' && cambio.estado === 'lista' && cambio.venceEn > deps.reloj.ahora()
    if (!viva || cuenta?.estado !== 'activa') throw new SolicitudPerdida()
    const { version } = resultadoDe(deps, cambio)
    if (cuenta.version !== version || datosMinimosFaltantes(cuenta).length === 0) throw new SolicitudPerdida()
    const solicitud = nuevaSolicitud(deps, {
      operacion: 'actualizar',
      perfil: cambio.perfil,
      identificador: cuenta.identificador,
      cuenta,
      pruebas: ['clave'],
      volver: cambio.volver,
    })
    await uow.solicitudes.crear(solicitud)
    return solicitud.id
  })
}

/**
 * Step 2, with the secret question chosen and answered.
 * @returns nothing more than success: the request has the proof. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Saturado} {SolicitudPerdida}
 */
export function probarConRespuesta(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; pregunta: string; respuesta: string },
): Promise<Resultado<string>> {
  return deps.hasher.turno(1, async (turno) => {
    const { solicitud, cuenta } = await solicitudConCuenta(deps, paso.solicitudId, 'actualizar')
    const rechazo = await probarHash(deps, contexto, turno, {
      secreto: 'respuesta',
      sujeto: solicitud.sujeto,
      cuenta,
      texto: normalizarRespuesta(paso.respuesta),
      ademas: cuenta?.preguntaSecreta === paso.pregunta,
    })
    return rechazo ?? bien(await probada(deps, solicitud.id, 'respuesta'))
  })
}

/**
 * Mails a 6-digit code to the registered mailbox (an organisation's: to its representative), in place of any former one of this request, which lasts as long
 * as the code. One that is dropped for the mailbox's limit replaces nothing.
 * @param borrador what was typed where the code was asked for: it is there again after the code.
 * @throws {SolicitudPerdida}
 */
export function pedirCodigo(
  deps: Dependencias,
  contexto: Contexto,
  solicitudId: string,
  borrador?: Borrador,
): Promise<void> {
  return deps.almacen.transaccion(async (uow) => {
    const solicitud = await solicitudAbierta(deps, uow, solicitudId, 'actualizar')
    const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
    const ahora = deps.reloj.ahora()
    await anotar(uow, contexto, ahora, 'codigo_pedido', {
      cuentaId: solicitud.cuentaId,
      sujeto: solicitud.sujeto,
    })
    const venceEn = enMinutos(ahora, CODIGO_MINUTOS)
    const conBorrador = borrador
      ? conResultado(deps, solicitud, { ...resultadoDe(deps, solicitud), borrador })
      : solicitud
    await uow.solicitudes.guardar({ ...conBorrador, venceEn })
    const codigo = deps.azar.texto('0123456789', 6)
    const para = cuenta && buzonDelCodigo(cuenta)
    const sale =
      para &&
      cuenta.estado === 'activa' &&
      (await encolarAviso(deps, uow, {
        para,
        aviso: { tipo: 'codigo', nombre: nombreDe(cuenta), codigo, vence: mostrarMomento(venceEn) },
        ahora,
      }))
    // Where nothing leaves, a code that nobody knows is waited for alike.
    if (!sale && (await uow.codigos.porSolicitud(solicitudId))) return
    const esperado = sale ? codigo : deps.azar.ficha()
    const huella = deps.huellas.huella('codigo', `${solicitudId}:${esperado}`)
    await uow.codigos.poner({ solicitudId, huella, venceEn })
  })
}

/**
 * Step 2, with the code.
 * @returns success, or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudPerdida}
 */
export async function probarConCodigo(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; codigo: string },
): Promise<Resultado<string>> {
  const { solicitud } = await solicitudConCuenta(deps, paso.solicitudId, 'actualizar')
  const guardado = await deps.almacen.transaccion((uow) => uow.codigos.porSolicitud(solicitud.id))
  if (!guardado || guardado.venceEn <= deps.reloj.ahora()) return rechazar('codigo_vencido', 'codigo')
  const rechazo = await probarSecreto(
    deps,
    contexto,
    {
      secreto: 'codigo',
      evento: 'codigo_presentado',
      sujeto: solicitud.sujeto,
      cuentaId: solicitud.cuentaId,
    },
    () => deps.huellas.coincide('codigo', `${solicitud.id}:${paso.codigo}`, guardado.huella),
  )
  return rechazo ?? bien(await probada(deps, solicitud.id, 'codigo'))
}

/** Writes the proof; only now, something being proven, does it show that an account is frozen, closed or under an RUT. */
const probada = (deps: Dependencias, solicitudId: string, prueba: 'respuesta' | 'codigo'): Promise<string> =>
  deps.almacen.transaccion(async (uow: UnidadDeTrabajo) => {
    const solicitud = conPrueba(deps, await solicitudAbierta(deps, uow, solicitudId, 'actualizar'), prueba)
    const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
    const motivo = cuenta ? motivoDeCuenta(cuenta, solicitud.perfil) : 'congelada'
    await uow.solicitudes.guardar(motivo ? detenida(deps, solicitud, motivo) : solicitud)
    await uow.codigos.borrar(solicitudId)
    return solicitud.id
  })
