namespace RetailBus.Web.Forwarding;

/// <summary>Where the services answer; section <c>Services</c>. A service without an address answers in this process.</summary>
public sealed class ServiceAddresses
{
    public const string Section = "Services";

    /// <summary>Uploads, publish, generate.</summary>
    public Uri? Ingest { get; set; }

    /// <summary>Datasets, quarantine.</summary>
    public Uri? Transform { get; set; }

    /// <summary>Queries, sales.</summary>
    public Uri? Warehouse { get; set; }

    /// <summary>Runs.</summary>
    public Uri? Orchestrator { get; set; }
}
