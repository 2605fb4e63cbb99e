// In the extension host of the pictures, time begins at PICTURES_START and is slower than the computer's by the factor PICTURES_SLOWER:
// the times in the pictures are the same on a slow computer.
const { PICTURES_START, PICTURES_BEGAN, PICTURES_SLOWER } = process.env;
const RealDate = Date;
const now = () =>
  Math.floor(Number(PICTURES_START) + (RealDate.now() - Number(PICTURES_BEGAN)) / Number(PICTURES_SLOWER));

/** @type {(target: DateConstructor, given: unknown[]) => Date} */
const at = Reflect.construct;

exports.activate = () => {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => (given.length ? at(target, given) : new target(now())),
    apply: () => new Date().toString(),
    get: (target, name) => (name === 'now' ? now : /** @type {unknown} */ (Reflect.get(target, name))),
  });
};
