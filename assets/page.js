// Small comforts that need no server: show a password, close the phone menu, come back to the same page,
// and keep files chosen on the first page until there is an account to send them from.
(function () {
  'use strict';

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-reveal]');
    if (button) {
      var box = document.getElementById(button.dataset.reveal);
      var shown = box.type === 'text';
      box.type = shown ? 'password' : 'text';
      button.setAttribute('aria-pressed', String(!shown));
      return;
    }
    var copier = event.target.closest('[data-copy]');
    if (copier) {
      var source = document.getElementById(copier.dataset.copy);
      source.select();
      var told = function () { copier.textContent = copier.dataset.copied; };
      // Without https a page has no clipboard of its own: the old way still works there.
      if (navigator.clipboard) navigator.clipboard.writeText(source.value).then(told, function () { if (document.execCommand('copy')) told(); });
      else if (document.execCommand('copy')) told();
      return;
    }
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target) || event.target.closest('nav a')) menu.open = false;
    });
  });

  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  });

  // A link to a file is the browser's own business: the pages' router would look for a page at its address.
  document.addEventListener('click', function (event) {
    if (event.target.closest && event.target.closest('a[download]')) event.stopPropagation();
  }, true);

  document.addEventListener('submit', function (event) {
    event.target.querySelectorAll('[data-here]').forEach(function (input) {
      input.value = location.pathname + location.search;
    });
  }, true);

  // ------------------------------------------------------------ files that wait
  var SHELF = 'medapp-waiting', KEPT_MS = 3600000, PATIENCE_MS = 15000;

  function withShelf(mode, act) {
    return new Promise(function (resolve, reject) {
      var opening = indexedDB.open(SHELF, 1);
      opening.onupgradeneeded = function () { opening.result.createObjectStore('files'); };
      opening.onerror = function () { reject(opening.error); };
      opening.onsuccess = function () {
        var trade = opening.result.transaction('files', mode), asked = act(trade.objectStore('files'));
        trade.oncomplete = function () { opening.result.close(); resolve(asked.result); };
        trade.onerror = function () { opening.result.close(); reject(trade.error); };
      };
    });
  }

  function keep(files, area) {
    if (!files.length) return;
    withShelf('readwrite', function (shelf) { return shelf.put({ at: Date.now(), files: files }, 'waiting'); })
      .then(function () { sessionStorage.setItem(SHELF, '1'); })
      .finally(function () { location.assign(area.dataset.keepFiles); });
  }

  // A photo from the camera goes the way of a chosen file.
  document.addEventListener('change', function (event) {
    var target = event.target.dataset && event.target.dataset.handTo;
    var input = target && document.querySelector('#' + target + ' input[type=file]');
    if (!input || !event.target.files.length) return;
    var hand = new DataTransfer();
    Array.from(event.target.files).forEach(function (file) { hand.items.add(file); });
    event.target.value = '';
    input.files = hand.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });

  document.addEventListener('change', function (event) {
    var area = event.target.closest('[data-keep-files]');
    if (area) keep(Array.from(event.target.files), area);
  });
  ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var area = event.target.closest && event.target.closest('[data-keep-files]');
      if (!area) return;
      event.preventDefault();
      area.classList.toggle('over', kind === 'dragenter' || kind === 'dragover');
      if (kind === 'drop') keep(Array.from(event.dataTransfer.files), area);
    });
  });

  function forget() {
    sessionStorage.removeItem(SHELF);
    return withShelf('readwrite', function (shelf) { return shelf.delete('waiting'); });
  }

  function handOver(started) {
    var input = document.querySelector('#reports input[type=file]');
    if (!input) {
      if (Date.now() - started < PATIENCE_MS) setTimeout(handOver, 200, started);
      return;
    }
    withShelf('readonly', function (shelf) { return shelf.get('waiting'); }).then(function (waiting) {
      forget();
      if (!waiting || Date.now() - waiting.at > KEPT_MS) return;
      var hand = new DataTransfer();
      waiting.files.forEach(function (file) { hand.items.add(file); });
      input.files = hand.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  // What waited longer than it should, or in a tab that is gone, is forgotten.
  if (!sessionStorage.getItem(SHELF)) forget().catch(function () {});
  else if (location.pathname.replace(/\/$/, '') === '/upload') handOver(Date.now());
})();
