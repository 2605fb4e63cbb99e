// Ends with 0 when a browser starts here, and otherwise says what is wrong.
import { launchBrowser } from './browser.mjs';

try {
  const browser = await launchBrowser();
  await browser.close();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
