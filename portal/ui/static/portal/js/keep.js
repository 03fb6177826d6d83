// A long form is kept by the server while it is filled in: a little after each pause, and once more when the page
// is left. Without JavaScript it is kept when it is sent.

const PAUSE = 1200

const form = document.querySelector('form[data-keep]')

if (form) {
  const line = form.querySelector('[data-keep-line]')
  let timer
  let unsaved = false
  let sending = false
  let sent = false

  async function keep () {
    clearTimeout(timer)
    if (sending || sent) return
    sending = true
    unsaved = false
    try {
      const answer = await fetch(form.dataset.keep, {
        method: 'POST',
        body: new FormData(form),
        headers: { Accept: 'application/json' },
        credentials: 'same-origin'
      })
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
      const { line: words } = await answer.json()
      if (words) line.textContent = words
    } catch {
      unsaved = true
      line.textContent = form.dataset.keepAway
    } finally {
      sending = false
    }
    if (unsaved && !sent) timer = setTimeout(keep, PAUSE * 10)
  }

  form.addEventListener('input', () => {
    unsaved = true
    clearTimeout(timer)
    timer = setTimeout(keep, PAUSE)
  })

  // What is sent is kept by its answer; a later word of ours would bring an old draft back.
  form.addEventListener('submit', () => {
    sent = true
    clearTimeout(timer)
  })

  // Back from the next page, the browser shows this one as it was left.
  window.addEventListener('pageshow', () => { sent = false })

  window.addEventListener('pagehide', () => {
    if (unsaved && !sent) navigator.sendBeacon(form.dataset.keep, new FormData(form))
  })
}
