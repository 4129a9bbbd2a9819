using RetailBus.LocalCloud;

namespace RetailBus.Cli.Stack;

/// <summary>The local cloud of a stack.</summary>
internal static class StackCloud
{
    public static async Task<LocalCloudServer> StartAsync(StackOptions options, CancellationToken cancellationToken)
    {
        var cloud = new LocalCloudOptions { DataDirectory = Path.Combine(options.DataDirectory, "cloud"), Port = options.CloudPort };
        try
        {
            return await LocalCloudServer.StartAsync(cloud, cancellationToken: cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new StackException(PortHolder.Explain(options.CloudPort, "--cloud-port"), e);
        }
        catch (IOException e)
        {
            throw new StackException(e.Message, e);
        }
    }
}
