/** What the bitácora calls each result of an event. */
import { REFUSAL_TEXTS, type RefusalCode } from '../outcome/refusals.ts'

/** Results of which the event says it all. */
const PLAIN = { bien: '', con_efecto: '', hecho: '' } as const

const WORDS = {
  ...PLAIN,
  accion_tope: 'llegó al tope del día',
  activacion: 'con su enlace de activación',
  activar: 'para activar la cuenta',
  agotado: 'sin más intentos',
  ajena: 'es de otra persona',
  ajeno: 'lo tiene otra persona',
  alterada: 'una anotación cambió',
  aplicada: 'se hizo',
  borrado: 'ya se borró',
  cambio: 'cambió mientras se miraba',
  cambio_entretanto: 'la cuenta cambió mientras tanto',
  caso_ajeno: 'el caso es de otra cuenta',
  celular: 'un celular nuevo',
  celular_lleno: 'tres cuentas tienen ese celular',
  cerrada: 'se cerró',
  cerrado: 'estaba cerrado',
  clave: 'con su clave',
  clave_provisoria: 'es una clave provisoria: se cambia antes',
  codigo: 'con un código',
  coincide: 'sus datos coinciden con el registro',
  con_ilegibles: 'algunos datos no se pudieron leer',
  congelada: 'la cuenta está congelada',
  congelada_mesa: 'la cuenta está congelada: la devuelve la mesa',
  contacto: 'sus datos de contacto',
  correo_lleno: 'tres cuentas tienen ese correo',
  correo_sin_confirmar: 'su correo no está confirmado',
  cortado: 'se cortó antes de terminar',
  cuenta_no_activa: 'la cuenta no está activa',
  cuenta_sigue: 'la cuenta que lo tenía sigue igual',
  datos: 'con sus datos',
  datos_completos: 'no le falta nada',
  declarada: 'declarada',
  demasiadas_redes: 'ya hay demasiadas redes abiertas',
  detenido: 'detenido',
  direccion: 'esa dirección no existe',
  dominio: 'ese dominio no existe',
  email: 'un correo nuevo',
  email_en_uso: 'ya había alguien con ese correo',
  en_espera: 'espera su hora',
  enlace: 'con un enlace',
  ensayo: 'de ensayo',
  enviada: 'se envió',
  estado: 'el estado de la cuenta',
  facilitador_existente: 'ya era facilitador',
  fallido: 'no se pudo entregar',
  falta: 'falta una anotación',
  faltan_datos: 'le faltan datos',
  guardada: 'guardado',
  identificador: 'el RUT o NIE',
  identificador_en_uso: 'otra cuenta tiene ese RUT o NIE',
  infectado: 'tiene un virus',
  iniciado: 'empezó',
  integra: 'está entera',
  interrumpida: 'se interrumpió',
  invitacion: 'con una invitación',
  limpio: 'sin virus',
  llave_desconocida: 'falta la llave con que se selló',
  lleno: 'ese correo está lleno',
  misma_persona: 'era la misma persona',
  mismo_rol: 'ya tenía ese rol',
  ninguno: 'no quedaba ninguno',
  no_activa: 'la cuenta no está activa',
  no_coincide: 'no coincide',
  no_congelada: 'la cuenta no está congelada',
  no_corresponde: 'no corresponde a esta cuenta',
  no_es_otec: 'no es un OTEC',
  no_existe: 'no existe',
  no_por_personal: 'no la congeló el personal',
  no_fui_yo: 'la persona dijo «No fui yo»',
  objecion: 'su dueño se opuso',
  objetada: 'su dueño se había opuesto',
  ocupada: 'la tenía otra persona',
  otec_no_verificada: 'la identidad del OTEC no está verificada',
  otec_no_vigente: 'el OTEC no está vigente',
  otro_dia: 'ya lo intentó hoy',
  otro_en_espera: 'la persona envió otro documento',
  otro_representante: 'el registro nombra a otro representante',
  pedido: 'espera que se confirme',
  propia: 'es su propia cuenta',
  provisoria: 'con su clave provisoria',
  queda_un_canal: 'todavía tiene un correo o celular confirmado',
  rechazada: 'rechazada',
  rechazado: 'rechazado',
  recuperar: 'para recuperar la clave',
  'recuperar-tras-espera': 'para recuperar la clave, después de la espera',
  red_no_sirve: 'esa red no sirve',
  reenviado: 'se envió otra vez',
  registrada: 'la registró la misma persona',
  registro_cambio: 'el registro cambió mientras tanto',
  registro: 'con un código del registro',
  repetida: 'era la misma llamada',
  representante: 'otro representante legal',
  repuesto: 'volvió al anterior',
  respuesta: 'la respuesta secreta',
  rut_sin_cuenta: 'ese RUT no tiene cuenta',
  rut_congelado: 'la cuenta de ese RUT está congelada',
  rut_con_nie: 'ese RUT ya tiene un NIE',
  rut_en_uso: 'ese RUT ya tiene cuenta',
  segundo_factor: 'faltó mostrar el segundo factor',
  sin_antivirus: 'ningún antivirus lo revisó',
  sin_cambio: 'sin cambio',
  sin_cambios: 'sin cambios',
  sin_confirmar: 'su correo no está confirmado',
  sin_correo: 'no tiene correo',
  sin_cuenta: 'no tiene cuenta',
  sin_datos: 'la cuenta no tiene datos con que comprobar',
  sin_decidir: 'no tenía una decisión',
  sin_destino: 'no tiene adónde',
  sin_efecto: 'quedó sin efecto',
  sin_facilitadores: 'no tiene facilitadores',
  sin_representante: 'no tiene representante',
  sobra: 'sobra una anotación',
  tarde: 'demasiado tarde',
  terminada: 'ya había terminado',
  tomada: 'la tomó otra persona',
  tope_de_cuenta: 'abrió muchas veces la misma cuenta',
  ultimo_administrador: 'nadie más administra el personal',
  use_su_rut: 'ahora usa su RUT',
  vencida: 'venció',
  vencido: 'estaba vencido',
  verificada: 'verificada',
  verificado: 'aceptado',
  volver: 'para volver a la cuenta',
  ya_cerrado: 'ya estaba cerrado',
  ya_concedida: 'ya estaba concedida',
  ya_decidido: 'ya estaba decidido',
  ya_no_administra: 'quien lo hizo ya no administra el personal',
  ya_pedida: 'ya había una abierta',
  ya_no_puede: 'quien lo hizo ya no puede',
  ya_pedido: 'ya estaba pedido',
  ya_registrado: 'ya estaba registrado',
  ya_suspendido: 'ya estaba suspendido',
  ya_verificada: 'ya estaba verificada',
} as const

/** Codes that are words of machinery in the code. */
const LIMITS = [
  ['limite', 'se llegó al límite'],
  ['tope', 'llegó al tope del día'],
] as const

/** A refusal says what its page said; '' where it said nothing. A new result is a line above. */
export type AuditResult = keyof typeof WORDS | (typeof LIMITS)[number][0] | RefusalCode | ''

/** Several in one. */
export const joinedResults = (results: readonly AuditResult[]): AuditResult =>
  results.join(' ') as AuditResult

const OWN: Readonly<Record<string, string>> = { ...WORDS, ...Object.fromEntries(LIMITS) }
const REFUSED: Readonly<Record<string, string>> = REFUSAL_TEXTS

/** A result in words; '' where the event says it all. Former versions left others, and the audit keeps them. */
export const resultWords = (result: string): string =>
  OWN[result] ??
  (result === '' ? '' : (refusedWords(REFUSED[result]) ?? result.split(' ').map(oneOf).join(', ')))

const oneOf = (result: string): string => OWN[result] ?? result.replaceAll('_', ' ')

/** The first sentence of what was said, where it is whole without what it was about. */
function refusedWords(text: string | undefined): string | undefined {
  const [sentence = ''] = text?.split(/\.(?: |$)/) ?? []
  if (text === undefined) return undefined
  return sentence.includes('{') ? 'no se pudo' : sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
