import { FREEZE_REASONS, MISTAKES } from '../application/staff/cuentas/freeze-cuenta.ts'
import { CASO_OUTCOMES } from '../domain/account/caso.ts'
import { askReasonsOf } from '../domain/documento/asked.ts'
import { PERFILES } from '../domain/perfil.ts'
import { RAISE_REASONS } from '../domain/staff/raised-limits.ts'
import type { Command } from './command.ts'
import { askCommand } from './commands/ask-documento.ts'
import { verify } from './commands/bitacora.ts'
import * as casos from './commands/casos.ts'
import { showCounts } from './commands/conteos.ts'
import { freeze, reopen, showCommand, undo } from './commands/cuentas.ts'
import { demo } from './commands/demo.ts'
import { exportDocumento, listCommand, resolveDocumento } from './commands/documentos.ts'
import { runImport } from './commands/importar.ts'
import { endRaised, listRaised, raise } from './commands/limites.ts'
import * as keys from './commands/llaves.ts'
import * as organismos from './commands/organismos.ts'
import { backUp } from './commands/respaldar.ts'
import { restore } from './commands/restaurar.ts'
import { doctor } from './commands/revisar.ts'
import { FUNCIONARIO_COMMANDS } from './funcionario-commands.ts'
import { ORDEN_COMMANDS } from './orden-commands.ts'
import { SISTEMA_COMMANDS } from './sistema-commands.ts'

const CUENTA_WORDS = ['perfil', 'identificador'] as const
const ASK_REASONS = [...new Set(PERFILES.flatMap(askReasonsOf))]

/** Every order, with what it needs to be allowed and what it leaves in the audit. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'respaldo',
    words: ['archivo'],
    help: 'copia la base de datos en uso y los secretos en un archivo cifrado',
    power: 'respaldar',
    audit: ['respaldo_hecho'],
    run: backUp,
  },
  {
    name: 'restaurar',
    words: ['archivo'],
    help: 'verifica un respaldo y lo carga en una base de datos vacía [--secretos <destino>]',
    power: 'restaurar',
    audit: ['respaldo_restaurado'],
    run: restore,
  },
  {
    name: 'revisar',
    words: [],
    help: 'revisa ajustes, secretos, base de datos, reloj, correo, antivirus, disco y bitácora',
    power: 'revisar',
    // It changes nothing, shows nothing of anybody, and must work when the database does not.
    audit: null,
    run: doctor,
  },
  {
    name: 'cuentas ver',
    words: CUENTA_WORDS,
    help: 'muestra el estado de una cuenta y sus últimas anotaciones',
    power: 'ver_cuentas',
    audit: ['cuenta_vista'],
    run: showCommand,
  },
  {
    name: 'cuentas caso',
    words: ['numero'],
    help: 'muestra un caso por el número que da la persona, con su cuenta; o un error, por la referencia de su página',
    power: 'ver_casos',
    audit: ['caso_visto'],
    run: casos.showByCaso,
  },
  {
    name: 'casos listar',
    words: [],
    help: 'muestra los casos abiertos, del más antiguo al más nuevo',
    power: 'ver_casos',
    audit: ['casos_listados'],
    run: casos.listCommand,
  },
  {
    name: 'casos cerrar',
    words: ['numero'],
    needs: { resultado: CASO_OUTCOMES },
    help: 'cierra un caso; la persona verá cómo terminó',
    power: 'cerrar_casos',
    audit: ['caso_cerrado'],
    run: casos.close,
  },
  {
    name: 'cuentas reabrir',
    words: CUENTA_WORDS,
    help: 'termina los cierres por intentos fallidos',
    power: 'reabrir_cuentas',
    audit: ['cuenta_reabierta'],
    run: reopen,
  },
  {
    name: 'cuentas congelar',
    words: CUENTA_WORDS,
    needs: { motivo: FREEZE_REASONS },
    help: 'congela una cuenta y avisa a sus correos y celular confirmados',
    power: 'congelar_cuentas',
    audit: ['cuenta_congelada'],
    run: freeze,
  },
  {
    name: 'cuentas deshacer-congelar',
    words: CUENTA_WORDS,
    needs: { motivo: MISTAKES },
    help: 'por orden de un supervisor, deshace un error del personal antes de 24 horas: todo queda como estaba',
    power: 'deshacer_congelaciones',
    audit: ['cuenta_descongelada'],
    run: undo,
  },
  ...ORDEN_COMMANDS,
  {
    name: 'cuentas importar',
    words: ['archivo'],
    help: 'trae cuentas del sistema anterior de un CSV o NDJSON [--dry-run] [--rechazos <archivo>] [--corrige <importación>: completa las de esa] [--codificacion <cuál>]',
    power: 'importar_cuentas',
    audit: ['importacion_iniciada', 'cuentas_importadas'],
    run: runImport,
  },
  {
    name: 'organismos importar',
    words: ['archivo'],
    help: 'reemplaza el registro de organismos por el de un CSV [--dry-run: solo lo revisa] [--forzar: aunque falte más del 10 %, o detenga más del 2 % de las cuentas] [--codificacion <cuál>]',
    power: 'importar_organismos',
    audit: ['organismos_importados'],
    run: organismos.runImport,
  },
  {
    name: 'organismos ver',
    words: ['rut'],
    help: 'muestra un organismo en el registro, y el estado de su cuenta',
    power: 'ver_organismos',
    audit: ['organismo_visto'],
    run: organismos.showCommand,
  },
  {
    name: 'documentos pedir',
    words: CUENTA_WORDS,
    needs: { motivo: ASK_REASONS },
    help: 'envía a la persona un enlace para mandar un documento [--tipo <cuál>]',
    power: 'pedir_documentos',
    audit: ['documento_pedido'],
    run: askCommand,
  },
  {
    name: 'documentos listar',
    words: [],
    help: 'muestra los documentos que esperan decisión, del más antiguo al más nuevo',
    power: 'ver_documentos',
    audit: ['documentos_listados'],
    run: listCommand,
  },
  {
    name: 'documentos exportar',
    words: ['id', 'archivo'],
    help: 'escribe un documento en un archivo nuevo y dice con qué compararlo',
    power: 'ver_documentos',
    audit: ['documento_visto'],
    run: exportDocumento,
  },
  {
    name: 'documentos resolver',
    words: ['id', 'verificado|rechazado'],
    help: 'decide sobre un documento y avisa a la persona [--motivo <motivo>: con rechazado]',
    power: 'resolver_documentos',
    audit: ['documento_decidido'],
    run: resolveDocumento,
  },
  ...FUNCIONARIO_COMMANDS,
  ...SISTEMA_COMMANDS,
  {
    name: 'limites abrir',
    words: ['red'],
    needs: { motivo: RAISE_REASONS },
    help: 'sube por 24 horas los límites por dirección de una red, como la de una sala de clases [--veces <de 2 a 10; si falta, 5>]',
    power: 'abrir_limites',
    audit: ['limites_abiertos'],
    run: raise,
  },
  {
    name: 'limites ver',
    words: [],
    help: 'muestra las redes abiertas y hasta cuándo',
    power: 'ver_limites',
    audit: ['limites_vistos'],
    run: listRaised,
  },
  {
    name: 'limites cerrar',
    words: ['red'],
    help: 'vuelve antes de tiempo a los límites de todos',
    power: 'abrir_limites',
    audit: ['limites_cerrados'],
    run: endRaised,
  },
  {
    name: 'llaves rotar',
    words: [],
    help: 'cifra todo lo guardado con la primera llave de ENCRYPTION_KEYS, con el producto en uso',
    power: 'rotar_llaves',
    audit: ['llaves_rotadas'],
    run: keys.rotate,
  },
  {
    name: 'llaves listar',
    words: [],
    help: 'muestra las llaves que firman los ingresos a otros sistemas, y desde cuándo puede cambiar cada una',
    power: 'administrar_firma',
    audit: ['firmas_listadas'],
    run: keys.list,
  },
  {
    name: 'llaves publicar',
    words: [],
    help: 'hace y publica la próxima llave que firmará; un día después, llaves firmar',
    power: 'administrar_firma',
    audit: ['firma_publicada'],
    run: keys.publish,
  },
  {
    name: 'llaves firmar',
    words: ['llave'],
    help: 'firma desde ahora con una llave publicada hace un día o más [--ya: es una emergencia, basta un minuto]',
    power: 'administrar_firma',
    audit: ['firma_estrenada'],
    run: keys.sign,
  },
  {
    name: 'llaves retirar',
    words: ['llave'],
    help: 'retira una llave que dejó de firmar hace un día o más [--ya: se filtró, lo que firmó deja de valer]',
    power: 'administrar_firma',
    audit: ['firma_retirada'],
    run: keys.retire,
  },
  {
    name: 'bitacora conteos',
    words: [],
    help: 'muestra por hora, de los últimos 7 días, lo que se cuenta y no se anota uno a uno',
    power: 'ver_conteos',
    audit: ['conteos_vistos'],
    run: showCounts,
  },
  {
    name: 'bitacora verificar',
    words: [],
    help: 'lee toda la bitácora y dice qué anotaciones o sellos alguien cambió, puso o quitó',
    power: 'verificar_bitacora',
    audit: ['bitacora_verificada'],
    run: verify,
  },
  {
    name: 'demo',
    words: [],
    help: 'solo en desarrollo: inventa funcionarios y cuentas, y dice cómo probar la consola',
    power: 'inventar_cuentas',
    // What it does is signed by those whom it invents, and by an operador of that name.
    audit: null,
    run: demo,
  },
]
