// The review page in the browser: the row in hand is lit on the paper, and the keyboard goes from row to row.
// What is said about a row goes to the server by the row's own buttons and fields; here nothing is decided.
(function () {
  'use strict';
  var ZOOMS = [1, 1.5, 2, 3], PATIENCE_MS = 3000;

  function rowOf(target) { return target && target.closest ? target.closest('[data-row]') : null; }
  function named(key) { return document.querySelector('[data-row="' + key + '"]'); }
  function valueOf(row) { return row && row.querySelector('[data-about=value]'); }
  function calm() { return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'; }

  function count(sheet) {
    document.querySelectorAll('[data-counted]').forEach(function (words) {
      words.toggleAttribute('data-now', !!sheet && words.dataset.counted === sheet.dataset.page);
    });
  }

  function light(row) {
    var box = document.querySelector('.bx[data-for="' + row.dataset.row + '"]');
    document.querySelectorAll('.bx[data-lit]').forEach(function (other) { other.removeAttribute('data-lit'); });
    if (!box) return;
    box.setAttribute('data-lit', '');
    var sheet = box.closest('.paper-sheet'), frame = box.closest('.sheets');
    var place = box.getBoundingClientRect(), view = frame.getBoundingClientRect();
    frame.scrollTo({
      top: frame.scrollTop + place.top - view.top - (view.height - place.height) / 2,
      left: frame.scrollLeft + place.left - view.left - 8,
      behavior: calm(),
    });
    count(sheet);
  }

  function go(row) {
    var field = valueOf(row);
    if (!field) return;
    field.focus({ preventScroll: true });
    field.select();
    row.scrollIntoView({ block: 'nearest', behavior: calm() });
  }

  function after(row) {
    var rows = Array.from(document.querySelectorAll('[data-row]'));
    return rows[rows.indexOf(row) + 1];
  }

  // A row that is settled moves to the others: go on to the one that followed it.
  function goOn(row) {
    var key = row.dataset.row, next = after(row), nextKey = next && next.dataset.row, began = Date.now();
    (function wait() {
      var now = named(key);
      if (now && now.classList.contains('d') && Date.now() - began < PATIENCE_MS) { setTimeout(wait, 60); return; }
      if (nextKey && (document.activeElement === document.body || rowOf(document.activeElement) === now)) {
        go(named(nextKey));
      }
    })();
  }

  document.addEventListener('focusin', function (event) {
    var row = rowOf(event.target);
    if (row) light(row);
  });

  document.addEventListener('keydown', function (event) {
    var row = rowOf(event.target), field = event.target;
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var isField = field.matches('input[data-about]');
    if (event.key === 'Enter' && isField) {
      event.preventDefault();
      if (field.value !== field.defaultValue) {
        field.blur(); // saves it
        go(after(row));
      } else {
        var stands = row.querySelector('[data-answer=confirm]');
        if (stands) stands.click();
        go(after(row));
      }
    } else if (event.key === 'Escape' && isField) {
      field.value = field.defaultValue;
      field.select();
    } else if (event.key === 'Delete' && !field.matches('input')) {
      event.preventDefault();
      row.querySelector('[data-drop]').click();
      go(after(row));
    }
  });

  document.addEventListener('click', function (event) {
    var target = event.target.closest ? event.target : null;
    if (!target) return;
    var answer = target.closest('[data-answer]'), box = target.closest('.bx'), zoom = target.closest('[data-zoom]');
    if (answer && answer.dataset.answer !== 'search' && event.detail !== 0) goOn(rowOf(answer));
    if (box) go(named(box.dataset.for));
    if (zoom) magnify(zoom.closest('.pg').querySelector('.sheets'), zoom.dataset.zoom === 'in' ? 1 : -1);
  });

  function magnify(frame, step) {
    var now = parseFloat(getComputedStyle(frame).getPropertyValue('--zoom')) || 1;
    var bigger = ZOOMS.filter(function (zoom) { return step > 0 ? zoom > now : zoom < now; });
    if (!bigger.length) return;
    var wanted = step > 0 ? bigger[0] : bigger[bigger.length - 1];
    var x = (frame.scrollLeft + frame.clientWidth / 2) / now, y = (frame.scrollTop + frame.clientHeight / 2) / now;
    frame.style.setProperty('--zoom', wanted);
    var lit = frame.querySelector('.bx[data-lit]'), row = lit && named(lit.dataset.for);
    if (row) light(row);
    else frame.scrollTo(x * wanted - frame.clientWidth / 2, y * wanted - frame.clientHeight / 2);
  }

  document.addEventListener('scroll', function (event) {
    var frame = event.target;
    if (!frame.classList || !frame.classList.contains('sheets')) return;
    var middle = frame.getBoundingClientRect().top + frame.clientHeight / 2;
    var shown = Array.from(frame.querySelectorAll('.paper-sheet')).filter(function (sheet) {
      return sheet.getBoundingClientRect().top <= middle;
    });
    count(shown[shown.length - 1]);
  }, true);

  document.addEventListener('error', function (event) {
    var sheet = event.target.closest && event.target.closest('.paper-sheet');
    if (sheet) sheet.classList.add('failed');
  }, true);

  // Leaving loses nothing: what stands in a field is saved before the page goes out of sight.
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden' && rowOf(document.activeElement)) document.activeElement.blur();
  });

  // An enlarged row that is wider than a phone can be moved by the keyboard too; elsewhere it is no stop on the way.
  function reach() {
    document.querySelectorAll('.zoomed').forEach(function (frame) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute('tabindex');
    });
  }
  window.addEventListener('resize', reach);

  // The first look: the row that the address names, else the first that waits, is lit; only a named one is entered.
  var begun = null;
  new MutationObserver(function () {
    var table = document.querySelector('.review .rt'), first = table && table.querySelector('[data-row]');
    if (table) reach();
    if (table === begun || (table && !first)) return;
    begun = table;
    if (!table) return;
    var asked = location.hash.indexOf('#row-') === 0 && document.getElementById(location.hash.slice(1));
    if (asked) go(asked);
    else if (!rowOf(document.activeElement)) light(table.querySelector('[data-row].d') || first);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
