/* hnu.jgzf: small helps. Every page works without them. */
(function () {
  "use strict";

  /* Only the descriptions of the chosen category, and the whole text of the chosen one. */
  function cascade(form) {
    var category = form.querySelector("[data-jz-category]");
    var description = form.querySelector("[data-jz-description]");
    if (!category || !description) return;
    var groups = Array.prototype.slice.call(description.querySelectorAll("optgroup"));
    var chosen = form.querySelector("[data-jz-chosen]");

    function filter() {
      var selected = description.selectedOptions[0];
      var group = selected && selected.closest("optgroup");
      if (group && group.dataset.token !== category.value) description.value = "";
      groups.forEach(function (item) {
        if (item.dataset.token === category.value) description.appendChild(item);
        else item.remove();
      });
      show();
    }
    function show() {
      if (!chosen) return;
      chosen.hidden = !description.value;
      chosen.querySelector("span").textContent = description.value
        ? description.selectedOptions[0].textContent
        : "";
    }
    category.addEventListener("change", filter);
    description.addEventListener("change", show);
    if (category.value) filter();
    else show();
  }

  /* The confirmation in a dialog in place of a page of its own. */
  function confirmation(form) {
    var dialog = document.getElementById(form.dataset.jzConfirm);
    if (!dialog || !dialog.showModal) return;
    var flag = form.querySelector("input[name='confirmed']");
    var button;

    form.addEventListener(
      "submit",
      function (event) {
        if (flag.value) return;
        var missing = Array.prototype.some.call(
          form.querySelectorAll("[required]"),
          function (field) {
            return !field.value.trim();
          }
        );
        /* The server says what is missing; asking to confirm it would be odd. */
        if (missing) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        button = event.submitter;
        dialog.querySelectorAll("[data-jz-value]").forEach(function (place) {
          var field = form.elements[place.dataset.jzValue];
          if (!field) return;
          var option = field.selectedOptions && field.selectedOptions[0];
          place.textContent = option ? option.textContent : field.value;
        });
        dialog.showModal();
        /* On the heading, so that a second Enter does not send. */
        dialog.querySelector("h2").focus();
      },
      true
    );
    dialog.querySelector("[data-jz-ok]").addEventListener("click", function () {
      flag.value = "1";
      dialog.close();
      form.requestSubmit(button);
    });
    dialog.querySelector("[data-jz-back]").addEventListener("click", function () {
      dialog.close();
    });
  }

  /* What was sent stays in this tab until it has arrived, for a login may have ended meanwhile.
     It is given back to the account that sent it and to nobody else; it goes with the tab, at
     logging out from a page of ours, and as soon as another account opens one. */
  var draft = {
    key: "hnu.jgzf.draft",
    read: function () {
      try {
        return JSON.parse(sessionStorage.getItem(this.key));
      } catch (error) {
        return null;
      }
    },
    keep: function (form) {
      var values = {};
      typed(form).forEach(function (field) {
        if (!/^(radio|checkbox)$/.test(field.type) || field.checked) {
          values[field.name] = field.value;
        }
      });
      var kept = { account: form.elements.account.value, address: address(form), values: values };
      try {
        sessionStorage.setItem(this.key, JSON.stringify(kept));
      } catch (error) {
        /* No room, or not allowed: the server keeps it too. */
      }
    },
    forget: function () {
      try {
        sessionStorage.removeItem(this.key);
      } catch (error) {
        /* Then there is none. */
      }
    }
  };

  /* Bulletins have one address for all of them. */
  function address(form) {
    var id = form.elements.namedItem("id");
    return form.action.split("#")[0] + (id ? "#" + id.value : "");
  }

  function typed(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name === "token" || field.name.indexOf("form.widgets.") === 0;
    });
  }

  /* Give back what was sent from this form, unless its address says that it is about another. */
  function restore(form) {
    var kept = draft.read();
    if (!kept || kept.address !== address(form)) return;
    var fields = typed(form).filter(function (field) {
      var value = kept.values[field.name];
      /* Where the form begins with a text, that there is none may have been meant. */
      return value || (value === "" && field.defaultValue && field.type !== "hidden");
    });
    var other = fields.some(function (field) {
      var preset = field.tagName === "SELECT" && field.value;
      return preset && preset !== kept.values[field.name];
    });
    if (other || !fields.some(isTyped) || typed(form).some(isChanged)) return;
    fields.forEach(function (field) {
      var value = kept.values[field.name];
      if (/^(radio|checkbox)$/.test(field.type)) field.checked = field.value === value;
      else field.value = value;
    });
    var details = form.closest("details");
    if (details) details.open = true;
    form.querySelector("[data-jz-restored]").hidden = false;
    form.querySelector("[data-jz-forget]").addEventListener("click", function () {
      draft.forget();
      form.reset();
      location.reload();
    });
  }
  function isTyped(field) {
    return field.type !== "hidden";
  }
  /* Somebody may have begun before this script came. */
  function isChanged(field) {
    if (field.tagName === "SELECT") return false;
    return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
  }

  function keepDrafts() {
    var page = document.querySelector("[data-jz-account]");
    var kept = draft.read();
    var done = location.hash === "#done";
    if (done) history.replaceState(history.state, "", location.pathname + location.search);
    if (done || document.querySelector("[data-jz-done]")) draft.forget();
    if (kept && page && page.dataset.jzAccount !== kept.account) draft.forget();
    document.addEventListener("click", function (event) {
      if (event.target.closest("a[href$='/logout']")) draft.forget();
    });
    document.querySelectorAll("form[data-jz-draft]").forEach(function (form) {
      if (form.dataset.jzDraft === "open") restore(form);
      form.addEventListener("submit", function () {
        draft.keep(form);
      });
    });
  }

  /* Among many people only those who are looked for: the rule of domain/staff_search.py. */
  function search(form) {
    var field = form.elements.q;
    var items = document.getElementById(form.dataset.jzSearch).children;
    var status = form.querySelector("[data-jz-count]");
    var nobody = document.querySelector("[data-jz-nobody]");

    function filter() {
      var query = folded(field.value);
      var found = 0;
      Array.prototype.forEach.call(items, function (item) {
        item.hidden = !isFound(item.dataset.jzKey.split(" "), query);
        if (!item.hidden) found += 1;
      });
      nobody.hidden = found > 0;
      status.textContent = query ? status.dataset.jzCount.replace("{n}", found) : "";
    }
    field.addEventListener("input", filter);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      filter();
    });
    form.querySelector("button").hidden = true;
    filter();
  }
  function folded(words) {
    var even = words.normalize("NFKC").toLowerCase().replace(/ü/g, "v");
    return even.replace(/[\s·•・'’]/g, "");
  }
  function isFound(key, query) {
    return key.some(function (part, index) {
      return index ? part.indexOf(query) === 0 : part.indexOf(query) >= 0;
    });
  }

  /* Accounts by name, as one types: the chosen one's id goes into the field. Rows of a table come
     and go, so the page listens and each field gets its list when it is used. */
  function findAccounts() {
    var list = document.createElement("datalist");
    var waiting;
    var asked = 0;
    list.id = "jz-accounts";
    document.body.appendChild(list);

    function ask(field) {
      var words = field.value.trim();
      var turn = (asked += 1);
      if (!words) return list.replaceChildren();
      fetch(field.dataset.jzAccounts + "?q=" + encodeURIComponent(words), {
        headers: { Accept: "application/json" }
      })
        .then(function (answer) {
          return answer.ok ? answer.json() : { items: [] };
        })
        .then(function (found) {
          /* A later question may have been answered meanwhile. */
          if (turn === asked) list.replaceChildren.apply(list, found.items.map(option));
        })
        .catch(function () {
          /* The server finds the name when the form is sent. */
        });
    }
    function option(account) {
      var item = document.createElement("option");
      item.value = account.userid;
      item.label = account.fullname + "（" + account.userid + "）";
      return item;
    }
    document.addEventListener("input", function (event) {
      var field = event.target;
      if (!field.dataset || !field.dataset.jzAccounts) return;
      field.setAttribute("list", list.id);
      clearTimeout(waiting);
      waiting = setTimeout(ask, 250, field);
    });
  }

  /* A long work that is done in parts: once it was begun, the next part follows by itself. */
  function goOn(form) {
    if (location.hash === "#going") form.requestSubmit(form.querySelector("button"));
  }

  function start() {
    keepDrafts();
    if (document.querySelector("[data-jz-accounts]")) findAccounts();
    document.querySelectorAll("[data-jz-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        window.print();
      });
    });
    document.querySelectorAll("div.jgzf form").forEach(function (form) {
      /* The server says what is missing, in our words. */
      form.noValidate = true;
      cascade(form);
      if (form.dataset.jzConfirm) confirmation(form);
      if (form.dataset.jzSearch) search(form);
      if (form.dataset.jzContinue) goOn(form);
    });
    var errors = document.getElementById("jz-errors");
    function showErrors() {
      /* Unless somebody has gone on meanwhile. */
      if (document.activeElement.contains(errors)) errors.focus();
    }
    if (errors) {
      showErrors();
      /* An address with a fragment takes the focus to that part of the page, as late as this. */
      window.addEventListener("load", showErrors);
    }
  }

  /* All that it looks for is there: it comes deferred, or behind it (browser/delivery.py). */
  start();
})();
