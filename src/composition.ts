import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type {
  Antivirus,
  Dependencias,
  Politica,
  Reloj,
  Sellador,
  TransporteCorreo,
  TransporteSms,
} from './application/ports.ts'
import type { Config } from './config.ts'
import { transporteCarpeta } from './mail/carpeta.ts'
import { transporteSmsCarpeta } from './mail/sms-carpeta.ts'
import { transporteWebhook } from './mail/webhook.ts'
import { azarDelSistema } from './security/azar.ts'
import { crearSellador } from './security/bitacora-sello.ts'
import { crearCaptcha } from './security/captcha/captcha.ts'
import { crearCifrador } from './security/cifrador.ts'
import { crearClamd, leerClamd, sinAntivirus } from './security/clamd.ts'
import { crearInspector } from './security/documentos/inspector.ts'
import { crearHasher, type EstadoHasher } from './security/hasher.ts'
import { crearHuellas } from './security/huellas.ts'
import { derivarLlaves, leerLlaves } from './security/llaves.ts'
import { relojDelSistema } from './security/reloj.ts'
import { type AlmacenSql, abrirAlmacen } from './storage/index.ts'

export interface Composicion {
  deps: Dependencias
  almacen: AlmacenSql
  correo: TransporteCorreo
  sms: TransporteSms
  sellador: Sellador
  estadoHasher: () => EstadoHasher
  cerrar(): Promise<void>
}

/**
 * Opens the database, migrates it and puts everything together that use cases need. Server, command line and
 * tests start from here.
 * @param reloj tests bring their own clock.
 * @param abrir the command line opens a database as it is and never migrates it.
 * @throws when the database, a key or a setting cannot be used; the message says which.
 */
export async function componer(
  config: Config,
  reloj: Reloj = relojDelSistema,
  abrir: (url: string) => Promise<AlmacenSql> = abrirMigrado,
): Promise<Composicion> {
  const pimientas = leerLlaves(config.PEPPER)
  const llaves = leerLlaves(config.ENCRYPTION_KEYS)
  const cifrador = crearCifrador(llaves)
  const permisos = availableParallelism()
  const hasher = crearHasher({
    costo: config.BCRYPT_COST,
    pimientas,
    cifrador,
    permisos,
    esperaMaximaMs: config.LIMIT_HASH_WAIT_SECONDS * 1000,
  })
  const almacen = await abrir(config.DATABASE_URL)
  const huellas = crearHuellas(await leerRaiz(almacen, cifrador))
  const captcha = crearCaptcha({
    // Anybody gets its tokens, as many as they like: never under the keys of what the database keeps.
    cifrador: crearCifrador(derivarLlaves(llaves, 'captcha')),
    reloj,
    azar: azarDelSistema,
    ...(config.TEST_CAPTCHA && { respuestaFija: config.TEST_CAPTCHA }),
  })
  const correo = await transporteDe(config)
  const sms = transporteSmsDe(config, reloj)
  return {
    deps: {
      almacen,
      antivirus: antivirusDe(config),
      azar: azarDelSistema,
      captcha,
      cifrador,
      hasher,
      huellas,
      inspector: crearInspector(),
      politica: politicaDe(config),
      reloj,
    },
    almacen,
    correo,
    sms,
    sellador: crearSellador(pimientas),
    estadoHasher: () => hasher.estado(),
    async cerrar() {
      await correo.cerrar()
      await sms.cerrar()
      await almacen.cerrar()
    },
  }
}

async function abrirMigrado(url: string): Promise<AlmacenSql> {
  const almacen = await abrirAlmacen(url)
  await almacen.migrar()
  return almacen
}

/** The scanner that files pass through, or none. */
export const antivirusDe = ({ CLAMD_URL }: Pick<Config, 'CLAMD_URL'>): Antivirus =>
  CLAMD_URL ? crearClamd(leerClamd(CLAMD_URL)) : sinAntivirus

/** How mail leaves; only the one that is used is loaded. @throws when MAIL_FROM or SMTP_URL cannot be used. */
export async function transporteDe(config: Config): Promise<TransporteCorreo> {
  if (config.SMTP_URL) {
    const { transporteSmtp } = await import('./mail/smtp.ts')
    return transporteSmtp(config.SMTP_URL, config.MAIL_FROM)
  }
  return transporteCarpeta(config.MAIL_DIR, config.MAIL_FROM)
}

/** How SMS leave. */
export const transporteSmsDe = (config: Config, reloj: Pick<Reloj, 'ahora'>): TransporteSms =>
  config.SMS_WEBHOOK_URL && config.SMS_WEBHOOK_SECRET
    ? transporteWebhook(config.SMS_WEBHOOK_URL, config.SMS_WEBHOOK_SECRET, reloj)
    : transporteSmsCarpeta(config.SMS_DIR)

/** ENCRYPTION_KEYS lacks the key with which this database encrypted its root, or has another one of that name. */
export class RaizIlegible extends Error {
  constructor(cause: unknown) {
    super('ENCRYPTION_KEYS does not open what this database keeps: use the keys that it was made with', {
      cause,
    })
    this.name = 'RaizIlegible'
  }
}

/**
 * The root of all fingerprints: one secret for ever, made at the first start and kept in the database, encrypted
 * with a key that is not there. It is what keeps counters and decoy questions the same on every node.
 * @throws {RaizIlegible}
 */
async function leerRaiz(almacen: AlmacenSql, cifrador: Dependencias['cifrador']): Promise<Buffer> {
  const nueva = cifrador.cifrar(randomBytes(32).toString('base64'), 'raiz')
  const cifrada = await almacen.transaccion((uow) => uow.secretos.leerOCrear('raiz', nueva))
  try {
    return Buffer.from(cifrador.descifrar(cifrada, 'raiz'), 'base64')
  } catch (error) {
    throw new RaizIlegible(error)
  }
}

function politicaDe(config: Config): Politica {
  return {
    urlBase: config.BASE_URL,
    claveProvisoriaMinutos: config.TEMPORARY_KEY_MINUTES,
    entregaClaveProvisoria: {
      natural: config.NATURAL_TEMPORARY_KEY_DELIVERY,
      juridica: config.JURIDICA_TEMPORARY_KEY_DELIVERY,
      migrante: config.MIGRANTE_TEMPORARY_KEY_DELIVERY,
      facilitador: 'mail',
    },
    noFuiYoDias: config.NO_FUI_YO_DAYS,
    documentoDias: config.DOCUMENT_RETENTION_DAYS,
    intentos: config.LIMIT_TRIES,
    cierreMinutos: config.LIMIT_CLOSURE_MINUTES,
    cierreMaximoHoras: config.LIMIT_CLOSURE_MAX_HOURS,
    fallosHastaCierreDefinitivo: config.LIMIT_MISSES_UNTIL_RECOVERY,
    primerosPasosPorHora: config.LIMIT_FIRST_STEPS_PER_HOUR,
    yaRegistradoPorDia: config.LIMIT_ALREADY_REGISTERED_PER_DAY,
    facilitadoresPorDia: config.LIMIT_FACILITATORS_PER_DAY,
    mensajesPorHora: config.LIMIT_MESSAGES_PER_HOUR,
    mensajesPorDia: config.LIMIT_MESSAGES_PER_DAY,
  }
}
