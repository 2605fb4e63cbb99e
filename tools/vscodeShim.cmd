@rem Windows runs no script without an extension it knows.
@node "%~dp0vscodeShim.mjs" %*
