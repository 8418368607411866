// Filters of a list of actions. The whole list is in the page: this hides what is not wanted, says how much is left,
// and keeps the filter in the address, so that it can be sent. A plain script: modules are blocked where a page is a file.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) { return; }
  var shown = document.getElementById("shown");
  var hint = document.getElementById("hint");
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var search = form.elements.words;
  var waiting = 0, showing = 0, later = [];
  var AT_ONCE = 500;

  // The places of the options that each row answers to: "3 7,0,,1 2".
  var lists = Array.prototype.map.call(document.querySelectorAll(".list"), function (element) {
    var rows = Array.prototype.map.call(element.querySelectorAll("tr[data-in]"), function (row) {
      var keys = row.getAttribute("data-in").split(",").map(function (places) { return " " + places + " "; });
      return { element: row, keys: keys, text: null, hidden: false };
    });
    var said = document.createElement("p");
    said.className = "of";
    said.hidden = true;
    var table = element.querySelector(".wide");
    table.parentNode.insertBefore(said, table);
    return { rows: rows, said: said, table: table };
  });
  var total = lists.reduce(function (sum, list) { return sum + list.rows.length; }, 0);

  function folded(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'").toLowerCase();
  }

  function textOf(row) {
    if (row.text === null) { row.text = folded(row.element.textContent); }
    return row.text;
  }

  function number(count) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  }

  function chosen() {
    var wanted = [];
    selects.forEach(function (select, place) {
      if (select.selectedIndex > 0) {
        wanted.push({
          name: select.name, value: select.value, place: place, key: " " + (select.selectedIndex - 1) + " ",
          said: select.labels[0].textContent.toLowerCase() + " " + select.options[select.selectedIndex].textContent
        });
      }
    });
    return wanted;
  }

  function answers(row, wanted, words) {
    return wanted.every(function (one) { return row.keys[one.place].indexOf(one.key) >= 0; }) &&
      words.every(function (word) { return textOf(row).indexOf(word) >= 0; });
  }

  function say(found, wanted, typed) {
    var filters = wanted.map(function (one) { return one.said; });
    if (typed) { filters.push("words \u201c" + typed + "\u201d"); }
    shown.textContent = !filters.length ? "All " + number(total) + " actions are shown." :
      (found ? number(found) : "None") + " of " + number(total) + " actions " + (found === 1 ? "is" : "are") + " shown: " + filters.join("; ") + ".";
    hint.hidden = !filters.length;
  }

  function keep(wanted, typed) {
    var address = new URLSearchParams();
    wanted.forEach(function (one) { address.set(one.name, one.value); });
    if (typed) { address.set("words", typed); }
    var fragment = address.toString();
    if (location.hash.replace(/^#/, "") === fragment) { return; }
    history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
  }

  function apply() {
    var wanted = chosen(), typed = search.value.trim().replace(/\s+/g, " ");
    var words = typed ? folded(typed).split(" ") : [];
    var found = 0, toShow = 0;
    later = [];
    lists.forEach(function (list) {
      var here = 0;
      list.rows.forEach(function (row) {
        var hidden = !answers(row, wanted, words);
        if (!hidden) { here += 1; }
        if (hidden === row.hidden) { return; }
        if (hidden || toShow < AT_ONCE) {
          row.element.hidden = row.hidden = hidden;
          toShow += hidden ? 0 : 1;
        } else {
          later.push(row);
        }
      });
      found += here;
      list.table.hidden = !here;
      list.said.hidden = here === list.rows.length;
      list.said.textContent = (here ? number(here) : "None") + " of " + number(list.rows.length) + " here.";
    });
    say(found, wanted, typed);
    window.clearTimeout(showing);
    if (later.length) { showing = window.setTimeout(showMore, 0); }
    return { wanted: wanted, typed: typed };
  }

  // To lay out thousands of rows takes seconds: the first are shown at once, the others after them, a few at a time.
  function showMore() {
    reveal(later.splice(0, AT_ONCE));
    if (later.length) { showing = window.setTimeout(showMore, 0); }
  }

  function reveal(rows) {
    rows.forEach(function (row) { row.element.hidden = row.hidden = false; });
  }

  function changed() {
    window.clearTimeout(waiting);
    var now = apply();
    keep(now.wanted, now.typed);
  }

  function readAddress() {
    var fragment = location.hash.replace(/^#/, "");
    // A fragment without a "=" is a place on the page (the skip link), and no filter.
    if (fragment && fragment.indexOf("=") < 0) { return; }
    var address = new URLSearchParams(fragment);
    selects.forEach(function (select) {
      var value = address.get(select.name) || "";
      select.value = value;
      if (select.selectedIndex < 0) {
        // Somebody who has nothing in the list any more: none is shown then, and not everybody's.
        select.add(new Option(value, value));
        select.value = value;
      }
    });
    search.value = address.get("words") || "";
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); changed(); });
  form.addEventListener("reset", function () { window.setTimeout(changed, 0); });
  form.addEventListener("change", changed);
  search.addEventListener("input", function () {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(changed, 200);
  });
  window.addEventListener("hashchange", function () { readAddress(); apply(); });

  window.addEventListener("beforeprint", function () { reveal(later.splice(0)); });

  form.hidden = false;
  shown.hidden = false;
  readAddress();
  apply();
}());
