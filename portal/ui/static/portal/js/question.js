// A question's page stays new by itself, and never moves the text under its reader's eyes: what comes in
// waits behind a pill until the reader asks for it.
//
// Each event has a number in the question's own row. A gap, or a heartbeat that knows a higher number,
// means that something was missed: the page then asks the server for what came after the last it has.

import { openSocket } from './socket.js'

const SILENCE = 12_000 // three heartbeats
const POLL = 15_000
// The parts of the page that others change.
const PARTS = '#titel, #fakta, #status, #sporgsmaal, #svar-antal, #i-gang, #svar > [data-into]'

const place = document.querySelector('[data-question]')
const pill = place.querySelector('[data-pill]')
const line = place.querySelector('[data-live-line]')
const words = place.querySelector('[data-live-words]')
const dot = place.querySelector('[data-live-dot]')
const pattern = place.querySelector('[data-new-tools]')

let seq = Number(place.dataset.seq)
let waiting = []
let asking = false
let polling
let silence
let ended = false

// --- the line at the foot ----------------------------------------------------------------------------
function say (state) {
  line.hidden = false
  dot.className = `notice-dot${state === 'live' ? ' notice-dot--ok' : ' notice-dot--wait'}`
  if (words.textContent !== place.dataset[state]) words.textContent = place.dataset[state]
}

// A number and no names: who reads what is nobody's business.
const others = place.querySelector('[data-others]')

function company (number) {
  const { oneOther, manyOthers } = place.dataset
  const text = number === 1 ? oneOther : manyOthers.replace('{n}', number)
  others.textContent = number > 0 ? text : ''
}

// --- what waits behind the pill ----------------------------------------------------------------------
function pillText () {
  const count = kind => waiting.filter(event => event.kind === kind).length
  const answers = count('answer')
  const comments = count('comment')
  const { newAnswer, newAnswers, newComment, newComments, changed, newsMany } = place.dataset
  if (answers && comments) return newsMany.replace('{n}', answers + comments)
  if (answers) return answers === 1 ? newAnswer : newAnswers.replace('{n}', answers)
  if (comments) return comments === 1 ? newComment : newComments.replace('{n}', comments)
  return changed
}

function take (event) {
  if (event.seq <= seq) return
  if (event.seq > seq + 1) return catchUp()
  seq = event.seq
  // An earlier wording that has been changed since is empty: there is nothing to show of it.
  if (!event.html) return
  if (event.kind === 'quiet') {
    show(event)
    return
  }
  if (event.kind === 'withdrawn') return withdraw(event)
  waiting.push(event)
  pill.textContent = pillText()
  pill.hidden = false
}

function withTools (element, old) {
  const slot = element.querySelector('[data-tools]')
  if (!slot) return
  const kept = old?.querySelector('[data-tools]')
  if (kept) {
    slot.replaceWith(kept) // with whatever is half-written in it
    return
  }
  if (!pattern || slot.childElementCount) return // the reader's own are in it already
  const tools = pattern.content.cloneNode(true)
  const id = element.dataset.answer
  for (const form of tools.querySelectorAll('form')) {
    form.action = form.getAttribute('action').replace('/svar/0/', `/svar/${id}/`)
  }
  for (const link of tools.querySelectorAll('a')) {
    link.href = link.getAttribute('href').replace('/svar/0/', `/svar/${id}/`)
  }
  slot.append(tools)
}

// --- a comment is written where it will stand ----------------------------------------------------------
const commentForm = place.querySelector('[data-comment-form]')

function openComment (tools, id) {
  const form = commentForm.content.firstElementChild.cloneNode(true)
  form.action = form.getAttribute('action').replace('/svar/0/', `/svar/${id}/`)
  form.elements.key.value = crypto.randomUUID()
  for (const name of ['id', 'for', 'aria-describedby']) {
    for (const each of form.querySelectorAll(`[${name}]`)) {
      each.setAttribute(name, each.getAttribute(name).replaceAll('kommentar_0_', `kommentar_${id}_`))
    }
  }
  tools.append(form)
  return form
}

place.addEventListener('click', event => {
  const link = event.target.closest('[data-comment]')
  const tools = event.target.closest('[data-tools]')
  if (!tools) return
  let form = tools.querySelector('form.answer__comment')
  if (link) {
    event.preventDefault()
    form ??= openComment(tools, link.closest('[data-answer]').dataset.answer)
    form.elements.text.focus()
  } else if (event.target.closest('[data-close]')) {
    form.remove()
    tools.querySelector('[data-comment]').focus()
  }
})

function show (event) {
  const fragment = document.createElement('template')
  fragment.innerHTML = event.html
  let first
  for (const element of [...fragment.content.children]) {
    const old = document.getElementById(element.id)
    withTools(element, old)
    if (old) {
      old.replaceWith(element)
    } else {
      document.querySelector(element.dataset.into)?.append(element)
      first ??= element
    }
    if (element.dataset.into) element.classList.add('is-new')
  }
  return first
}

// Words that are not to be read any more go at once, also from what waits behind the pill.
function withdraw (event) {
  show(event)
  const fragment = document.createElement('template')
  fragment.innerHTML = event.html
  const ids = [...fragment.content.children].map(element => element.id)
  const answer = ids.find(id => /^svar-\d+$/.test(id))
  waiting = waiting.filter(({ html }) =>
    answer ? !html.includes(`"${answer}"`) && !html.includes(`"#${answer}-`) : !html.includes('id="sporgsmaal"'))
  pill.hidden = !waiting.length
  if (waiting.length) pill.textContent = pillText()
}

pill.addEventListener('click', () => {
  const shown = waiting.map(show).filter(Boolean)
  waiting = []
  pill.hidden = true
  document.getElementById('intet-svar')?.remove()
  const first = shown[0] ?? document.getElementById('svar-antal')
  first.tabIndex = -1
  first.focus()
})

// --- who is writing: nobody is for longer than they said ------------------------------------------------
setInterval(() => {
  for (const claim of document.querySelectorAll('#i-gang [data-until]')) {
    if (new Date(claim.dataset.until) < new Date()) claim.remove()
  }
}, 20_000)

// --- another's words in one's own answer: what is marked in it, or all of it ----------------------------
place.addEventListener('click', event => {
  const link = event.target.closest('[data-quote-answer]')
  const box = document.querySelector('#svar-her ~ form [data-prose]')
  if (!link || !box) return
  event.preventDefault()
  const answer = link.closest('[data-answer]')
  const text = answer.querySelector('.prose')
  const marked = getSelection()
  const some = marked.rangeCount && text.contains(marked.getRangeAt(0).commonAncestorContainer)
  box.dispatchEvent(new CustomEvent('portal:quote', {
    detail: {
      who: place.dataset.wrote.replace('{who}', answer.querySelector('strong').textContent),
      address: `${location.pathname}#svar-${answer.dataset.answer}`,
      words: (some && marked.toString().trim()) || text.innerText.trim()
    }
  }))
})

// --- catching up -------------------------------------------------------------------------------------
async function catchUp () {
  if (asking || ended) return
  asking = true
  try {
    const answer = await fetch(`${place.dataset.news}?efter=${seq}`, {
      headers: { Accept: 'application/json' },
      credentials: 'same-origin'
    })
    if (answer.status === 403 || answer.status === 404 || answer.redirected) return end()
    if (!answer.ok) throw new Error(String(answer.status))
    const news = await answer.json()
    if (!news.complete) return await renew()
    news.events.forEach(take)
    if (polling) say('polling')
  } catch {
    say('away')
  } finally {
    asking = false
  }
}

// What was missed is too old to be had piece by piece: the page's parts as they stand now wait behind the pill.
async function renew () {
  const answer = await fetch(new URL('..', new URL(place.dataset.news, location.href)), {
    credentials: 'same-origin'
  })
  if (!answer.ok) return say('stale')
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const parts = [...page.querySelectorAll(PARTS)]
  const told = list => ({ kind: 'change', html: list.map(part => part.outerHTML).join('') })
  // Words that are not to be read any more go at once.
  const hasWords = element =>
    element?.querySelector(element.matches('.prose') ? ':scope > :not(.meta)' : '.prose')
  show(told(parts.filter(part => hasWords(document.getElementById(part.id)) && !hasWords(part))))
  for (const old of document.querySelectorAll('#svar > [data-into]')) {
    if (!page.getElementById(old.id)) old.remove()
  }
  seq = Number(page.querySelector('[data-question]').dataset.seq)
  waiting = [told(parts)]
  pill.textContent = pillText()
  pill.hidden = false
}

function end () {
  ended = true
  clearInterval(polling)
  clearTimeout(silence)
  say('closed')
}

// --- the socket, or else the clock -------------------------------------------------------------------
function listen () {
  clearTimeout(silence)
  silence = setTimeout(() => {
    if (polling || ended) return
    say('away')
    catchUp()
    listen()
  }, SILENCE)
}

listen()
openSocket(place.dataset.socket, {
  onFrame (frame) {
    clearInterval(polling)
    polling = undefined
    listen()
    if (words.textContent !== place.dataset.stale) say('live')
    if (frame.type === 'heartbeat') company((frame.here ?? 1) - 1)
    if (frame.type === 'event') take(frame)
    else if (frame.seq > seq) catchUp()
  },
  onGiveUp () {
    if (polling || ended) return
    say('polling')
    catchUp()
    polling = setInterval(catchUp, POLL)
  },
  onRefused: catchUp // the answer says whether it is the page that one may not read any more
})

// A link to an answer that has moved since leads on to where it stands now.
function followMoved () {
  const number = /^#svar-(\d+)$/.exec(location.hash)?.[1]
  if (!number) return
  const there = document.getElementById(`svar-${number}`)
  if (there && !there.matches('[data-moved]')) return
  const key = `led-on-${number}` // once: an answer that is nowhere must not send the page round
  if (sessionStorage.getItem(key)) return
  sessionStorage.setItem(key, '1')
  location.replace(place.dataset.answers.replace('/0/', `/${number}/`))
}

followMoved()
