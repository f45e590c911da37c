"use strict";
(function () {
  var boxes = Array.from(document.querySelectorAll(".filters input"));
  var items = Array.from(document.querySelectorAll(".changes li"));
  var output = document.querySelector(".filters output");
  function update() {
    var wanted = boxes.filter(function (box) { return box.checked; })
      .map(function (box) { return box.dataset.kind; });
    var shown = 0;
    items.forEach(function (item) {
      var visible = item.dataset.kinds.split(" ").some(function (kind) { return wanted.indexOf(kind) >= 0; });
      item.hidden = !visible;
      if (visible) { shown += 1; }
    });
    if (output) {
      output.textContent = output.dataset.text.replace("#", shown).replace("#", items.length);
    }
  }
  boxes.forEach(function (box) { box.addEventListener("change", update); });
  update();
}());
