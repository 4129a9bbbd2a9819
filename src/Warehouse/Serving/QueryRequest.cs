namespace RetailBus.Warehouse.Serving;

/// <summary>Body of <c>POST /api/query</c>.</summary>
public sealed record QueryRequest
{
    /// <summary>One SELECT; up to 100,000 characters.</summary>
    public required string Sql { get; init; }

    /// <summary>Rows of the answer, 1 or more. Default 10,000.</summary>
    public int? MaxRows { get; init; }
}
