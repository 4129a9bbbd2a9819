namespace RetailBus.Web.Forwarding;

/// <summary>Where the services answer; section <c>Services</c>. A service without an address answers in this process.</summary>
public sealed class ServiceAddresses
{
    public const string Section = "Services";

    /// <summary>Uploads, publish, generate, resubmission of quarantined rows.</summary>
    public Uri? Ingest { get; set; }

    /// <summary>Datasets, quarantined rows, lines of landed files.</summary>
    public Uri? Transform { get; set; }

    /// <summary>Queries, sales.</summary>
    public Uri? Warehouse { get; set; }

    /// <summary>Runs, queues, which batches have quarantined rows.</summary>
    public Uri? Orchestrator { get; set; }
}
