/** What a request must have proven for the data that it wants to change. */
import {
  camposCambiados,
  type DatosNuevos,
  DEL_REPRESENTANTE,
  PROTEGIDOS,
  RETENIDOS,
} from '../domain/cambios.ts'
import type { NombreCampo } from '../domain/campos.ts'
import { type Cuenta, datosMinimosFaltantes } from '../domain/cuenta.ts'
import { enHoras, RETENCION_TRAS_RECUPERAR_HORAS } from '../domain/plazos.ts'
import type { CodigoRechazo } from '../domain/rechazos.ts'
import type { Rechazado, Rechazo } from '../domain/resultado.ts'
import type { Contexto, Dependencias, Solicitud, Turno } from './ports.ts'
import { probarHash } from './probar-hash.ts'
import { resultadoDe } from './solicitudes.ts'

type Reloj = Pick<Dependencias, 'reloj'>
type Medios = Pick<Dependencias, 'cifrador' | 'politica' | 'reloj'>

/**
 * Whether e-mail, mobile and question (and an organisation's representative) change only with a code: for 72 hours
 * after a recovery by answer (PRODUCT “Actualizar”), and whenever the CS alone was proven, which only completes.
 */
function exigeCodigo({ reloj }: Reloj, { pruebas }: Solicitud, cuenta: Cuenta): boolean {
  const desde = cuenta.recuperadaConRespuestaEn
  const retenida = desde !== null && enHoras(desde, RETENCION_TRAS_RECUPERAR_HORAS) > reloj.ahora()
  return !pruebas.includes('codigo') && (retenida || !pruebas.includes('respuesta'))
}

/** Whether an organisation proved itself with its answer only: its current CS opens the rest. */
export const admiteClave = (deps: Reloj, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  cuenta.perfil === 'juridica' &&
  !solicitud.pruebas.includes('codigo') &&
  !exigeCodigo(deps, solicitud, cuenta)

/**
 * Whether messages bring the temporary key of an account: then who gives a mobile receives it, and the answer alone
 * would be enough to take the account (decision 18).
 */
const llegaPorMensaje = ({ politica }: Pick<Dependencias, 'politica'>, { perfil }: Cuenta): boolean =>
  politica.entregaClaveProvisoria[perfil] === 'mail'

/** Whether there is something in this request that a code would open. */
export const sirveUnCodigo = (deps: Medios, solicitud: Solicitud, cuenta: Cuenta): boolean =>
  !solicitud.pruebas.includes('codigo') &&
  (exigeCodigo(deps, solicitud, cuenta) ||
    admiteClave(deps, solicitud, cuenta) ||
    llegaPorMensaje(deps, cuenta) ||
    resultadoDe(deps, solicitud).rutAlternativo !== undefined)

/**
 * Refuses what this request may not change with what it has proven.
 * @returns `cambio_exige_codigo` or its organisation's `cambio_exige_codigo_representante`, or `cambio_exige_clave`,
 *   at each field; `cambio_exige_codigo_rut` at the RUT that a migrant wants to go on with.
 */
export function rechazarSinPermiso(
  deps: Medios,
  solicitud: Solicitud,
  cuenta: Cuenta,
  datos: DatosNuevos,
): Rechazado | undefined {
  const { pruebas } = solicitud
  if (pruebas.includes('codigo')) return undefined
  const cambiados = camposCambiados(cuenta, datos)
  const daCelular = llegaPorMensaje(deps, cuenta) && cambiados.includes('celular') && Boolean(datos.celular)
  const conCelular = daCelular ? (['celular'] as const) : []
  if (exigeCodigo(deps, solicitud, cuenta) || cuenta.perfil !== 'juridica') {
    const retiene = exigeCodigo(deps, solicitud, cuenta)
    const campos = retiene ? retenidos(solicitud, cuenta, cambiados) : conCelular
    const esJuridica = cuenta.perfil === 'juridica'
    return rechazarCampos([
      ...(resultadoDe(deps, solicitud).rutAlternativo ? [SIN_CODIGO_NO_HAY_RUT] : []),
      ...conCodigo(esJuridica ? 'cambio_exige_codigo_representante' : 'cambio_exige_codigo', campos),
    ])
  }
  if (pruebas.includes('clave')) return undefined
  const protegidos = PROTEGIDOS.filter((campo) => cambiados.includes(campo))
  return rechazarCampos(conCodigo('cambio_exige_clave', [...protegidos, ...conCelular]))
}

/** As a natural person the temporary key shows on the page: under an RUT the answer alone would give it. */
const SIN_CODIGO_NO_HAY_RUT: Rechazo = { codigo: 'cambio_exige_codigo_rut', campo: 'rutAlternativo' }

function retenidos({ pruebas }: Solicitud, cuenta: Cuenta, cambiados: readonly NombreCampo[]): NombreCampo[] {
  const faltaba = datosMinimosFaltantes(cuenta)
  const deTodos = RETENIDOS.filter(
    ({ cambio }) => cambiados.includes(cambio) && !faltaba.some((dato) => dato === cambio),
  ).map(({ campo }) => campo)
  // With the CS what an account lacked is completed; with the answer alone nobody puts a mailbox for codes.
  const completa = pruebas.includes('clave')
  const deOrganizacion = DEL_REPRESENTANTE.filter(
    (campo) => cambiados.includes(campo) && !(completa && cuenta[campo] === null),
  )
  return [...deTodos, ...deOrganizacion]
}

const conCodigo = (codigo: CodigoRechazo, campos: readonly NombreCampo[]): Rechazo[] =>
  campos.map((campo) => ({ codigo, campo }))

const rechazarCampos = (rechazos: readonly Rechazo[]): Rechazado | undefined =>
  rechazos.length > 0 ? { ok: false, rechazos } : undefined

/**
 * Judges the current CS that an organisation gave with its data, where it is needed: a try like any other.
 * @returns the request, with that proof when it was right; or refusals `no_coinciden`, `cerrado` at its field.
 */
export async function confirmarConClave(
  deps: Dependencias,
  contexto: Contexto,
  turno: Turno,
  { solicitud, cuenta, datos }: { solicitud: Solicitud; cuenta: Cuenta; datos: DatosNuevos },
): Promise<{ confirmada: boolean } | Rechazado> {
  const hace = datos.claveParaConfirmar && admiteClave(deps, solicitud, cuenta)
  if (!hace || !rechazarSinPermiso(deps, solicitud, cuenta, datos)) return { confirmada: false }
  const rechazo = await probarHash(deps, contexto, turno, {
    secreto: 'clave',
    sujeto: solicitud.sujeto,
    cuenta,
    texto: datos.claveParaConfirmar ?? '',
  })
  if (!rechazo) return { confirmada: true }
  const campo = 'claveParaConfirmar'
  return { ok: false, rechazos: rechazo.rechazos.map((uno) => ({ ...uno, campo })) }
}
