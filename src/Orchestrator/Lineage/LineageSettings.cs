namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// What the section leaves open is taken from the variables of OpenLineage's own clients and from the warehouse's settings.
/// </summary>
internal static class LineageSettings
{
    private const string WarehousePath = "Warehouse:Path";
    private const string DefaultWarehouse = ".retailbus/warehouse.duckdb";

    public static void Complete(LineageOptions options, IConfiguration configuration)
    {
        if (bool.TryParse(configuration[LineageOptions.DisabledVariable], out var disabled) && disabled)
        {
            options.Url = null;
            return;
        }

        // A relative address stays, for the validator to refuse.
        if (options.Url is null && Text(configuration, LineageOptions.UrlVariable) is { } url)
            options.Url = new Uri(url, UriKind.RelativeOrAbsolute);
        options.Endpoint ??= Text(configuration, LineageOptions.EndpointVariable);
        options.ApiKey ??= Text(configuration, LineageOptions.ApiKeyVariable);
        options.Namespace ??= Text(configuration, LineageOptions.NamespaceVariable);

        var file = Path.GetFullPath(Text(configuration, WarehousePath) ?? DefaultWarehouse);
        options.WarehouseNamespace ??= $"duckdb://{file}";
        options.WarehouseTable ??= $"{Path.GetFileNameWithoutExtension(file)}.main.order_lines";
    }

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;
}
