// What is left before registration opens, counted by the server's clock: it says how many seconds are left, and the
// page counts on from there, whatever the visitor's own clock says. When it is time the page asks for itself once,
// a little later than its neighbours; as long as the door is shut it waits longer each time.

const SPREAD = 8
const LATEST = 120

const place = () => document.querySelector('[data-state]')
const began = () => performance.now()

let start = began()
let tries = 0
let timer

const left = () => {
  const { opensIn, changesIn } = place().dataset
  const seconds = Number(opensIn ?? changesIn)
  return Number.isFinite(seconds) ? seconds - (performance.now() - start) / 1000 : undefined
}

function say (seconds) {
  const line = place().querySelector('[data-left]')
  if (!line) return
  const language = document.documentElement.lang
  const minutes = Math.max(Math.ceil(seconds / 60), 0)
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute']
  ]
  const first = parts.findIndex(([count]) => count > 0)
  const words = parts.slice(first < 0 ? 2 : first).map(([count, unit]) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count))
  line.textContent = line.dataset.left.replace('%s', new Intl.ListFormat(language).format(words))
}

async function refresh () {
  tries += 1
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin' })
    if (answer.ok && !answer.redirected) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const state = fresh.querySelector('[data-state]')
      const before = place().dataset.opensIn
      if (state) {
        place().replaceWith(document.adoptNode(state))
        start = began()
        if (before === undefined || state.dataset.opensIn === undefined) tries = 0
      }
    }
  } catch {
    // The line is down; we ask again.
  }
  tick()
}

function tick () {
  clearTimeout(timer)
  const seconds = left()
  if (seconds === undefined) return
  if (seconds <= 0) {
    const wait = Math.min(5 * 2 ** tries, LATEST) * Math.min(tries, 1) + Math.random() * SPREAD
    timer = setTimeout(refresh, wait * 1000)
    return
  }
  say(seconds)
  // At the turn of the minute, and at the moment itself.
  timer = setTimeout(tick, Math.min(seconds % 60 || 60, seconds) * 1000 + 50)
}

if (place()) tick()
// A phone that has slept counts on from where the clock is now.
document.addEventListener('visibilitychange', () => { if (!document.hidden && place()) tick() })
