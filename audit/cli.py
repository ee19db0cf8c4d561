"""tmp"""
import sys
from pathlib import Path
from audit.files.pack_reader import read_pack

def main():
    pack, problems = read_pack(Path(sys.argv[2]))
    for p in problems:
        print(f"{p.path.name}:{p.line}  {p.where}  {p.what}; {p.remedy or ''}")
    print(len(problems), "problems", "pack ok" if pack else "no pack")
