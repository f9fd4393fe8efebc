"""`cnvn check-knowledge`: what is wrong with a folder of one's own knowledge."""

from pathlib import Path

import click

from cnvn.cli.context import Settings, color_option, say
from cnvn.cli.emit import write


@click.command("check-knowledge")
@click.argument("folder", metavar="DIR")
@color_option
@click.pass_obj
def check_knowledge_command(settings: Settings, /, folder: str) -> int:
    """All that is wrong with a folder of your own knowledge, each with file and line; exit code 1 if anything is.

    DIR holds any of people.toml, offices.toml, countries.toml, organizations.toml, places.toml and series.toml, written
    as those that come with cnvn. An entry of the same id, or for a country code, takes the place of ours.
    """
    from cnvn.knowledge import check

    issues = check(Path(folder))
    write(f"{issue}\n" for issue in issues)
    count = f"{len(issues)} problem{'s' * (len(issues) != 1)}" if issues else "nothing wrong"
    say(f"cnvn: {count} in {folder}")
    return 1 if issues else 0
