"""Papers from templates: a body's own in its data/templates first, then the package's. The one module that knows Jinja2.

A template comes with the record, and a record may come from anybody. So it runs in a sandbox: it reads no file but the
templates, calls nothing but what is named here, is stopped when it runs too long or takes too much, and whatever it
prints is made safe for its form unless g2g itself made it.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import FrameType, TracebackType
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from markupsafe import Markup

from g2g.errors import BrokenFile, Refusal
from g2g.render.filling import Ready, in_markdown, shown
from g2g.render.safe import terminal
from g2g.render.template_files import name_for, names, own_names, source

FORMS = ("md", "html")
SECONDS = 30.0
MOST_TEXT = 1 << 27
MOST_MEMORY = 1 << 30
_LONGEST_PRODUCT = 10_000

_FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "first", "groupby", "int", "join", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr",
    "slice", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
_OF_TEXT = frozenset({
    "capitalize", "endswith", "find", "isdecimal", "join", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
    "replace", "rpartition", "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
_OF_DAYS = frozenset({"day", "month", "year", "isoformat"})
_OF_MAPPINGS = frozenset({"get", "items", "keys", "values"})


def ready(form: str, text: str) -> str:
    """Text that is Markdown or HTML already, as a value that a template prints unchanged."""
    return Markup(text) if form == "html" else Ready(text)


def _in_html(value: object) -> object:
    # Autoescape does the rest; what it does not know are characters that cannot be seen.
    return value if hasattr(value, "__html__") else terminal(shown(value))


# ---- the sandbox -----------------------------------------------------------------------------


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, str):
            return attr in _OF_TEXT
        if isinstance(obj, date):
            return attr in _OF_DAYS
        if isinstance(obj, dict):
            return attr in _OF_MAPPINGS
        return not isinstance(obj, tuple) or attr in getattr(obj, "_fields", ())

    def wrap_str_format(self, value: Any) -> None:
        # Formats can ask for any width, and print what was never escaped: is_safe_attribute refuses them.
        return None

    def is_safe_callable(self, obj: Any) -> bool:
        # What is not there is called too, to say so.
        known = isinstance(obj, Macro | BlockReference | LoopContext | Undefined) or obj is safe_range or obj is Namespace
        return known or isinstance(getattr(obj, "__self__", None), str | date | dict | LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        whole = [n for n in (left, right) if isinstance(n, int | float)]
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"“{operator}” is no part of a paper's template")
        if operator == "*" and len(whole) < 2 and any(n > _LONGEST_PRODUCT for n in whole):
            raise SecurityError(f"nothing is repeated more than {_LONGEST_PRODUCT:,} times")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        # Both would print text that has not been made safe.
        for kind, tag in ((nodes.ScopedEvalContextModifier, "autoescape"), (nodes.FilterBlock, "filter")):
            for found in tree.find_all(kind):
                raise TemplateSyntaxError(f"the tag “{tag}” is no part of a paper's template", found.lineno, name, filename)
        return tree


class _MarkdownSandbox(_Sandbox):
    concat = staticmethod(Ready.joined)


class _Loader(BaseLoader):
    """A body's own templates, then the package's; nothing else, whatever name is asked for."""

    def __init__(self, templates: str | None) -> None:
        self.templates = templates

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        found = source(template, self.templates)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, found.shown, lambda: True


def _environment(form: str, templates: str | None) -> Environment:
    kind = _Sandbox if form == "html" else _MarkdownSandbox
    made = kind(
        loader=_Loader(templates), autoescape=form == "html", undefined=StrictUndefined, auto_reload=False, cache_size=50,
        finalize=_in_html if form == "html" else in_markdown, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.globals = {"range": safe_range, "namespace": Namespace}
    return made


# ---- a page ----------------------------------------------------------------------------------


def page(kind: str, form: str, context: Mapping[str, object], templates: str | None) -> str:
    """A page of a kind (agenda, plan …) in a form (md, html), from the template ``KIND.FORM.j2``, else ``paper.FORM.j2``.

    ``templates`` is the folder of a body's own, None where it has none. What ``context`` holds is made safe where it is
    printed, save what ``ready`` made. Raises BrokenFile, with the template's path and line, for whatever is wrong in one.
    """
    return rendered(name_for(kind, form, templates), form, context, templates)


def rendered(name: str, form: str, context: Mapping[str, object], templates: str | None) -> str:
    """The text that one template makes, by its name; for the rest see ``page``."""
    return Printer(form, templates).page(name, context)


class Printer:
    """Many pages in one form: each template is read and compiled once. For the rest see ``page``."""

    def __init__(self, form: str, templates: str | None) -> None:
        self.form, self.templates = form, templates
        self._environment = _environment(form, templates)
        self._shown: dict[str, str] = {}

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return bool(self._source(name))

    def _source(self, name: str) -> str:
        if name not in self._shown:
            found = source(name, self.templates)
            self._shown[name] = found.shown if found else ""
        return self._shown[name]

    def page(self, name: str, context: Mapping[str, object]) -> str:
        """The text that one template makes, by its name."""
        try:
            with _bounded():
                return _printed(self._environment.get_template(name), context)
        except Refusal:
            raise
        except (Exception, _Stopped) as trouble:
            _refuse(trouble, self._source(name) or name, self.templates)


def _printed(template: Template, context: Mapping[str, object]) -> str:
    pieces, size = [], 0
    for piece in template.root_render_func(template.new_context(dict(context))):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_TEXT:
            raise _Stopped(f"the paper grew beyond {MOST_TEXT:,} characters")
    return "".join(pieces)


class _Stopped(BaseException):
    """A template that took too long or made too much. No Exception, so that nothing on the way takes it for its own."""


def _refuse(trouble: BaseException, shown: str, templates: str | None) -> NoReturn:
    """Raise what went wrong as one sentence with the template's path and line."""
    if isinstance(trouble, TemplateSyntaxError):
        raise BrokenFile(trouble.filename or shown, trouble.lineno, _sentence(trouble, templates)) from None
    place = _place(trouble.__traceback__)
    expected = isinstance(trouble, _Stopped | TemplateError | MemoryError | RecursionError | SyntaxError)
    if place is None and not expected:
        raise trouble
    path, line = place or (shown, 1)
    raise BrokenFile(path, line, _sentence(trouble, templates)) from None


def _place(trace: TracebackType | None) -> tuple[str, int] | None:
    """The template and the line at work when something went wrong: the innermost, where one includes another."""
    found = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            found = template.filename or "", template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return found


def _sentence(trouble: BaseException, templates: str | None) -> str:
    said = " ".join(str(trouble).split()).rstrip(".")
    if isinstance(trouble, TemplateNotFound):
        return f"there is no template “{said}”; there are {', '.join(sorted({*names(), *own_names(templates)}))}."
    if isinstance(trouble, SecurityError):
        return f"a template may not do this: {said}."
    if isinstance(trouble, UndefinedError):
        return f"a paper has no such thing: {said}."
    if isinstance(trouble, MemoryError):
        return "this template takes too much memory."
    if isinstance(trouble, RecursionError):
        return "this template goes too deep: it includes or calls itself."
    if isinstance(trouble, _Stopped | TemplateSyntaxError | TemplateError):
        return f"{said}."
    return f"this cannot be worked out ({type(trouble).__name__}: {said})."


# ---- bounds ----------------------------------------------------------------------------------


@contextmanager
def _bounded() -> Iterator[None]:
    """Stop what runs longer than SECONDS or takes more than MOST_MEMORY beyond what is there, where the system can."""
    with _in_time(), _in_memory():
        yield


@contextmanager
def _in_time() -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Stopped(f"this template was stopped after {SECONDS:g} seconds")

    try:
        before = signal.signal(signal.SIGALRM, stop)
    except ValueError:  # Not the main thread, where no signal arrives.
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _in_memory() -> Iterator[None]:
    if not sys.platform.startswith("linux"):  # Elsewhere the limit is not kept, or what is taken is not told.
        yield
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        taken = int(file.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + MOST_MEMORY
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    if soft != resource.RLIM_INFINITY:
        limit = min(limit, soft)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
