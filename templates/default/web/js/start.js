// Everything is wired: controls that need this script may show.
root.classList.add("ready");
showChoices();
measure();
if (setting("mode") !== "scroll" && location.hash) {
  bring(document.getElementById(decodeURIComponent(location.hash.slice(1))), false);
}
