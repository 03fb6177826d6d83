// Reads QR codes with the camera: with the browser's own reader where it has one, else with a small library that is
// fetched when the camera is first used. No picture leaves the phone or is kept.

const EVERY = 150
/** The same badge in front of the camera is one badge. */
const AGAIN = 3000
const WIDEST = 800

async function reader () {
  if ('BarcodeDetector' in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => [])
    if (formats.includes('qr_code')) {
      const detector = new window.BarcodeDetector({ formats: ['qr_code'] })
      return async video => (await detector.detect(video))[0]?.rawValue
    }
  }
  const { decodeQR } = await import('../qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async video => {
    const scale = Math.min(1, WIDEST / video.videoWidth)
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height))
    } catch {
      return undefined // no code in the picture
    }
  }
}

export class Camera {
  constructor (video, heard) {
    this.video = video
    this.heard = heard
    this.last = { text: '', at: 0 }
  }

  static get isThere () {
    return Boolean(navigator.mediaDevices?.getUserMedia && window.isSecureContext)
  }

  /** Rejects where there is no camera, or one may not use it. The reader comes first: without it no picture. */
  async start () {
    this.read ??= await reader()
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 } }
    })
    this.video.srcObject = this.stream
    await this.video.play()
    this.look()
  }

  async look () {
    if (!this.stream) return
    if (this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      const text = await this.read(this.video).catch(() => undefined)
      const now = Date.now()
      if (text && this.stream) {
        if (text !== this.last.text || now - this.last.at > AGAIN) this.heard(text)
        this.last = { text, at: now }
      }
    }
    this.timer = setTimeout(() => this.look(), EVERY)
  }

  stop () {
    clearTimeout(this.timer)
    for (const track of this.stream?.getTracks() ?? []) track.stop()
    this.stream = undefined
    this.video.srcObject = null
    this.last = { text: '', at: 0 }
  }
}
