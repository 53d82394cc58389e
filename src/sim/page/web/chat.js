// One chat: its messages, the box to write in, the menu of commands.

import { make, message } from './message.js';
import { day, dayKey, words } from './words.js';

/** Near enough to the bottom to stay there, in pixels. */
const NEAR = 48;
const TOAST = 4000;
/** How a watched level that was crossed begins. */
const ALERT = /^(🟠|🔴)/u;
/** Messages drawn at a time. */
const SLICE = 40;

/** Lets the browser paint and hear clicks. */
const breath = () => new Promise((next) => setTimeout(next));

export class Chat {
  /** Puts a chat into the page; `send` carries what its reader does. */
  constructor(data, template, send) {
    this.id = data.id;
    this.lang = data.lang;
    this.name = data.name;
    this.send = send;
    this.views = new Map();
    this.items = new Map();
    this.commands = [];
    this.unread = 0;
    this.alerted = false;
    this.stays = true;
    this.section = template.content.firstElementChild.cloneNode(true);
    const parts = new Map();
    this.find = (name) => {
      // Remembered: looking through hundreds of messages each time would be felt.
      if (!parts.has(name)) parts.set(name, this.section.querySelector(`.${name}`));
      return parts.get(name);
    };
    this.label();
    this.follow();
    this.writing();
  }

  label() {
    const w = words(this.lang);
    this.section.id = `chat-${this.id}`;
    this.section.setAttribute('aria-label', `${this.name}, ${w.language}`);
    this.find('face').textContent = [...this.name][0];
    this.find('name').textContent = this.name;
    this.find('lang').textContent = w.language;
    this.find('lang').lang = this.lang;
    this.find('scroll').setAttribute('aria-label', `${w.messages}, ${this.name}`);
    this.find('box').setAttribute('aria-label', `${w.write}, ${this.name}`);
    this.find('box').placeholder = w.write;
    this.find('send').setAttribute('aria-label', w.send);
    this.find('slash').setAttribute('aria-label', w.menu);
  }

  // ---- what comes

  /** Takes what has changed; only that is drawn, some at a time: many must not make the page stutter. */
  async update({ messages, deleted, commands }) {
    for (let at = 0; at < messages.length; at += SLICE) {
      if (at > 0) await breath();
      this.draw(messages.slice(at, at + SLICE));
    }
    for (const id of deleted) {
      this.items.get(id)?.remove();
      this.items.delete(id);
      this.views.delete(id);
    }
    if (JSON.stringify(commands) !== JSON.stringify(this.commands)) {
      this.commands = commands;
      if (this.find('menu').hidden === false) this.suggest();
    }
  }

  draw(messages) {
    const fresh = document.createDocumentFragment();
    for (const view of messages) this.views.set(view.id, view);
    for (const view of messages) {
      const old = this.items.get(view.id);
      const item = message(this, view);
      this.items.set(view.id, item);
      if (old) this.replace(old, item);
      else {
        this.separate(fresh, view);
        fresh.append(item);
        if (view.from_bot) this.unread += 1;
        this.alerted ||= view.from_bot && ALERT.test(view.text ?? '');
      }
    }
    // The list's growth settles where it is scrolled to, after its layout and not twice.
    this.find('messages').append(fresh);
    this.count();
  }

  /** An edit keeps the focus where it was: a menu of buttons is worked by keys, too. */
  replace(old, item) {
    const keys = (from) => [...from.querySelectorAll('button, a, [tabindex]')];
    const at = keys(old).indexOf(document.activeElement);
    for (const [kind, state] of [['spoiler', 'shown'], ['expandable_blockquote', 'open']]) {
      if (old.querySelector(`.${kind}.${state}`)) item.querySelectorAll(`.${kind}`).forEach((part) => part.classList.add(state));
    }
    old.replaceWith(item);
    if (at >= 0) (keys(item)[Math.min(at, keys(item).length - 1)] ?? item).focus({ preventScroll: true });
  }

  separate(into, view) {
    const date = new Date(view.date);
    const key = dayKey(date);
    if (key === this.lastDay) return;
    this.lastDay = key;
    const line = make('li', 'day', make('span', '', day(this.lang, date)));
    line.lang = this.lang;
    into.append(line);
  }

  /** A button's answer: for a moment, or until it is put away. */
  notice({ text, alert }) {
    const toast = this.find('toast');
    toast.replaceChildren(text);
    toast.classList.add('up');
    toast.classList.toggle('alert', alert);
    clearTimeout(this.fading);
    if (alert) toast.addEventListener('click', () => toast.classList.remove('up'), { once: true });
    else this.fading = setTimeout(() => toast.classList.remove('up'), TOAST);
  }

  // ---- the bottom, and what is unread

  follow() {
    const scroll = this.find('scroll');
    let last = 0;
    scroll.addEventListener('scroll', () => {
      const below = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
      // Only who scrolls up leaves the bottom: growing content alone does not.
      if (below < NEAR) this.stays = true;
      else if (scroll.scrollTop < last) this.stays = false;
      last = scroll.scrollTop;
      this.settle();
    }, { passive: true });
    const grown = new ResizeObserver(() => this.settle());
    grown.observe(scroll);
    grown.observe(this.find('messages'));
    this.find('down').addEventListener('click', () => {
      this.stays = true;
      this.settle();
      this.find('box').focus();
    });
    document.addEventListener('visibilitychange', () => this.settle());
  }

  settle() {
    const scroll = this.find('scroll');
    const seen = !document.hidden && this.section.offsetParent !== null;
    scroll.classList.toggle('stays', this.stays);
    if (this.stays && seen) {
      scroll.scrollTop = scroll.scrollHeight;
      this.unread = 0;
    }
    this.count();
  }

  /** How many messages came since the bottom was seen last. */
  count() {
    const down = this.find('down');
    down.hidden = this.stays;
    const label = words(this.lang).down(this.unread);
    if (down.title !== label) {
      down.title = label;
      down.setAttribute('aria-label', label);
      down.replaceChildren('↓', ...(this.unread ? [make('span', 'count', String(this.unread))] : []));
    }
    this.counted?.(this.unread);
  }

  /** Shows a message that a reply quotes. */
  jump(id) {
    const item = this.items.get(id);
    if (!item) return;
    this.stays = false;
    item.scrollIntoView({ block: 'center' });
    item.focus({ preventScroll: true });
    item.classList.remove('found');
    requestAnimationFrame(() => item.classList.add('found'));
  }

  // ---- what the reader does

  /** Sends a message. */
  say(text) {
    this.stays = true;
    return this.act('/page/say', { chat: this.id, text });
  }

  /** Presses a button; it shows that it waits until the answer or a moment has passed. */
  async press(id, data, key) {
    key.classList.add('waits');
    setTimeout(() => key.classList.remove('waits'), 2000);
    await this.act('/page/press', { chat: this.id, message: id, data });
  }

  async act(path, body) {
    // What was said of the last press is not said of this one.
    this.find('toast').classList.remove('up');
    const refused = await this.send(path, body);
    if (refused) this.notice({ text: refused, alert: false });
    return !refused;
  }

  writing() {
    const [form, text, slash] = ['say', 'box', 'slash'].map(this.find);
    const submit = async () => {
      const said = text.value.trim();
      if (!said) return;
      text.value = '';
      grow();
      this.hideMenu();
      if (!await this.say(said) && !text.value) text.value = said;
    };
    const grow = () => {
      text.rows = Math.min(5, text.value.split('\n').length);
    };
    form.addEventListener('submit', (event) => { event.preventDefault(); submit(); });
    text.addEventListener('input', () => { grow(); this.suggest(); });
    form.addEventListener('keydown', (event) => this.keys(event, submit));
    form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) this.hideMenu(); });
    slash.addEventListener('click', () => {
      if (!this.find('menu').hidden) return this.hideMenu();
      if (!text.value.startsWith('/')) text.value = '/';
      this.suggest();
      text.focus();
    });
  }

  // ---- the menu of registered commands

  suggest() {
    const [menu, text, slash] = ['menu', 'box', 'slash'].map(this.find);
    const typed = /^\/([a-z0-9_]*)$/i.exec(text.value);
    const fitting = typed ? this.commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    menu.replaceChildren(...fitting.map(({ command, description }) => {
      const choice = make('button', 'choice', make('b', '', `/${command}`), ' ', description);
      choice.type = 'button';
      choice.lang = this.lang;
      choice.addEventListener('click', () => {
        text.value = '';
        this.hideMenu();
        text.focus();
        this.say(`/${command}`);
      });
      return make('li', '', choice);
    }));
    menu.hidden = fitting.length === 0;
    this.wholeRows(menu);
    slash.setAttribute('aria-expanded', String(!menu.hidden));
  }

  /** A list that must be scrolled ends with a whole row. */
  wholeRows(menu) {
    menu.style.maxHeight = '';
    if (menu.scrollHeight <= menu.clientHeight) return;
    const ends = [...menu.children].map((row) => row.offsetTop + row.offsetHeight).filter((end) => end <= menu.clientHeight);
    if (ends.length) menu.style.maxHeight = `${ends.at(-1) + menu.offsetHeight - menu.clientHeight}px`;
  }

  hideMenu() {
    this.find('menu').hidden = true;
    this.find('slash').setAttribute('aria-expanded', 'false');
  }

  keys(event, submit) {
    const text = this.find('box');
    const choices = this.find('menu').hidden ? [] : [...this.section.querySelectorAll('.choice')];
    const at = choices.indexOf(document.activeElement);
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === text) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && choices.length) {
      this.hideMenu();
      text.focus();
    } else if (event.key === 'ArrowUp' && choices.length) {
      event.preventDefault();
      (choices[at < 0 ? choices.length - 1 : at - 1] ?? text).focus();
    } else if (event.key === 'ArrowDown' && at >= 0) {
      event.preventDefault();
      (choices[at + 1] ?? text).focus();
    }
  }
}
