// Ends with 0 if a browser starts here. Otherwise, it says why not.
import { launchBrowser } from './browser.mjs';

try {
  const browser = await launchBrowser();
  await browser.close();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
