"""Figures of a batch's accepted rows as the manifest has them: the same as the embedded engine's."""

from decimal import ROUND_HALF_EVEN, Context, Decimal

MOST_COUNTED = 50_000
LONGEST_TEXT = 100
MEAN = Decimal("0.000001")
EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def figures_of(rows, columns, row, estimates):
    """Of the texts that the program's statement yields: nulls0, distinct0, min0, ..."""
    taken = [figures_of_column(rows, column, place, row, estimates) for place, column in enumerate(columns)]
    store = next(figures for figures in taken if figures["column"] == "store_id")
    quality = {"formatVersion": 1, "rows": rows, "columns": taken}
    if store["nulls"] == 0 and store.get("min") is not None and store.get("min") == store.get("max"):
        quality["store"] = store["min"]
    return quality


def figures_of_column(rows, column, place, row, estimates):
    nulls = int(row[f"nulls{place}"])
    figures = {"column": column["name"], "nulls": nulls, "distinctIsEstimate": False}
    if column["type"] == "text":
        figures["distinct"] = int(row[f"distinct{place}"])
        figures["distinctIsEstimate"] = estimates and column["hasManyValues"]
    if column["showsValues"]:
        figures["min"] = value(column["type"], row[f"min{place}"])
        figures["max"] = value(column["type"], row[f"max{place}"])
        total = row[f"sum{place}"] if column["type"] == "number" else None
        if total is not None:
            mean = EXACT.divide(Decimal(total), Decimal(rows - nulls)).quantize(MEAN, context=EXACT)
            figures["sum"], figures["mean"] = number(Decimal(total)), number(mean)
    return {name: figure for name, figure in figures.items() if figure is not None}


def value(kind, text):
    if text is None:
        return None
    if kind == "number":
        return plain(Decimal(text))
    if kind == "time":
        return f"{text.replace(' ', 'T')}Z"
    return text if len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT else None


def plain(exact):
    """Without trailing zeros and without an exponent."""
    text = format(exact, "f") if exact else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(exact):
    """JSON's number; where a float would not be the same, its digits as text, which readers take for the number."""
    if exact == exact.to_integral_value():
        return int(exact)
    return float(exact) if Decimal(repr(float(exact))) == exact else plain(exact)
