namespace RetailBus.Web.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Icon">One of <see cref="Components.Icon"/>'s.</param>
public sealed record NavigationLink(string Text, string Address, string Icon)
{
    public static IReadOnlyList<NavigationLink> All { get; } =
    [
        new("Overview", "/", "overview"),
        new("Upload", "/upload", "upload"),
        new("Runs", "/runs", "runs"),
        new("Sales", "/sales", "sales"),
        new("Quarantine", "/quarantine", "quarantine"),
        new("Deliveries", "/deliveries", "deliveries"),
        new("Queues", "/queues", "queues"),
        new("Find a row", "/find", "find"),
    ];
}
