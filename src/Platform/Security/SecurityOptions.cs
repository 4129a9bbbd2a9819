namespace RetailBus.Platform.Security;

/// <summary>How this process is reached and by whom; section <c>Security</c>.</summary>
public sealed class SecurityOptions
{
    public const string Section = "Security";

    /// <summary>The environment variable of <see cref="ServiceKey"/>.</summary>
    public const string ServiceKeyVariable = "RETAILBUS_SERVICE_KEY";

    /// <summary>Fewer characters than this could be guessed.</summary>
    public const int ShortestServiceKey = 32;

    /// <summary>
    /// What the services show each other, 32 characters or more; the same for all services of a stack. Default: that of the
    /// environment variable <c>RETAILBUS_SERVICE_KEY</c>, else none. A service that has one answers nobody who does not show it.
    /// </summary>
    public string? ServiceKey { get; set; }

    /// <summary>
    /// Names under which others reach this process, separated by commas, e.g. <c>retail.example.com</c>. Default: none, so that it
    /// answers to loopback's own names only.
    /// </summary>
    public string Hosts { get; set; } = "";

    /// <summary>Folder of accounts, API keys and the keys that seal cookies. Default: <c>.retailbus/security</c>.</summary>
    public string Folder { get; set; } = Path.Combine(".retailbus", "security");

    internal IEnumerable<string> HostNames => Hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
