using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using RetailBus.Warehouse.Serving;

namespace RetailBus.Warehouse.DuckDb;

/// <summary>
/// Lets through one SELECT over the warehouse's own tables and views with known functions, and nothing else. It judges what DuckDB's own
/// parser made of the text, so that comments, quoting and nesting hide nothing; what it does not know, it refuses.
/// </summary>
/// <remarks>
/// It is the second of three locks: the instance can't open files, its settings are locked, and the query runs in a read-only transaction.
/// For the warehouse's own file and the folder of files that are being loaded it is the only one: the engine itself would read them, and
/// write into that folder.
/// </remarks>
internal sealed partial class SelectGuard
{
    private const int MaxLength = 100_000;
    private const int MaxDepth = 400;

    private static readonly HashSet<string> TableFunctions = new(StringComparer.OrdinalIgnoreCase) { "range", "generate_series", "unnest" };

    private static readonly HashSet<string> Sources = new(StringComparer.Ordinal)
    {
        "BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "SHOW_REF",
    };

    /// <summary>Scalar functions that tell about the server, change something, or run text as SQL.</summary>
    private static readonly HashSet<string> Withheld = new(StringComparer.OrdinalIgnoreCase)
    {
        "current_setting", "getvariable", "getenv", "write_log", "nextval", "currval", "setseed", "json_serialize_sql",
        "json_deserialize_sql", "json_serialize_plan", "json_execute_serialized_sql", "current_query", "txid_current", "version",
        "parse_duckdb_log_message", "pg_sleep", "sleep_ms", "current_user", "session_user", "user", "in_search_path", "which_secret",
    };

    private readonly HashSet<string> _functions;
    private readonly HashSet<string> _tables;

    public SelectGuard(DuckDBConnection connection)
    {
        _functions = Names(
            connection,
            "select distinct function_name from duckdb_functions() where function_type in ('scalar', 'aggregate', 'macro') and database_name = 'system'");
        _functions.ExceptWith(Withheld);
        _tables = Names(
            connection,
            "select table_name from duckdb_tables() where not internal and not temporary union all select view_name from duckdb_views() where not internal and not temporary");
    }

    /// <summary>The scalar and aggregate functions that a query may call.</summary>
    public IReadOnlyCollection<string> Functions => _functions;

    /// <exception cref="QueryRefusedException">It is not such a SELECT.</exception>
    public void Check(DuckDBConnection connection, string sql)
    {
        if (sql.Length > MaxLength)
            throw new QueryRefusedException($"The query has {sql.Length} characters; {MaxLength} are the limit.");
        if (sql.Contains('\0', StringComparison.Ordinal))
            throw new QueryRefusedException("The query holds a character that is no text (NUL).");

        using var parsed = Parse(connection, sql);
        var root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
            throw Refused(root);
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
            throw new QueryRefusedException($"Send one SELECT at a time; these are {statements.GetArrayLength()} statements.");

        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectNamedQueries(statements, own);
        Walk(statements, own);
    }

    private static JsonDocument Parse(DuckDBConnection connection, string sql)
    {
        try
        {
            return JsonDocument.Parse(
                connection.Scalar<string>("select json_serialize_sql($sql::varchar)", ("sql", sql)),
                new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException e)
        {
            throw new QueryRefusedException("The query is nested too deeply.", e);
        }
    }

    private static QueryRefusedException Refused(JsonElement root)
    {
        var message = root.GetProperty("error_message").GetString() ?? "";
        return root.GetProperty("error_type").GetString() == "parser"
            ? new QueryRefusedException($"That is not SQL that DuckDB reads: {message}")
            : new QueryRefusedException("Only a SELECT is answered (also as WITH ... SELECT, FROM, VALUES, DESCRIBE, SHOW TABLES, SUMMARIZE).");
    }

    /// <summary>Names of WITH queries. Only plain ones, so that none can stand for a file.</summary>
    private static void CollectNamedQueries(JsonElement node, HashSet<string> names)
    {
        foreach (var child in Children(node))
        {
            if (child.Name == "cte_map" && child.Value.TryGetProperty("map", out var map))
            {
                foreach (var entry in map.EnumerateArray())
                {
                    var name = entry.GetProperty("key").GetString() ?? "";
                    if (!PlainName().IsMatch(name))
                        throw new QueryRefusedException($"Give the WITH query \"{name}\" a name of letters, digits and underscores.");
                    names.Add(name);
                }
            }

            CollectNamedQueries(child.Value, names);
        }
    }

    private void Walk(JsonElement node, HashSet<string> own)
    {
        if (node.ValueKind == JsonValueKind.Object)
        {
            CheckSource(node, own);
            if (Text(node, "class") == "FUNCTION")
                CheckFunction(node);
            else if (Text(node, "class") == "PARAMETER")
                throw new QueryRefusedException("Parameters ($1, ?) are not answered; write the values into the query.");
        }

        foreach (var child in Children(node))
        {
            // a table function is checked by its own list, its arguments by this one
            if (child.Name == "function" && Text(node, "type") == "TABLE_FUNCTION")
                CheckTableFunction(child.Value, own);
            else if (child.Name is "from_table" or "left" or "right" && child.Value.ValueKind == JsonValueKind.Object && IsUnknownSource(node, child))
                throw new QueryRefusedException($"A query can't read from a {Text(child.Value, "type")}.");
            else
                Walk(child.Value, own);
        }
    }

    private static bool IsUnknownSource(JsonElement node, (string Name, JsonElement Value) child) =>
        (child.Name == "from_table" || Text(node, "type") == "JOIN") && !Sources.Contains(Text(child.Value, "type"));

    private void CheckSource(JsonElement node, HashSet<string> own)
    {
        switch (Text(node, "type"))
        {
            case "BASE_TABLE":
                CheckTable(node, own);
                break;
            case "SHOW_REF" when Text(node, "table_name") is { Length: > 0 } shown && shown != "\"tables\"":
                throw new QueryRefusedException($"SHOW {shown} is not answered; SHOW TABLES and DESCRIBE name are.");
        }
    }

    private void CheckTable(JsonElement node, HashSet<string> own)
    {
        var (catalog, schema, table) = (Text(node, "catalog_name"), Text(node, "schema_name"), Text(node, "table_name"));
        var isOwn = catalog.Length == 0 && schema.Length == 0 && own.Contains(table);
        var isKnown = catalog.Length == 0 && schema is "" or "main" && _tables.Contains(table);
        if (!isOwn && !isKnown)
            throw new QueryRefusedException($"There is no table or view \"{table}\" here. There are {string.Join(", ", _tables.Order(StringComparer.Ordinal))}.");
    }

    private void CheckTableFunction(JsonElement function, HashSet<string> own)
    {
        var name = Text(function, "function_name");
        if (!TableFunctions.Contains(name) || Text(function, "schema") is not ("" or "main") || Text(function, "catalog").Length > 0)
            throw new QueryRefusedException($"The table function {name} is not available in queries.");
        foreach (var child in Children(function))
            Walk(child.Value, own);
    }

    private void CheckFunction(JsonElement node)
    {
        var name = Text(node, "function_name");
        if (!_functions.Contains(name))
            throw new QueryRefusedException($"The function {name} is not available in queries.");
    }

    private static IEnumerable<(string Name, JsonElement Value)> Children(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().Select(property => (property.Name, property.Value)),
        JsonValueKind.Array => node.EnumerateArray().Select(item => ("", item)),
        _ => [],
    };

    private static string Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static HashSet<string> Names(DuckDBConnection connection, string query)
    {
        using var command = connection.Command(query);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,127}$")]
    private static partial Regex PlainName();
}
