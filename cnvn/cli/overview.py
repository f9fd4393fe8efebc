"""What `cnvn --help` prints, written out. It imports nothing, so that the first thing a user tries answers at once."""

# The commands in the order of the help: the module that holds `<name>_command`.
COMMANDS = {
    "timeline": "timeline",
    "who": "who",
    "meeting": "meeting",
    "show": "articles",
    "articles": "articles",
    "ingest": "ingest",
    "extract": "extract",
    "dates": "dates",
    "explain": "explain",
    "info": "info",
    "check-knowledge": "check",
}

OVERVIEW = """\
Usage: cnvn [OPTIONS] COMMAND [ARGS]...

  Reads articles about China–Vietnam diplomacy into a chronology that can be
  trusted, and answers questions about it.

  cnvn timeline --from 2022-10
  cnvn who "Nguyen Phu Trong"
  cnvn meeting "Steering Committee" --json | jq '.[].date'

Ask:
  timeline         Events in order of time: by date, person, country, type …
  who              A person: names, offices, counterparts, events; or who held
                   which office then.
  meeting          A series of meetings and its sessions, with gaps.
  show             One event whole: each quote in its paragraph.
  articles         What was read, and what came of it.

Read:
  ingest           Articles into the store.
  extract          Events of files on stdout; nothing is stored.
  dates            Time expressions of files.
  explain          What each stage saw in a text.

Look after it:
  info             Paths, versions, counts.
  check-knowledge  What is wrong with a folder of your own knowledge.

Options:
  --db PATH                    The store; over CNVN_DB, over the one in your
                               data folder, which the first query builds.
  --knowledge DIR              A folder of your own knowledge, which adds to
                               ours; over CNVN_KNOWLEDGE.
  --color auto|always|never    Colours on stdout; auto means on a terminal,
                               unless NO_COLOR is set.
  -V, --version                The version.
  -h, --help                   This text; after a command, all about it.

  Data goes to stdout, all else to stderr: a table on a terminal, plain lines
  in a pipe, or --json, --jsonl, --csv, --tsv.

  Completion in bash: eval "$(_CNVN_COMPLETE=bash_source cnvn)"; in zsh and
  fish: zsh_source, fish_source.
"""
