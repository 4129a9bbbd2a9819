using System.Text.Json;

namespace RetailBus.Cli.Client;

/// <summary>A query's result; truncated at the row cap.</summary>
internal sealed record QueryResult(IReadOnlyList<QueryColumn> Columns, IReadOnlyList<IReadOnlyList<JsonElement>> Rows, bool Truncated, double ElapsedMs);
