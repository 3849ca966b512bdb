// Gradio drops presses while it is still drawing the page or finishing an answer. What one of our scripts sends is
// therefore pressed again until the server takes it; if it never does, the sender is told, so that the page can say so.
window.vivaUntilTaken = function (press, message, lost) {
  const EVERY = 500;
  const TRIES = 40;  // Gradio can be busy for a while, but not for 20 seconds
  press();
  let tries = 0;
  const again = setInterval(function () {
    if (!message.taken && ++tries <= TRIES) { press(); return; }
    clearInterval(again);
    if (!message.taken) lost();
  }, EVERY);
};
