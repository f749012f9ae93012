// What every signed-in page needs: the menu on a narrow screen.
const button = document.querySelector("[data-menu]");
button?.addEventListener("click", () => {
  const open = document.getElementById("rail").classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
});
