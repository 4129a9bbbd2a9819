using System.Text.Json;

namespace RetailBus.Warehouse.Serving;

/// <summary>Results as HTTP answers.</summary>
internal static class ResultWriter
{
    /// <summary><c>{"columns":[{name,type}],"rows":[[...]],"truncated":...,"elapsedMs":...}</c></summary>
    public static IResult AsTable(QueryResult result) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in result.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in result.Rows)
        {
            json.WriteStartArray();
            foreach (var value in row)
                CellWriter.Write(json, value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteBoolean("truncated", result.Truncated);
        json.WriteNumber("elapsedMs", result.ElapsedMs);
        json.WriteEndObject();
    });

    /// <summary>An array with an object a row, names in camel case.</summary>
    public static IResult AsObjects(QueryResult result) => Json(json =>
    {
        var names = result.Columns.Select(column => CamelCase(column.Name)).ToArray();
        json.WriteStartArray();
        foreach (var row in result.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                CellWriter.Write(json, row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return Results.Bytes(buffer.ToArray(), "application/json");
    }

    private static string CamelCase(string name)
    {
        var words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
