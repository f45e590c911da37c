"use strict";
(function () {
  var boxes = Array.from(document.querySelectorAll(".filters input"));
  var choices = Array.from(document.querySelectorAll(".filters select"));
  var items = Array.from(document.querySelectorAll(".changes li"));
  var entries = Array.from(document.querySelectorAll("nav li"));
  var output = document.querySelector(".filters output");
  function chosen(item) {
    return choices.every(function (each) {
      return each.value === "" || item.dataset[each.dataset.by] === each.value;
    });
  }
  function update() {
    var wanted = boxes.filter(function (box) { return box.checked; })
      .map(function (box) { return box.dataset.kind; });
    var shown = 0;
    items.forEach(function (item, at) {
      var visible = chosen(item) && item.dataset.kinds.split(" ").some(function (kind) {
        return wanted.indexOf(kind) >= 0;
      });
      item.hidden = !visible;
      entries[at].hidden = !visible;
      if (visible) { shown += 1; }
    });
    if (output) {
      output.textContent = output.dataset.text.replace("#", shown).replace("#", items.length);
    }
  }
  function step(by) {
    var visible = items.filter(function (item) { return !item.hidden; });
    var at = visible.indexOf(document.activeElement);
    var next = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "start" }); }
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) { return; }
    if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
  });
  boxes.concat(choices).forEach(function (each) { each.addEventListener("change", update); });
  update();
}());
