(() => {
  "use strict";
  const one = id => document.getElementById(id);
  const form = one("lock"), field = one("password"), said = one("said"), button = one("open");
  const say = name => { said.textContent = name ? one("texts").content.querySelector(`[data-name=${name}]`).textContent : ""; };
  if (!window.isSecureContext || !window.crypto || !crypto.subtle || !window.TextDecoder || !"".normalize) {
    say("old");
    return;
  }
  form.hidden = false;
  field.focus();
  const bytes = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
  const locked = JSON.parse(one("locked").textContent);
  form.addEventListener("submit", async event => {
    event.preventDefault();
    say("wait");
    button.disabled = true;
    let page, file;
    try {
      const words = new TextEncoder().encode(field.value.normalize("NFKC"));
      const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
      const key = await crypto.subtle.deriveKey(
        { name: "PBKDF2", hash: "SHA-256", salt: bytes(locked.salt), iterations: locked.iterations },
        base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(locked.nonce) }, key, bytes(locked.content));
      file = one("file") && new Blob([plain], { type: "application/zip" });
      page = file ? "" : new TextDecoder().decode(plain);
    } catch (error) {
      say(error.name === "OperationError" ? "wrong" : "old");
      button.disabled = false;
      field.select();
      field.focus();
      return;
    }
    if (file) {
      const link = one("file"), address = URL.createObjectURL(file);
      link.href = address;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      say("saved");
      button.disabled = false;
      return;
    }
    const opened = new DOMParser().parseFromString(page, "text/html");
    document.documentElement.replaceWith(document.adoptNode(opened.documentElement));
    scrollTo(0, 0);
    const title = document.querySelector("h1");
    if (title) {
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
    }
  });
})();
