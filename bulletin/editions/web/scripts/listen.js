// Listening: one audio element, the files of the articles one after the other, and the
// sentence that is read marked in the text. The times stand in the page (data-begin).
import { $, $$, keep, main, recall, root } from "./page.js";
import { bring, flipping, underBar } from "./modes.js";
import { fill } from "./words.js";

const player = $("#player");
const audio = new Audio();
audio.preload = "none";
const bed = $("#player-sleep") || {};
const tracks = $$("audio[data-for]").map((native) => {
  const part = document.getElementById(native.dataset.for);
  const cues = $$("[data-begin]", part)
    .map((element) => ({ element, begin: Number(element.dataset.begin) }))
    .sort((a, b) => a.begin - b.begin);
  return { slug: native.dataset.for, src: native.getAttribute("src"), title: native.dataset.title, part, cues };
});
// Some web views have only half of it.
const media = window.MediaMetadata && navigator.mediaSession;
const memory = `bulletin:${root.dataset.issue}`;
let track = null;
let marked = null;
let timer = 0;
let wandered = 0;
let wanted = 0;
let bedtime = "";

const listening = () => Boolean(player && !player.hidden);

const mark = (element) => {
  if (element === marked) return;
  marked?.classList.remove("now");
  marked = element;
  element?.classList.add("now");
  if (element && Date.now() - wandered > 6000) follow(element);
};

// Move only when the sentence is out of sight, so that the text stands still to be read.
const follow = (element) => {
  const box = element.getClientRects()[0] || element.getBoundingClientRect();
  const frame = main.getBoundingClientRect();
  const bottom = player.getBoundingClientRect().top || innerHeight;
  const aside = box.left < frame.left - 2 || box.left > frame.right - 2;
  if (aside || (!flipping() && (box.top < underBar() + 16 || box.bottom > bottom - 24))) bring(element);
};

const tick = () => {
  clearTimeout(timer);
  if (!track) return;
  if (bedtime && Date.now() > bedtime) sleep();
  const now = audio.currentTime;
  let next = track.cues.findIndex((cue) => cue.begin > now + 0.02);
  if (next < 0) next = track.cues.length;
  mark(next ? track.cues[next - 1].element : null);
  showTime();
  if (!audio.paused && next < track.cues.length) {
    timer = setTimeout(tick, Math.max(10, ((track.cues[next].begin - now) * 1000) / audio.playbackRate));
  }
};

// Whoever falls asleep over it wakes up where it stopped.
const sleep = () => {
  bed.value = bedtime = "";
  audio.pause();
};

const clock = (seconds) => {
  const whole = Math.floor(seconds || 0);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};
const showTime = () => {
  const told = $("#player-time");
  // On a slow network nothing is heard for a while, and whoever taps again stops it.
  const late = told.dataset.late && !audio.paused && audio.readyState < 3;
  told.textContent = late ? told.dataset.late : `${clock(audio.currentTime)} / ${clock(audio.duration)}`;
  $("#player-progress").value = audio.duration ? audio.currentTime / audio.duration : 0;
};

// What could not be opened has no time of its own: where it was left stays known.
const remember = () => track && !audio.error && keep(memory, { slug: track.slug, time: audio.currentTime });

const show = (words, place) => {
  const title = $("#player-title");
  title.textContent = words;
  title.classList.remove("failed");
  title.href = place;
};

const load = (to, time = 0) => {
  wanted = time;
  // A file that failed is asked for anew, or it never plays again.
  if (to !== track || audio.error) {
    track = to;
    audio.src = to.src;
    show(to.title, `#${to.slug}`);
    mark(null);
    describe();
  }
  // Setting the time before the file is known has an effect only once it is.
  if (audio.readyState) audio.currentTime = time;
  else audio.addEventListener("loadedmetadata", () => (audio.currentTime = time), { once: true });
  audio.defaultPlaybackRate = audio.playbackRate = Number($("#player-rate").value);
};

const play = (to, time) => {
  openPlayer(true);
  wandered = 0;
  load(to, time);
  audio.play()?.catch(showState);
};

// Keys of headphones and cars say which of the two they mean; a call may have paused it before.
const start = () => {
  if (audio.error) play(track, wanted);
  else audio.play()?.catch(showState);
};

const openPlayer = (open) => {
  player.hidden = !open;
  root.classList.toggle("listening", open);
  if (!open) {
    audio.pause();
    mark(null);
  }
};

const showState = () => {
  const toggle = $("[data-do='toggle']");
  const words = $(".words", toggle);
  words.textContent = audio.paused ? words.dataset.play : words.dataset.pause;
  toggle.classList.toggle("playing", !audio.paused);
  if (media) {
    media.playbackState = audio.paused ? "paused" : "playing";
  }
};

const skip = (by) => {
  audio.currentTime = Math.min(Math.max(audio.currentTime + by, 0), audio.duration || 0);
  wandered = 0;
};
const step = (by) => {
  const to = tracks[tracks.indexOf(track) + by];
  if (to) play(to, 0);
};

const describe = () => {
  if (!media) return;
  const { album, artist, cover } = player.dataset;
  const artwork = cover ? [{ src: new URL(cover, location).href, type: "image/jpeg" }] : [];
  media.metadata = new MediaMetadata({ title: track.title, artist, album, artwork });
};

// An article goes on where it was left.
const listen = (slug) => {
  if (audio.readyState) remember(); // whoever taps twice hears nothing twice
  const kept = recall(memory);
  const at = tracks.find((one) => one.slug === (slug || kept.slug));
  play(at || tracks[0], at && at.slug === kept.slug ? kept.time : 0);
};

const wire = () => {
  for (const event of ["play", "waiting", "playing", "seeked", "timeupdate", "ratechange"]) audio.addEventListener(event, tick);
  for (const event of ["play", "pause", "playing"]) audio.addEventListener(event, showState);
  audio.addEventListener("pause", remember);
  audio.addEventListener("durationchange", showTime);
  audio.addEventListener("error", () => {
    const words = $("#player-title");
    words.textContent = words.dataset.failed;
    words.classList.add("failed");
    wanted = audio.currentTime || wanted;
    audio.pause();
    showTime();
    showState();
  });
  audio.addEventListener("ended", () => {
    if (bed.value === "end") return sleep();
    if (track !== tracks[tracks.length - 1]) return step(1);
    keep(memory, { slug: "", time: 0 });
    // The page of one article: the next one is a tap away, where the title was.
    const next = $("a[rel='next']");
    if (next) show(next.textContent, next.href);
  });
  audio.addEventListener("play", () => show(track.title, `#${track.slug}`));
  addEventListener("pagehide", () => listening() && remember());
  setInterval(() => !audio.paused && remember(), 5000);
  for (const event of ["wheel", "touchmove"]) {
    addEventListener(event, () => (wandered = Date.now()), { passive: true });
  }

  const actions = {
    toggle: () => (audio.paused ? start() : audio.pause()),
    back: () => skip(-15),
    forward: () => skip(15),
    close: () => {
      openPlayer(false);
      ($(`[data-listen="${track.slug}"]`) || $("[data-listen]")).focus({ preventScroll: true });
    },
  };
  player.addEventListener("click", ({ target }) => actions[target.closest("[data-do]")?.dataset.do]?.());
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-listen]");
    if (button) listen(button.dataset.listen);
  });
  $("#player-rate").addEventListener("change", ({ target }) => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(target.value);
    keep("bulletin", { rate: target.value });
  });
  bed.onchange = () => (bedtime = bed.value && Date.now() + 60000 * bed.value);
  const { rate } = recall("bulletin");
  if (rate) $("#player-rate").value = rate;

  // While the player is open, a tap on a sentence reads from there.
  main.addEventListener("click", ({ target }) => {
    if (!listening() || !getSelection().isCollapsed) return;
    if (target.closest("a, button, summary, audio, video")) return;
    const sentence = target.closest("[data-begin]");
    const of = sentence && tracks.find(({ part }) => part.contains(sentence));
    if (of) play(of, Number(sentence.dataset.begin));
  });

  if (media) {
    const handlers = {
      play: start,
      pause: () => audio.pause(),
      seekbackward: ({ seekOffset }) => skip(-seekOffset || -15),
      seekforward: ({ seekOffset }) => skip(seekOffset || 15),
      previoustrack: () => step(-1),
      nexttrack: () => step(1),
      seekto: ({ seekTime }) => (audio.currentTime = seekTime),
    };
    for (const [name, handler] of Object.entries(handlers)) {
      try {
        media.setActionHandler(name, handler);
      } catch {
        // An older browser does not know this action.
      }
    }
  }

  const kept = recall(memory);
  const at = tracks.find(({ slug }) => slug === kept.slug);
  const words = $("[data-listen=''] .words");
  if (words && at && (kept.time > 5 || at !== tracks[0])) {
    words.textContent = fill(words.dataset.resume, { title: at.title });
  }
};
if (player && tracks.length) wire();
