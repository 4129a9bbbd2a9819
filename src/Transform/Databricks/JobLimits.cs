using RetailBus.Transform.Hosting;

namespace RetailBus.Transform.Databricks;

/// <summary>What a landed object may unpack to, as the job is told: what the embedded engine is told too.</summary>
/// <param name="ExpandedBytes">Bytes once unpacked and as UTF-8.</param>
/// <param name="Expansion">How many times its packed size.</param>
internal sealed record JobLimits(long ExpandedBytes, int Expansion)
{
    public static JobLimits Of(TransformOptions options) => new(options.MaxExpandedBytes, options.MaxExpansion);
}
