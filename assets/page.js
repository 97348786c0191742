// Small comforts that need no server: show a password, close the phone menu, come back to the same page.
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
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target) || event.target.closest('nav a')) menu.open = false;
    });
  });
  document.addEventListener('submit', function (event) {
    event.target.querySelectorAll('[data-here]').forEach(function (input) {
      input.value = location.pathname + location.search;
    });
  }, true);
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  });
})();
