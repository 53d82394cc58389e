// The page: asks what has changed, hands it to the chats, and shows the clock.

import { Chat } from './chat.js';
import { make } from './message.js';
import { now, words } from './words.js';

const $ = (id) => document.getElementById(id);
const TRIES = ['status', 'settings', 'repo'];
/** Between two looks at the least: a flood of messages is drawn in a few strokes. */
const BREATH = 80;
const AGAIN = 1000;

const chats = new Map();
let version = 0;
let seen = null;
let shown = null;

/** Does something; answers what was wrong, or nothing. */
async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    return answer.ok ? null : (await answer.text()).trim();
  } catch {
    return 'The demo does not answer.';
  }
}

// ---- chats

function enter(data) {
  const chat = new Chat(data, $('chat'), send);
  const tab = make('button', 'tab', make('span', '', words(data.lang).language), make('span', 'count'));
  tab.type = 'button';
  tab.id = `tab-${data.id}`;
  tab.lang = data.lang;
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', chat.section.id);
  tab.addEventListener('click', () => show(chat));
  chat.tab = tab;
  chat.counted = (unread) => {
    const text = unread ? String(unread) : '';
    if (tab.lastChild.textContent !== text) tab.lastChild.textContent = text;
  };
  chats.set(data.id, chat);
  $('tabs').append(tab);
  $('chats').append(chat.section);
  if (!shown) show(chat);
}

/** On a phone one chat is shown at a time. */
function show(chat) {
  shown = chat;
  for (const other of chats.values()) {
    other.tab.setAttribute('aria-selected', String(other === chat));
    other.tab.tabIndex = other === chat ? 0 : -1;
    other.section.classList.toggle('shown', other === chat);
  }
  chat.settle();
}

$('tabs').addEventListener('keydown', (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const all = [...chats.values()];
  const next = all[(all.indexOf(shown) + step + all.length) % all.length];
  show(next);
  next.tab.focus();
});

/** What to try first, as far as the bot has it: in every chat that is seen. */
function tries(commands) {
  // Before the first alert there is nothing to ask the reasons of.
  const alerted = [...chats.values()].some((chat) => chat.alerted);
  const known = [...TRIES, ...(alerted ? ['why'] : [])].filter((name) => commands.some(({ command }) => command === name));
  if ($('try').dataset.known === known.join()) return;
  $('try').dataset.known = known.join();
  $('try').replaceChildren(...known.map((name) => {
    const button = make('button', 'chip', `/${name}`);
    button.type = 'button';
    button.addEventListener('click', () => {
      for (const chat of chats.values()) if (chat.section.offsetParent !== null) chat.say(`/${name}`);
    });
    return button;
  }));
}

// ---- the clock

const DOING = {
  playing: 'Playing',
  paused: 'The story is paused; the clock runs in real time, so commands work.',
  ended: 'The story is over. The bot still answers.',
};

function clock({ now: at, start, end, doing, speed }) {
  const date = new Date(at);
  [$('date').textContent, $('time').textContent] = now(date);
  $('now').dateTime = at;
  if ($('doing').textContent !== DOING[doing]) $('doing').textContent = DOING[doing];
  document.body.dataset.doing = doing;
  $('pause').textContent = doing === 'paused' ? 'Play' : 'Pause';
  $('pause').disabled = doing === 'ended';
  $('speed').disabled = doing === 'ended';
  if (document.activeElement !== $('speed') || !$('speed').value) choose(speed);
  const span = new Date(end) - new Date(start);
  $('progress').value = Math.max(0, Math.min(1, (date - new Date(start)) / span));
}

function choose(speed) {
  if (![...$('speed').options].some((option) => option.value === speed)) {
    $('speed').append(new Option(`×${speed}`, speed));
  }
  $('speed').value = speed;
}

$('pause').addEventListener('click', () =>
  send('/page/clock', { paused: document.body.dataset.doing !== 'paused' }));
$('speed').addEventListener('change', () => send('/page/clock', { speed: $('speed').value }));

// On a phone the introduction makes room for the chat once somebody does something.
for (const kind of ['click', 'keydown']) {
  document.addEventListener(kind, () => document.body.classList.add('used'), { once: true });
}

// ---- what has changed

async function look() {
  const query = seen === null ? '' : `?since=${version}&seen=${seen}`;
  const answer = await fetch(`/page/chats${query}`);
  if (!answer.ok) throw new Error(await answer.text());
  const news = await answer.json();
  if (news.version < version) {
    // Another demo runs on this port now.
    location.reload();
    return;
  }
  for (const data of news.chats) {
    if (!chats.has(data.id)) enter(data);
    await chats.get(data.id).update(data);
  }
  ({ version, seen } = news);
  for (const notice of news.notices) chats.get(notice.chat)?.notice(notice);
  tries(news.chats[0]?.commands ?? []);
  clock(news.clock);
}

async function watch() {
  for (;;) {
    let pause = BREATH;
    try {
      await look();
      $('lost').hidden = true;
    } catch {
      $('lost').hidden = false;
      pause = AGAIN;
    }
    await new Promise((next) => setTimeout(next, pause));
  }
}

watch();
