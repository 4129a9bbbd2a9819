namespace RetailBus.Web.Layout;

/// <summary>The person before the page. Without sign-in everybody on this machine is its operator.</summary>
public sealed class Viewer
{
    /// <summary>What runs' timelines call them.</summary>
    public string Name { get; init; } = "operator";

    /// <summary>Whether they may act on runs, rows and queues.</summary>
    public bool CanOperate { get; init; } = true;
}
