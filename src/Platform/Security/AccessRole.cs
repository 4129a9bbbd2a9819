namespace RetailBus.Platform.Security;

/// <summary>What a caller may do; each role may all that those before it may.</summary>
public enum AccessRole
{
    /// <summary>Nobody in particular: signing in, health, the pages' styles.</summary>
    Anonymous,

    /// <summary>Reads runs, rows and sales.</summary>
    Viewer,

    /// <summary>Uploads, publishes, generates and resubmits.</summary>
    Uploader,

    /// <summary>Retries, cancels, releases, replays, redrives and reconciles.</summary>
    Operator,
}
