import type { Cuenta } from '../../domain/cuenta.ts'
import type { Documento } from '../../domain/documento.ts'
import { anotar } from '../anotar.ts'
import { type Decidido, decidirDocumento, type Fallo } from '../decidir-documento.ts'
import { contextoDeDocumento } from '../documentos.ts'
import type { Dependencias } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

const TOPE = 200

/** Lists the documents that wait for a decision, the oldest first, and notes that they were listed. */
export function listarDocumentos(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  operador: Operador,
): Promise<Documento[]> {
  return deps.almacen.transaccion(async (uow) => {
    const pendientes = await uow.documentos.pendientes(TOPE)
    await anotar(uow, operador, deps.reloj.ahora(), 'documentos_listados', {
      actor: actorDe(operador),
      detalle: { cuantos: pendientes.length },
    })
    return pendientes
  })
}

/** A document with what a reviewer compares it with. */
export interface DocumentoVisto {
  documento: Documento
  cuenta: Pick<
    Cuenta,
    | 'perfil'
    | 'identificador'
    | 'tipoDocumento'
    | 'nombres'
    | 'apellidoPaterno'
    | 'apellidoMaterno'
    | 'fechaNacimiento'
    | 'paisOrigen'
  >
  bytes: Uint8Array
}

/**
 * Opens a document for an operator, and notes that it was seen.
 * @returns 'no_existe', or 'borrado' when its content was erased; that it was looked for is noted too.
 * @throws when its key is gone.
 */
export async function verDocumento(
  deps: Pick<Dependencias, 'almacen' | 'cifrador' | 'reloj'>,
  operador: Operador,
  id: string,
): Promise<DocumentoVisto | 'no_existe' | 'borrado'> {
  const leido = await deps.almacen.transaccion(async (uow) => {
    const documento = await uow.documentos.porId(id)
    const cuenta = documento && (await uow.cuentas.porId(documento.cuentaId))
    const cifrado = documento ? await uow.documentos.contenidoCifrado(id) : null
    const resultado = !documento || !cuenta ? 'no_existe' : cifrado === null ? 'borrado' : 'bien'
    await anotar(uow, operador, deps.reloj.ahora(), 'documento_visto', {
      actor: actorDe(operador),
      cuentaId: documento?.cuentaId ?? null,
      resultado,
      detalle: documento ? { documento: id } : null,
    })
    return { documento, cuenta, cifrado }
  })
  const { documento, cuenta, cifrado } = leido
  if (!documento || !cuenta) return 'no_existe'
  if (cifrado === null) return 'borrado'
  const { perfil, identificador, tipoDocumento, fechaNacimiento, paisOrigen } = cuenta
  const { nombres, apellidoPaterno, apellidoMaterno } = cuenta
  const nombre = { nombres, apellidoPaterno, apellidoMaterno }
  return {
    documento,
    cuenta: { perfil, identificador, tipoDocumento, ...nombre, fechaNacimiento, paisOrigen },
    bytes: deps.cifrador.descifrarBytes(cifrado, contextoDeDocumento(id)),
  }
}

export type Revisado =
  | ({ resultado: 'bien' } & Decidido)
  | { resultado: 'no_existe' | 'ya_decidido' | 'infectado' }

/**
 * Decides on a document for an operator: verified, the identity of its account is; refused, its person is told why.
 * @returns what came of it; 'infectado' cannot be verified.
 */
export function revisarDocumento(
  deps: Pick<Dependencias, 'almacen' | 'azar' | 'cifrador' | 'huellas' | 'politica' | 'reloj'>,
  operador: Operador,
  id: string,
  fallo: Fallo,
): Promise<Revisado> {
  const quien = { actor: actorDe(operador), origen: operador.origen }
  return deps.almacen.transaccion(async (uow): Promise<Revisado> => {
    const documento = await uow.documentos.porId(id)
    const impedimento = !documento
      ? 'no_existe'
      : documento.analisis === 'infectado' && fallo.estado === 'verificado'
        ? 'infectado'
        : undefined
    const hecho =
      documento && !impedimento ? await decidirDocumento(deps, uow, documento, fallo, quien) : undefined
    if (hecho) return { resultado: 'bien', ...hecho }
    const resultado = impedimento ?? 'ya_decidido'
    await anotar(uow, operador, deps.reloj.ahora(), 'documento_decidido', {
      actor: quien.actor,
      cuentaId: documento?.cuentaId ?? null,
      resultado,
    })
    return { resultado }
  })
}
