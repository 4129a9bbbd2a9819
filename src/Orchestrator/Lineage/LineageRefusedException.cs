namespace RetailBus.Orchestrator.Lineage;

/// <summary>The receiver took the event for wrong; the same one again would be refused again.</summary>
public sealed class LineageRefusedException(int status)
    : Exception($"The lineage receiver refused the event ({status}). Check Lineage:Url, Endpoint and ApiKey, then redrive the error queue.");
