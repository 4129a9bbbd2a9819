namespace RetailBus.Warehouse.Serving;

/// <summary>SERVE over HTTP.</summary>
internal static class ServingEndpoints
{
    private const int DefaultRows = 10_000;
    private const int SalesRows = 1000;
    private const int MaxSalesRows = 10_000;

    /// <summary>Changes with every load that commits, and costs next to nothing: what open pages ask, to be told of new sales.</summary>
    private static readonly WarehouseQuery WarehouseVersion = new()
    {
        Sql = "select count(*) as loads, max(committed_at) as committed_at from load_history",
        MaxRows = 1,
        IsForeign = false,
    };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/query", (QueryRequest request, IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(
                () => reader.QueryAsync(new WarehouseQuery { Sql = request.Sql, MaxRows = request.MaxRows ?? DefaultRows }, cancellationToken),
                ResultWriter.AsTable));
        endpoints.MapGet("/api/warehouse/balance", (IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(
                () => reader.QueryAsync(
                    new WarehouseQuery { Sql = "select * from warehouse_balance", MaxRows = 1, IsForeign = false }, cancellationToken),
                ResultWriter.AsObjects));
        endpoints.MapGet("/api/warehouse/version", (IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(() => reader.QueryAsync(WarehouseVersion, cancellationToken), ResultWriter.AsObjects));
        endpoints.MapGet("/api/where", ([AsParameters] RowFilter filter, IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(
                () => reader.FindAsync(filter with { Limit = Math.Clamp(filter.Limit ?? SalesRows, 1, MaxSalesRows) }, cancellationToken),
                ResultWriter.AsObjects));
        endpoints.MapGet("/api/warehouse/loads", ([AsParameters] LoadPage page, IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(
                () => reader.LoadsAsync(page with { Limit = Math.Clamp(page.Limit ?? SalesRows, 1, MaxSalesRows) }, cancellationToken),
                ResultWriter.AsObjects));
        endpoints.MapGet("/api/warehouse/batches", ([AsParameters] BatchFilter filter, IWarehouseReader reader, CancellationToken cancellationToken) =>
            AnswerAsync(
                () => reader.BatchesAsync(filter with { Limit = Math.Clamp(filter.Limit ?? SalesRows, 1, MaxSalesRows) }, cancellationToken),
                ResultWriter.AsObjects));
        endpoints.MapGet(
            "/api/warehouse/deliveries",
            ([AsParameters] DeliveryFilter filter, IWarehouseReader reader, CancellationToken cancellationToken) => AnswerAsync(
                () => reader.DeliveriesAsync(filter with { Limit = Math.Clamp(filter.Limit ?? SalesRows, 1, MaxSalesRows) }, cancellationToken),
                ResultWriter.AsObjects));
        var sales = endpoints.MapGroup("/api/sales");
        foreach (var view in SalesView.All)
        {
            sales.MapGet(view.Route, ([AsParameters] SalesFilter filter, IWarehouseReader reader, CancellationToken cancellationToken) =>
                AnswerAsync(
                    () => reader.ReadAsync(view, filter with { Limit = Math.Clamp(filter.Limit ?? SalesRows, 1, MaxSalesRows) }, cancellationToken),
                    ResultWriter.AsObjects));
        }
    }

    private static async Task<IResult> AnswerAsync(Func<Task<QueryResult>> query, Func<QueryResult, IResult> write)
    {
        try
        {
            return write(await query());
        }
        catch (QueryRefusedException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest, title: "The query was not answered.");
        }
    }
}
