/// What the page does: tabs, filter, from an entry to its place and from a place to its entry. Without it the links still lead there.
let pageScript: StaticString = """
    (() => {
      'use strict';
      const root = document.documentElement, body = document.body;
      const byId = id => document.getElementById(id);
      const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
      const tabs = all('[role=tab]'), sheet = document.querySelector('.sheet'), filter = byId('filter');
      const isNarrow = () => matchMedia('(max-width: 900px)').matches;
      const panelOf = tab => byId(tab.getAttribute('aria-controls'));
      const openTab = () => tabs.find(tab => tab.getAttribute('aria-selected') === 'true');

      function select(tab) {
        for (const other of tabs) {
          const isSelected = other === tab;
          other.setAttribute('aria-selected', isSelected);
          other.tabIndex = isSelected ? 0 : -1;
          panelOf(other).hidden = !isSelected;
        }
        sheet.scrollTop = 0;
        narrow();
      }

      function narrow() {
        const words = filter.value.trim().toLowerCase().split(/\\s+/).filter(Boolean);
        const panel = panelOf(openTab());
        let shown = 0;
        const entries = all('li.e', panel);
        for (const entry of entries) {
          const text = words.length ? entry.textContent.toLowerCase() : '';
          const isShown = words.every(word => text.includes(word));
          entry.hidden = !isShown;
          if (isShown) shown += 1;
        }
        for (const group of all('li.group', panel)) group.hidden = words.length > 0;
        panel.querySelector('.nothing').hidden = shown > 0;
      }

      function flash(nodes) {
        for (const node of nodes) {
          node.classList.remove('flash');
          void node.offsetWidth;
          node.classList.add('flash');
        }
      }

      function mark(entry) {
        for (const old of all('.here')) old.classList.remove('here');
        if (entry) entry.classList.add('here');
      }

      const entryOf = target => byId('e-' + target.split('.')[0]);

      /* From an entry to the words. */
      function goTo(target) {
        let nodes = all('main [data-m~="' + CSS.escape(target) + '"]');
        if (!nodes.length) nodes = [byId(target)].filter(Boolean);
        if (!nodes.length) return false;
        if (isNarrow()) body.classList.remove('open');
        /* A target rather than the baseline that may stand far above it. */
        const first = nodes.find(node => node.classList.contains('v')) || nodes[0];
        const isTall = first.getBoundingClientRect().height > innerHeight / 2;
        const settle = () => first.scrollIntoView({ block: isTall ? 'start' : 'center' });
        settle();
        /* What comes into view is laid out only then, and moves the place a little. */
        if (body.classList.contains('huge')) requestAnimationFrame(() => requestAnimationFrame(settle));
        flash(nodes);
        mark(entryOf(target));
        return true;
      }

      /* From the words to an entry. */
      function show(entry) {
        filter.value = '';
        select(tabs.find(tab => panelOf(tab).contains(entry)));
        body.classList.add('open');
        mark(entry);
        sheet.scrollTop = entry.offsetTop - sheet.offsetTop - sheet.clientHeight / 3;
      }

      function follow(hash) {
        const target = decodeURIComponent(hash.slice(1));
        if (!target.startsWith('e-')) return goTo(target);
        const entry = byId(target);
        if (entry) show(entry);
        return Boolean(entry);
      }

      document.addEventListener('click', event => {
        const link = event.target.closest('a[href^="#"]');
        if (link) {
          if (follow(link.getAttribute('href'))) {
            event.preventDefault();
            history.replaceState(null, '', link.getAttribute('href'));
          }
          return;
        }
        const tab = event.target.closest('[role=tab]');
        if (tab) {
          const isRepeated = isNarrow() && body.classList.contains('open') && tab === openTab();
          select(tab);
          body.classList.toggle('open', !isRepeated);
          return;
        }
        if (!event.target.closest('main') || String(getSelection())) return;
        const place = event.target.closest('.paper span[data-m]');
        if (!place) return body.classList.remove('open');
        const entry = entryOf(place.dataset.m.split(' ').pop());
        if (entry) show(entry);
      });

      document.addEventListener('keydown', event => {
        const isTyping = event.target === filter;
        if (event.key === 'Escape') {
          body.classList.remove('open');
          if (isTyping) { filter.value = ''; narrow(); }
        } else if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          body.classList.add('open');
          filter.focus();
        } else if (event.target.matches('[role=tab]')) {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
          select(next);
          next.focus();
        } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target.closest('.sheet')) {
          const links = all('.panel:not([hidden]) li:not([hidden]) a');
          if (!links.length) return;
          const at = links.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1);
          event.preventDefault();
          (at < 0 ? filter : links[Math.min(at, links.length - 1)]).focus();
        }
      });

      filter.addEventListener('input', narrow);
      byId('close').addEventListener('click', () => body.classList.remove('open'));
      byId('print').addEventListener('click', () => print());
      addEventListener('hashchange', () => follow(location.hash));
      for (const box of all('[data-kind]')) {
        box.addEventListener('change', () => body.classList.toggle(box.dataset.kind, !box.checked));
      }
      function speak(language) {
        root.dataset.ui = language;
        filter.placeholder = filter.dataset[language];
        filter.setAttribute('aria-label', filter.dataset[language]);
      }
      byId('language').addEventListener('click', () => speak(root.dataset.ui === 'zh' ? 'en' : 'zh'));
      speak(root.dataset.ui);
      if (location.hash.length > 1) follow(location.hash);
    })();
    """
