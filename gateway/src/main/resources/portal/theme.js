// Runs before anything is painted, so that a chosen theme does not flash in the other one.
try {
  const chosen = localStorage.getItem('tidemark-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // storage may be forbidden: the system's theme it is
}
