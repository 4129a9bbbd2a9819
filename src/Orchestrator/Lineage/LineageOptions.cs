using System.ComponentModel.DataAnnotations;

namespace RetailBus.Orchestrator.Lineage;

/// <summary>
/// Section <c>Lineage</c>: OpenLineage run events, over HTTP. Off when no <see cref="Url"/> is set. Where this section says nothing, the
/// variables of OpenLineage's own clients count: <c>OPENLINEAGE_URL</c>, <c>OPENLINEAGE_ENDPOINT</c>, <c>OPENLINEAGE_API_KEY</c>,
/// <c>OPENLINEAGE_NAMESPACE</c>, <c>OPENLINEAGE_DISABLED</c>.
/// </summary>
/// <remarks>
/// Any 2xx takes an event; 408, 429, 5xx and no answer are tried again; every other answer is final, and the event goes to the error
/// queue. Events of one run may come twice and, after faults, out of order: whoever receives them goes by run id and event time.
/// </remarks>
public sealed class LineageOptions
{
    public const string Section = "Lineage";

    public const string UrlVariable = "OPENLINEAGE_URL";
    public const string EndpointVariable = "OPENLINEAGE_ENDPOINT";
    public const string ApiKeyVariable = "OPENLINEAGE_API_KEY";
    public const string NamespaceVariable = "OPENLINEAGE_NAMESPACE";
    public const string DisabledVariable = "OPENLINEAGE_DISABLED";

    /// <summary>The receiver, http or https, e.g. <c>http://marquez:5000</c>. Kept out of log and traces. Default none: off.</summary>
    public Uri? Url { get; set; }

    /// <summary>Path below <see cref="Url"/>. Default <c>api/v1/lineage</c>, as of OpenLineage's own clients.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Shown to the receiver as <c>Authorization: Bearer</c>. Default none. A secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The namespace of the jobs, of which each dataset has one. Default <c>retailbus</c>.</summary>
    public string? Namespace { get; set; }

    /// <summary>
    /// Whether each landed object is an input of its own, by its key. Default false: the input is the dataset's folder, so that the graph
    /// does not grow with every file, and each run names its object in the facet <c>subset</c>.
    /// </summary>
    public bool InputPerObject { get; set; }

    /// <summary>
    /// Namespace of the warehouse's table, by OpenLineage's naming rules, e.g. <c>snowflake://org-account</c>. Default that of the DuckDB
    /// file of <c>Warehouse:Path</c>.
    /// </summary>
    public string? WarehouseNamespace { get; set; }

    /// <summary>The table, as <c>database.schema.table</c>. Default that of the DuckDB file: <c>warehouse.main.order_lines</c>.</summary>
    public string? WarehouseTable { get; set; }

    /// <summary>After which an answer is no longer waited for. 100 ms to 2 minutes. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Tries of an event, the first included; then it goes to the error queue. 1 to 100. Default 12.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 12;

    /// <summary>
    /// Wait before the second try; it doubles up to <see cref="LongestDelay"/>, with jitter. 1 ms to 10 minutes. Default 1 second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Wait between later tries. 1 ms to 1 hour. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMinutes(5);

    internal bool IsOn => Url is not null;

    internal Uri Address => new(new Uri(Url!.AbsoluteUri.TrimEnd('/') + "/"), (Endpoint ?? "api/v1/lineage").TrimStart('/'));

    internal string JobNamespace => Namespace ?? "retailbus";
}
