import type { EventoBitacora } from '../domain/eventos.ts'
import { hoyEnChile, mostrarFecha, mostrarHora } from '../domain/fecha.ts'
import {
  CONTADOR_NUEVO,
  HASTA_RECUPERAR,
  type ReglaIntentos,
  SECRETOS,
  type Secreto,
  type Toma,
  tomarIntento,
} from '../domain/intentos.ts'
import type { CodigoRechazo } from '../domain/rechazos.ts'
import { type Rechazado, rechazar } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import type { Contexto, Dependencias, Politica, UnidadDeTrabajo } from './ports.ts'

/** The lock-out rule of a secret; only the clave closes for good (PRODUCT “Tries”). */
const reglaDe = (politica: Politica, secreto: Secreto): ReglaIntentos => ({
  intentos: politica.intentos,
  cierreMinutos: politica.cierreMinutos,
  cierreMaximoHoras: politica.cierreMaximoHoras,
  fallosHastaCierreDefinitivo: secreto === 'clave' ? politica.fallosHastaCierreDefinitivo : null,
})

/** Takes one try, in a transaction of its own and before any hashing, so that parallel tries cannot pass it. */
function gastarIntento(deps: Dependencias, secreto: Secreto, sujeto: string): Promise<Toma> {
  return deps.almacen.transaccion(async (uow) => {
    const contador = await uow.contadores.bloquear(secreto, sujeto)
    const toma = tomarIntento(contador, reglaDe(deps.politica, secreto), deps.reloj.ahora())
    if (toma.permitido) await uow.contadores.guardar(secreto, sujeto, toma.contador)
    return toma
  })
}

/** Success, or a finished recovery: the counter begins again. */
export const reponerIntentos = (uow: UnidadDeTrabajo, secreto: Secreto, sujeto: string): Promise<void> =>
  uow.contadores.guardar(secreto, sujeto, { ...CONTADOR_NUEVO })

/** An account that goes by another identifier takes its counters along: it neither gains nor loses tries. */
export async function mudarIntentos(uow: UnidadDeTrabajo, de: string, a: string): Promise<void> {
  for (const secreto of SECRETOS) {
    await uow.contadores.guardar(secreto, a, await uow.contadores.bloquear(secreto, de))
    await reponerIntentos(uow, secreto, de)
  }
}

/** The refusal after a miss, or when no try was left: how many remain, or when to come back. Never which part failed. */
function rechazarIntento(secreto: Secreto, toma: Toma): Rechazado {
  const { cerradoHasta } = toma.permitido ? toma.contador : toma
  const campo = CAMPO_DE[secreto]
  if (toma.permitido && toma.restantes === 1) return rechazar('no_coinciden_queda_uno', campo)
  if (toma.permitido && toma.restantes > 0) {
    return rechazar('no_coinciden', campo, { restantes: toma.restantes })
  }
  if (!cerradoHasta || cerradoHasta >= HASTA_RECUPERAR) return rechazar('cerrado_hasta_recuperar')
  return rechazar(CIERRE_DE[secreto], undefined, {
    hora: mostrarHora(cerradoHasta),
    fecha: mostrarFecha(hoyEnChile(cerradoHasta)),
  })
}

/** Where one field alone was tried. */
const CAMPO_DE: Partial<Record<Secreto, string>> = { respuesta: 'respuestaSecreta', codigo: 'codigo' }
/** What to do while it is closed depends on what was tried. */
const CIERRE_DE = {
  clave: 'cerrado_clave',
  respuesta: 'cerrado_respuesta',
  codigo: 'cerrado',
  datos: 'cerrado',
} as const satisfies Record<Secreto, CodigoRechazo>

/**
 * Judges a secret within the rule of tries and writes both outcomes in the audit.
 * @param juzgar runs only when a try could be taken.
 * @returns nothing on success (the counter begins again), and otherwise the refusal.
 */
export async function probarSecreto(
  deps: Dependencias,
  contexto: Contexto,
  prueba: { secreto: Secreto; evento: EventoBitacora; sujeto: string; cuentaId: string | null },
  juzgar: () => boolean | Promise<boolean>,
): Promise<Rechazado | undefined> {
  const { secreto, evento, sujeto, cuentaId } = prueba
  const toma = await gastarIntento(deps, secreto, sujeto)
  const coincide = toma.permitido && (await juzgar())
  const fallo = toma.permitido ? 'no_coincide' : 'cerrado'
  await deps.almacen.transaccion(async (uow) => {
    if (coincide) await reponerIntentos(uow, secreto, sujeto)
    const resultado = coincide ? 'bien' : fallo
    await anotar(uow, contexto, deps.reloj.ahora(), evento, { cuentaId, sujeto, resultado })
  })
  return coincide ? undefined : rechazarIntento(secreto, toma)
}
