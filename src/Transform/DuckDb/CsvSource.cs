using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>DuckDB's reader over a staged or numbered file: every setting said, nothing guessed.</summary>
internal static class CsvSource
{
    private static readonly (string Name, string Type)[] NumberedColumns =
        [("ordinal", "BIGINT"), ("line", "BIGINT"), ("begins", "BIGINT"), ("bytes", "BIGINT"), ("fields", "INTEGER"), ("broken", "INTEGER")];

    /// <summary>The file's values, whether numbered or not.</summary>
    public static string Staged(StagedFile staged) => staged.Numbered is { } numbered
        ? Numbered(numbered, staged.Layout)
        : Read(staged.Path, staged.Layout, QuoteLiteral(staged.Layout.Dialect.Quote), staged.Layout.HasHeader, [], NewLine(staged));

    /// <summary>A record of the longest kind may have each of its bytes doubled.</summary>
    public static string Numbered(string path, FileLayout layout) => Read(
        path, layout, QuoteLiteral(NumberedFile.QuoteOf(layout.Dialect)), header: false, NumberedColumns,
        $", new_line='\\n', max_line_size={4 * StagingLimits.RecordBytes}, buffer_size={32 * StagingLimits.RecordBytes}");

    /// <summary>
    /// Said too: DuckDB guesses it even where it is to guess nothing, and by a carriage return in quotes it guesses wrong. Told of both
    /// characters it drops rows, so those it may guess: such files have no line ends in quotes (see <see cref="FileCensus.IsPlain"/>).
    /// </summary>
    private static string NewLine(StagedFile staged) =>
        staged.Layout.Dialect.Newline == (byte)'\r' ? ", new_line='\\r'"
        : staged.Census.LineEnds == LineEnds.ReturnAndFeed ? ""
        : ", new_line='\\n'";

    private static string QuoteLiteral(byte quote) => Sql.Literal(quote == RecordDialect.None ? "" : ((char)quote).ToString());

    private static string Read(
        string path, FileLayout layout, string quote, bool header, (string Name, string Type)[] before, string limits = "")
    {
        var columns = before.Select(column => $"'{column.Name}': '{column.Type}'")
            .Concat(Enumerable.Range(0, layout.Columns.Count).Select(place => $"'c{place}': 'VARCHAR'"));
        return $$"""
            read_csv({{Sql.Literal(path)}}, auto_detect=false, header={{(header ? "true" : "false")}}, delim={{Sql.Literal(((char)layout.Dialect.Delimiter).ToString())}},
                quote={{quote}}, escape={{quote}}, encoding='utf-8', strict_mode=true, null_padding=false, columns={{{string.Join(", ", columns)}}}{{limits}})
            """;
    }
}
