"""Remarks in Label Studio's JSON: on the region, as `meta.text`, which its side panel shows as the region's note."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kg.iri import document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kg.check.remarks import Remark

ENDINGS = (".json", ".jsonl", ".ndjson")


def files_of(source_file: str) -> list[str]:
    """The export, if it may be one of Label Studio."""
    return [source_file] if PurePosixPath(source_file).suffix.lower() in ENDINGS else []


def write_notes(
    files: Sequence[Path], remarks: Iterable[Remark], *, base: str, source_file: str
) -> tuple[int, list[tuple[Remark, str]]]:
    """Add remarks to the regions of an export.

    Args:
        files: The export.
        remarks: Those on its documents.
        base: The base IRI that documents are minted from.
        source_file: Path of the export relative to its corpus: documents are named after it.

    Returns:
        How many texts were added; and the remarks that no region could take, with the reason. A remark on the document
        goes on its first region.
    """
    (file,) = files
    text = file.read_text(encoding="utf-8")
    parts = _parsed(text)
    if parts is None:
        return 0, [(remark, "the file is not valid JSON") for remark in remarks]
    tasks = _by_document([task for part in parts for task in _tasks(part)], base=base, source_file=source_file)
    added = 0
    left = []
    for remark in remarks:
        regions = list(_regions(tasks.get(remark.document_iri, [])))
        chosen = _chosen(remark, regions)
        if not chosen:
            left.append((remark, "there is no region for it in the export"))
        added += sum(_add(region, remark) for region in chosen)
    file.write_text(_written(parts, text), encoding="utf-8", newline="")
    return added, left


def _parsed(text: str) -> list[Any] | None:
    """The JSON values of a file: one, or one a line; None where it is neither."""
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        pass
    try:
        # Strings in JSON may hold what Python takes for the end of a line, such as U+2028.
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except json.JSONDecodeError:
        return None


def _written(parts: list[Any], text: str) -> str:
    """The values in the layout of the file they came from."""
    indent = re.match(r"\s*[\[{]\r?\n( *)\S", text)
    width = len(indent[1]) if indent else None
    is_ascii = text.isascii()
    lines = [json.dumps(part, ensure_ascii=is_ascii, indent=width) for part in parts]
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


def _tasks(part: Any) -> Iterator[dict[str, Any]]:
    """The tasks in a value; one annotation with its task, as target storage holds them, counts as one."""
    for item in part if isinstance(part, list) else [part]:
        if isinstance(item, dict) and isinstance(item.get("data"), dict):
            yield item
        elif isinstance(item, dict) and isinstance(item.get("task"), dict):
            yield {"id": item["task"].get("id"), "annotations": [item]}


def _by_document(tasks: list[dict[str, Any]], *, base: str, source_file: str) -> dict[str, list[dict[str, Any]]]:
    """Document IRI to its tasks: documents are named after the export and the task's id."""
    stem = str(PurePosixPath(source_file).with_suffix(""))
    found: dict[str, list[dict[str, Any]]] = {}
    for number, task in enumerate(tasks, start=1):
        name = task.get("id", number)
        found.setdefault(document(base, f"{stem}/{name}"), []).append(task)
    return found


def _regions(tasks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for task in tasks:
        annotations = task.get("annotations", task.get("completions"))
        for annotation in annotations if isinstance(annotations, list) else []:
            results = annotation.get("result") if isinstance(annotation, dict) else None
            for result in results if isinstance(results, list) else []:
                value = result.get("value") if isinstance(result, dict) else None
                if isinstance(value, dict) and "start" in value:
                    yield result


def _chosen(remark: Remark, regions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The regions of an annotation; where it has no region of its own, as relations have not, that of its words."""
    if remark.annotation_id is None:
        return regions[:1]
    # A second label of a region has its id with a number behind.
    names = {remark.annotation_id, re.sub(r"-\d+$", "", remark.annotation_id)}
    by_id = [region for region in regions if str(region.get("id")) in names]
    words = (remark.begin, remark.end)
    same = (region for region in regions if (region["value"]["start"], region["value"].get("end")) == words)
    return by_id or list(same)[:1]


def _add(region: dict[str, Any], remark: Remark) -> int:
    meta = region.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    known = meta.get("text")
    texts = [*known] if isinstance(known, list) else [known] if known else []
    said = remark.text if remark.annotation_id is not None else remark.text_elsewhere
    if said in texts:
        return 0
    region["meta"] = {**meta, "text": [*texts, said]}
    return 1
