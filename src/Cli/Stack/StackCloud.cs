using RetailBus.LocalCloud;

namespace RetailBus.Cli.Stack;

/// <summary>The local cloud of a stack.</summary>
internal static class StackCloud
{
    public static Task<LocalCloudServer> StartAsync(StackOptions options, CancellationToken cancellationToken) =>
        LocalCloudServer.StartAsync(
            new LocalCloudOptions { DataDirectory = Path.Combine(options.DataDirectory, "cloud"), Port = options.CloudPort }, cancellationToken);
}
