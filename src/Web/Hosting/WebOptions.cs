namespace RetailBus.Web.Hosting;

/// <summary>Settings of the pages; section <c>Web</c>.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Address of Jaeger's pages, e.g. <c>http://127.0.0.1:16686</c>: runs then link to their traces. Default:
    /// <c>Telemetry:JaegerUrl</c>, which the command line's <c>trace</c> tells, too.</summary>
    public Uri? JaegerUrl { get; set; }
}
