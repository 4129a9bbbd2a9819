namespace RetailBus.Orchestrator.Services;

/// <summary>Where other services answer; section <c>Services</c>. A service without an address answers in this process.</summary>
public sealed class ServiceAddresses
{
    public const string Section = "Services";

    /// <summary>Publish.</summary>
    public Uri? Ingest { get; set; }

    /// <summary>Datasets.</summary>
    public Uri? Transform { get; set; }

    /// <summary>Loads, batches, deliveries, balance.</summary>
    public Uri? Warehouse { get; set; }
}
