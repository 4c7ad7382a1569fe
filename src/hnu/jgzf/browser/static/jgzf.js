/* hnu.jgzf: three small helps. Every page works without them. */
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

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("div.jgzf form").forEach(function (form) {
      /* The server says what is missing, in our words. */
      form.noValidate = true;
      cascade(form);
      if (form.dataset.jzConfirm) confirmation(form);
    });
    var errors = document.getElementById("jz-errors");
    if (errors) errors.focus();
  });
})();
