using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace RetailBus.Warehouse.Serving;

/// <summary>A page of the load history, in the order of batch and attempt.</summary>
public sealed record LoadPage
{
    /// <summary>Goes on after this entry: its batch's id, or <c>batchId,attempt</c>. Null for the first page.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>Entries of the page, 1 to 10,000. Default 1000.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>The page's begin as a condition, values bound by name.</summary>
    /// <exception cref="QueryRefusedException"><see cref="After"/> names no entry.</exception>
    internal (string Conditions, IReadOnlyList<(string Name, object? Value)> Parameters) ToSql()
    {
        if (After is null)
            return ("true", []);

        var parts = After.Split(',');
        var attempt = int.MaxValue;
        if (parts.Length > 2
            || !Guid.TryParse(parts[0], out var batchId)
            || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out attempt)))
        {
            throw new QueryRefusedException($"after is \"{After}\"; give the last entry's batchId, or batchId,attempt.");
        }

        return ("batch_id > $batch_id or (batch_id = $batch_id and attempt > $attempt)", [("batch_id", batchId), ("attempt", attempt)]);
    }
}
