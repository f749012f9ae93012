// What every signed-in page needs: the menu on a narrow screen, as a button that opens and closes.
const menu = document.querySelector("[data-menu]");
const rail = document.getElementById("rail");
if (menu && rail) {
  rail.classList.add("scripted");
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-controls", "rail-nav");
  const show = (open) => {
    rail.classList.toggle("open", open);
    menu.setAttribute("aria-expanded", String(open));
  };
  show(false);
  menu.addEventListener("click", (event) => {
    event.preventDefault();
    show(!rail.classList.contains("open"));
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      menu.click();
    }
  });
  rail.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && rail.classList.contains("open")) {
      show(false);
      menu.focus();
    }
  });
}

// A chip's list closes when one looks elsewhere.
const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => menu !== except && (menu.open = false));
document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("focusin", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  closeMenus(null);
  open?.querySelector("summary").focus();
});

// What is wrong with a form is gone to at once, however long the form; what only shows how that looks is not.
document.querySelector("main [aria-invalid=true]:not([data-samples] *)")?.focus();
