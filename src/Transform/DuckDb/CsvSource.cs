using RetailBus.Transform.Staging;

namespace RetailBus.Transform.DuckDb;

/// <summary>DuckDB's reader over a staged or numbered file: every setting said, nothing guessed.</summary>
internal static class CsvSource
{
    private static readonly (string Name, string Type)[] NumberedColumns =
        [("ordinal", "BIGINT"), ("line", "BIGINT"), ("begins", "BIGINT"), ("bytes", "BIGINT"), ("fields", "INTEGER"), ("broken", "INTEGER")];

    public static string Staged(StagedFile staged) => Read(staged.Path, staged.Layout, staged.Layout.HasHeader, []);

    public static string Numbered(string path, FileLayout layout) => Read(path, layout, header: false, NumberedColumns);

    private static string Read(string path, FileLayout layout, bool header, (string Name, string Type)[] before)
    {
        var columns = before.Select(column => $"'{column.Name}': '{column.Type}'")
            .Concat(Enumerable.Range(0, layout.Columns.Count).Select(place => $"'c{place}': 'VARCHAR'"));
        return $$"""
            read_csv({{Sql.Literal(path)}}, auto_detect=false, header={{(header ? "true" : "false")}}, delim={{Sql.Literal(((char)layout.Dialect.Delimiter).ToString())}},
                quote='"', escape='"', encoding='utf-8', strict_mode=true, null_padding=false, columns={{{string.Join(", ", columns)}}})
            """;
    }
}
