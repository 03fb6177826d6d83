// What is being written is kept by the server while it is written: a little after each pause, and at once when
// files are chosen. Each save says which number it builds on; where another window has saved since, the page
// says so and touches neither text; where two people write, it leads to both texts side by side.

import { mark } from './spot.js'

const PAUSE = 1500
const AGAIN = 15_000

const place = document.querySelector('[data-draft]')
const form = place?.closest('form')

if (form) {
  const line = place.querySelector('[data-draft-line]')
  const hints = place.querySelector('[data-hints]')
  const saveButton = place.querySelector('[data-draft-save]')
  const discardButton = place.querySelector('[data-draft-discard]')
  const number = form.elements.draft
  const told = form.elements.told
  const chooser = form.querySelector('input[type="file"]')
  let timer
  let running
  let behind = false
  let leaving = false

  // Where one looks while one writes; without JavaScript the buttons stand with the form's others.
  form.querySelector('[data-prose]')?.closest('.form-group').after(place)

  const say = (text, ...more) => line.replaceChildren(text, ...more)

  function withButton (text, label, press) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--link'
    button.textContent = label
    button.addEventListener('click', press)
    say(`${text} `, button)
  }

  function withLink (text, label, address) {
    const link = document.createElement('a')
    link.href = address
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = label
    say(`${text} `, link)
  }

  // What was typed goes along, and comes back beside what somebody else has written.
  function compare () {
    leaving = true
    form.submit()
  }

  function show (answer) {
    number.value = answer.number
    const files = form.querySelector('[data-files]')
    if (files) files.innerHTML = answer.files
    hints.replaceChildren(...answer.hints.map(sentence => {
      const words = document.createElement('p')
      words.textContent = sentence
      return words
    }))
    if (answer.hints.length && told) told.value = '1'
    if (answer.number && discardButton) discardButton.hidden = false
    if (answer.refused === 'too_fast') {
      say(answer.errors.__all__.text)
      timer = setTimeout(save, AGAIN)
      return
    }
    if (answer.refused) {
      behind = true
      const { text } = answer.errors.__all__
      if (answer.newer && place.dataset.compare) withButton(text, place.dataset.compare, compare)
      else if (answer.newer) withLink(text, place.dataset.fetch, answer.newer)
      else say(text)
      return
    }
    const [name, error] = Object.entries(answer.errors)[0] ?? []
    if (!error) return say(answer.line)
    const text = answer.saved ? `${answer.line}. ${error.text}` : `${place.dataset.unsaved} ${error.text}`
    const box = form.elements[name]
    if (error.spot && box) withButton(text, place.dataset.show, () => mark(box, error.spot))
    else say(text)
  }

  async function send ({ withFiles = false, ...extra } = {}) {
    clearTimeout(timer)
    const data = new FormData(form)
    for (const [name, value] of Object.entries(extra)) data.set(name, value)
    if (chooser && !withFiles) data.delete(chooser.name)
    try {
      const answer = await fetch(place.dataset.draft, {
        method: 'POST',
        body: data,
        headers: { Accept: 'application/json' },
        credentials: 'same-origin'
      })
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(String(answer.status))
      if (withFiles) chooser.value = ''
      if (!leaving) show(await answer.json())
    } catch {
      if (leaving) return
      say(place.dataset.away)
      timer = setTimeout(save, AGAIN)
    }
  }

  // One at a time: the next builds on the number that the last one gave.
  function inTurn (extra) {
    running = (running ?? Promise.resolve()).then(() => (leaving ? undefined : send(extra)))
    return running
  }

  function save () {
    if (behind) return
    say(place.dataset.saving)
    inTurn()
  }

  form.addEventListener('input', event => {
    if ((chooser && event.target === chooser) || behind) return
    clearTimeout(timer)
    timer = setTimeout(save, PAUSE)
  })

  chooser?.addEventListener('change', () => {
    if (!chooser.files.length) return
    say(place.dataset.uploading)
    inTurn({ withFiles: true })
  })

  form.addEventListener('submit', async event => {
    const button = event.submitter
    if (button === saveButton) {
      event.preventDefault()
      save()
    } else if (button?.name === 'remove') {
      event.preventDefault()
      await inTurn({ remove: button.value })
      chooser.focus()
    } else {
      // What is on its way is waited for, so that the draft does not come back after its posting.
      clearTimeout(timer)
      if (!running) {
        leaving = true
        setTimeout(() => { leaving = false }, AGAIN) // it may not have come through
        return
      }
      event.preventDefault()
      const before = running
      running = undefined
      await before
      // Not before this event has run its course: until then a form lets itself be sent no second time.
      setTimeout(() => form.requestSubmit(button ?? undefined))
    }
  })

  window.addEventListener('pageshow', event => {
    if (event.persisted) leaving = false
  })
}
