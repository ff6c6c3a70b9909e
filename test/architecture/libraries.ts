/**
 * The layer of each library: the only folders, and files, that import it. A library that two layers want is
 * wrapped by the one that knows it, and reaches the other as an interface.
 */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  '@cantoo/pdf-lib': ['src/security/documentos/'],
  // Only in the process that draws.
  '@hyzyla/pdfium': ['src/security/documentos/pdfium-process.ts'],
  '@resvg/resvg-js': ['src/security/captcha/'],
  '@simplewebauthn/server': ['src/security/passkeys.ts'],
  '@zxcvbn-ts/core': ['src/security/'],
  '@zxcvbn-ts/language-common': ['src/security/'],
  '@zxcvbn-ts/language-es-es': ['src/security/'],
  bcrypt: ['src/security/'],
  'better-sqlite3': ['src/storage/engine/'],
  'csv-parse': ['src/cli/csv/'],
  // Pages are rendered by Express, which loads it by name.
  ejs: ['src/mail/'],
  express: ['src/http/', 'src/app.ts'],
  'express-session': [
    'src/http/session/',
    'src/http/citizen/session-data.ts',
    'src/http/staff/session-data.ts',
  ],
  'file-type': ['src/security/documentos/'],
  helmet: ['src/http/middleware/'],
  kysely: ['src/storage/', 'migrations/'],
  multer: ['src/http/middleware/'],
  nodemailer: ['src/mail/'],
  // Comes with OpenID.
  'oidc-provider': ['src/openid/'],
  // Of the system of tests.
  'openid-client': ['src/cli/sandbox/'],
  otpauth: ['src/security/totp.ts'],
  pg: ['src/storage/engine/'],
  pino: ['src/log.ts'],
  // Reads the mails that development wrote; production never loads it.
  'postal-mime': ['src/http/dev/'],
  'prom-client': ['src/http/metrics.ts'],
  sharp: ['src/security/documentos/'],
  'altcha-lib': ['src/security/prices.ts'],
  'svg-captcha': ['src/security/captcha/'],
  uqr: ['src/http/staff/'],
  // Checks what comes from outside the program.
  zod: ['src/domain/', 'src/http/', 'src/cli/', 'src/config/'],
}
