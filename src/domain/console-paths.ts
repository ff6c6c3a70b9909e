/** Addresses of the console of the call centre. Its pages name what they are about by ids, never by data. */
export const consolePaths = {
  home: '/funcionarios',
  ingresar: '/funcionarios/ingresar',
  /** The second factor, after the password. */
  codigo: '/funcionarios/codigo',
  /** The same again, for what is marked ●. */
  otraVez: '/funcionarios/otra-vez',
  /** A passkey, in its place: to enter, and before what is marked ●. */
  passkey: '/funcionarios/llave',
  otraVezPasskey: '/funcionarios/otra-vez/llave',
  /** One of the recovery codes, in its place. */
  recuperacion: '/funcionarios/recuperacion',
  /** Finding an account: the box, and what a search of this session found. */
  buscar: '/funcionarios/buscar',
  found: '/funcionarios/resultados',
  /** A call: opening an account, its page, its code, ending it; and one's own. */
  abrir: '/funcionarios/abrir',
  tomar: '/funcionarios/tomar',
  llamada: '/funcionarios/llamada',
  pedirCodigo: '/funcionarios/pedir-codigo',
  decirCodigo: '/funcionarios/codigo-llamada',
  terminarLlamada: '/funcionarios/terminar-llamada',
  llamadas: '/funcionarios/llamadas',
  /** What is done in a call: a page for each action, and what to read aloud. */
  acciones: {
    reenviar_aviso: '/funcionarios/reenviar-aviso',
    abrir_caso: '/funcionarios/abrir-caso',
    cerrar_caso: '/funcionarios/cerrar-caso',
    pedir_documento: '/funcionarios/pedir-documento',
    registrar: '/funcionarios/registrar',
    pedir_liberar: '/funcionarios/pedir-liberar',
    pedir_invitar: '/funcionarios/pedir-invitar',
    pedir_descongelar: '/funcionarios/pedir-descongelar',
    pedir_verificar: '/funcionarios/pedir-verificar',
    pedir_cambiar_contactos: '/funcionarios/pedir-cambiar-contactos',
    pedir_representante: '/funcionarios/pedir-representante',
    pedir_reunir: '/funcionarios/pedir-reunir',
    congelar: '/funcionarios/congelar',
    enviar_enlace: '/funcionarios/enviar-enlace',
    enviar_provisoria: '/funcionarios/enviar-provisoria',
    reabrir: '/funcionarios/reabrir',
    descongelar: '/funcionarios/descongelar',
    cambiar_correo: '/funcionarios/cambiar-correo',
    cambiar_celular: '/funcionarios/cambiar-celular',
  },
  /** For who has no account: registering them (natural persons above), opening their caso, and its number to read aloud. */
  registrarMigrante: '/funcionarios/registrar-migrante',
  casoSinCuenta: '/funcionarios/caso-sin-cuenta',
  casoAbierto: '/funcionarios/caso-abierto',
  resumen: '/funcionarios/resumen',
  /** The open casos, one of them, and closing it outside a call. */
  casos: '/funcionarios/casos',
  caso: '/funcionarios/casos/ver',
  cerrarCaso: '/funcionarios/casos/cerrar',
  /** What takes two people: the open ones, one of them, and the buttons that decide it. */
  ordenes: '/funcionarios/ordenes',
  orden: '/funcionarios/orden',
  decidirOrden: '/funcionarios/decidir-orden',
  /** Documents: their list, taking one, letting go of it; one of them, its frame, a page as a picture, the file; opening a decision again. */
  documentos: '/funcionarios/documentos',
  tomarDocumento: '/funcionarios/documentos/tomar',
  soltarDocumento: '/funcionarios/documentos/soltar',
  revisar: '/funcionarios/documentos/revisar',
  visor: '/funcionarios/documentos/visor',
  hoja: '/funcionarios/documentos/hoja',
  archivo: '/funcionarios/documentos/archivo',
  reabrirDocumento: '/funcionarios/documentos/reabrir',
  /** What an activation link holds, and the steps that it leads to. */
  enlace: '/funcionarios/activar/:ficha',
  enlaceVencido: '/funcionarios/activacion/vencida',
  activar: '/funcionarios/activacion',
  activarTelefono: '/funcionarios/activacion/telefono',
  activarCodigos: '/funcionarios/activacion/codigos',
  /** One's own sessions and settings. */
  own: '/funcionarios/sesion',
  atajos: '/funcionarios/sesion/atajos',
  ownContrasena: '/funcionarios/sesion/contrasena',
  ownCodigos: '/funcionarios/sesion/codigos',
  ownCodigosNuevos: '/funcionarios/sesion/codigos/nuevos',
  endOne: '/funcionarios/sesion/cerrar',
  endAll: '/funcionarios/sesion/cerrar-todas',
  /** The outbox of messages, sending some again, and the mailboxes that came back. */
  avisos: '/funcionarios/avisos',
  reencolar: '/funcionarios/avisos/reencolar',
  devueltos: '/funcionarios/avisos/devueltos',
  /** Who works here, one of them, and what is done about them. */
  personal: '/funcionarios/personal',
  funcionario: '/funcionarios/personal/ver',
  agregarFuncionario: '/funcionarios/personal/agregar',
  rolFuncionario: '/funcionarios/personal/rol',
  suspenderFuncionario: '/funcionarios/personal/suspender',
  endSessions: '/funcionarios/personal/cerrar-sesiones',
  /** Letting them in again: one asks, another carries it out. */
  pedirReinicio: '/funcionarios/personal/pedir-reinicio',
  reiniciarFuncionario: '/funcionarios/personal/reiniciar',
  /** The systems that sign people in with us, one of them, what is done about it, and its new secret, shown once. */
  sistemas: '/funcionarios/sistemas',
  sistema: '/funcionarios/sistemas/ver',
  registrarSistema: '/funcionarios/sistemas/registrar',
  cambiarSistema: '/funcionarios/sistemas/cambiar',
  rotarSecreto: '/funcionarios/sistemas/otro-secreto',
  secreto: '/funcionarios/sistemas/secreto',
  suspenderSistema: '/funcionarios/sistemas/suspender',
  reanudarSistema: '/funcionarios/sistemas/reanudar',
  logoSistema: '/funcionarios/sistemas/logo',
  /** One's own passkeys. */
  passkeys: '/funcionarios/llaves',
  passkeyNew: '/funcionarios/llaves/nueva',
  passkeyRemove: '/funcionarios/llaves/quitar',
  passkeyRename: '/funcionarios/llaves/nombre',
  /** Limits raised for classrooms. */
  raisedLimits: '/funcionarios/limites',
  raiseLimits: '/funcionarios/limites/abrir',
  endRaisedLimits: '/funcionarios/limites/cerrar',
  /** What everybody's work looks like. */
  panel: '/funcionarios/panel',
  /** The bitácora, the account that it is filtered by, and its export. */
  audit: '/funcionarios/bitacora',
  auditCuenta: '/funcionarios/bitacora/cuenta',
  auditExport: '/funcionarios/bitacora/exportar',
  salir: '/funcionarios/salir',
} as const
