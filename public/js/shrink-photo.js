/**
 * Maximum pixels and JPEG qualities, tried in this order until the result fits. 4 megapixels are still 2,000 px on the
 * longer side, so that a document can be read. Stays well below the 16.7 megapixels of a canvas on iOS.
 */
const TRIES = [
  [8_000_000, [0.85, 0.75]],
  [5_600_000, [0.85, 0.75]],
  [4_000_000, [0.85, 0.75, 0.6, 0.45, 0.3, 0.15]],
]

/**
 * Converts an image to a JPEG of at most maxBytes, upright and on white. Sends nothing.
 * @returns a promise, rejected when the browser cannot open the image or nothing in TRIES fits.
 */
export function shrinkPhoto(file, maxBytes) {
  const url = URL.createObjectURL(file)
  return openPicture(url)
    .then((picture) => firstThatFits(picture, maxBytes))
    .then((blob) => new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: blob.type }))
    .finally(() => URL.revokeObjectURL(url))
}

/** An img element applies the EXIF orientation in every browser that supports modules (decision 0025). */
async function openPicture(url) {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  return picture
}

async function firstThatFits(picture, maxBytes) {
  const canvas = document.createElement('canvas')
  for (const [pixels, qualities] of TRIES) {
    draw(picture, canvas, pixels)
    for (const quality of qualities) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
      if (blob?.size <= maxBytes) return blob
    }
  }
  throw new Error('no try fits')
}

function draw(picture, canvas, pixels) {
  const { naturalWidth, naturalHeight } = picture
  const scale = Math.min(1, Math.sqrt(pixels / (naturalWidth * naturalHeight)))
  canvas.width = Math.ceil(naturalWidth * scale)
  canvas.height = Math.ceil(naturalHeight * scale)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
}
